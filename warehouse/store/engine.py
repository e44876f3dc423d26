"""DuckDB with the extensions that the lake needs, from installed packages; nothing is fetched silently."""

from __future__ import annotations

import importlib.util
import logging
from pathlib import Path

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
    connection = duckdb.connect(":memory:", config=CONFIG)
    for name in extensions(address):
        load_extension(connection, name)
    if address.data.startswith("s3://"):
        connection.execute("create secret (type s3, provider credential_chain)")
    connection.execute(attach_statement(address, read_only=read_only, snapshot=snapshot))
    connection.execute(f"use {LAKE}")
    return connection


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
