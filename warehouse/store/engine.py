"""DuckDB with the extensions that the lake needs, from installed packages; nothing is fetched silently."""

from __future__ import annotations

import importlib.util
import logging
import os
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import duckdb

from warehouse.store.address import Address

LOG = logging.getLogger(__name__)
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # A Polars frame is named where it is used, never found by accident among a caller's variables.
    "python_enable_replacements": False,
}
LAKE = "lake"  # the name under which every connection attaches the lake


def connect(address: Address, *, read_only: bool, snapshot: int | None = None) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB with the lake attached as `lake` and in use; `snapshot` shows it as it was then."""
    connection = connect_plain(extensions(address), [address.data])
    connection.execute(attach_statement(address, read_only=read_only, snapshot=snapshot))
    connection.execute(f"use {LAKE}")
    return connection


def connect_plain(names: Collection[str], data: Collection[str]) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB with the extensions of these names, that may reach data in these places; no lake in it."""
    # What does not fit in memory goes to a folder of the connection's own, made when it is needed and removed with it:
    # DuckDB would take `.tmp` where the command was called, which others may be using and a reader may not write.
    spill = Path(tempfile.gettempdir()) / f"wirelake-{uuid4().hex}"
    connection = duckdb.connect(":memory:", config=CONFIG | {"temp_directory": str(spill)})
    for name in names:
        load_extension(connection, name)
    if any(path.startswith("s3://") for path in data):
        connection.execute(s3_secret(os.environ))
    return connection


def s3_secret(environment: Mapping[str, str]) -> str:
    """The statement that lets DuckDB into an S3 store, by the variables that AWS's own tools read.

    As a server's password, keys never travel in addresses. Without them only what is public can be read.
    """
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL") or ""
    told = {
        "key_id": environment.get("AWS_ACCESS_KEY_ID"),
        "secret": environment.get("AWS_SECRET_ACCESS_KEY"),
        "session_token": environment.get("AWS_SESSION_TOKEN"),
        "region": environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION"),
    }
    options = ["type s3", "provider config"] + [f"{name} {literal(value)}" for name, value in told.items() if value]
    if endpoint:  # a store of one's own, which has its buckets in the path
        parts = urlsplit(endpoint)
        secure = str(parts.scheme != "http").lower()
        options += [f"endpoint {literal(parts.netloc)}", f"use_ssl {secure}", "url_style 'path'"]
    return f"create secret ({', '.join(options)})"


def attach_statement(address: Address, *, read_only: bool, snapshot: int | None = None) -> str:
    options = [
        f"data_path {literal(address.data)}",
        "override_data_path true",  # so that a moved lake opens
        "data_inlining_row_limit 0",  # tables are Parquet files, never rows in the catalog
    ]
    if address.is_local:
        options += ["meta_journal_mode 'WAL'", "meta_busy_timeout 60000"]
    if read_only:
        options.append("read_only")
    if snapshot is not None:
        options.append(f"snapshot_version {int(snapshot)}")
    return f"attach {literal('ducklake:' + address.catalog)} as {LAKE} ({', '.join(options)})"


def load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load an extension from its installed wheel; where there is none for this platform, by DuckDB's own INSTALL."""
    wheel = _wheel(name)
    if wheel is None:
        LOG.warning("No package holds DuckDB's extension %s for this platform: asking DuckDB to install it.", name)
        connection.execute(f"install {name}")
        connection.execute(f"load {name}")
        return
    connection.execute(f"load {literal(str(wheel))}")


def extensions(address: Address) -> list[str]:
    catalog = ["sqlite_scanner"] if address.is_local else ["postgres_scanner"]
    cloud = ["httpfs"] if address.data.startswith("s3://") else []
    return [*catalog, *cloud, "ducklake"]


def _wheel(name: str) -> Path | None:
    spec = importlib.util.find_spec(f"duckdb_extension_{name}")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "extensions" / f"v{duckdb.__version__}"
    return next(folder.glob("*.duckdb_extension"), None)


def literal(text: str) -> str:
    """The text as SQL writes it, for statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"
