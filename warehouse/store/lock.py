"""One writer at a time: a file lock for a local lake, an advisory lock for a catalog in PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
from filelock import FileLock, Timeout

from warehouse.store.address import Address
from warehouse.store.engine import literal

# Any number would do, as long as nobody else locks it: the first bytes of "wirelake".
ADVISORY_KEY = int.from_bytes(b"wirelake", "big") >> 1
PATIENCE = 600.0  # seconds to wait for another writer before giving up


class LakeBusy(RuntimeError):
    """Somebody else is writing the lake, for longer than we are ready to wait."""


@contextmanager
def writing(address: Address, connection: duckdb.DuckDBPyConnection, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lake's writer lock. It is the operating system's or the server's, so a dead holder leaves none."""
    with _file(address, patience) if address.is_local else _advisory(address, connection, patience):
        yield


@contextmanager
def _file(address: Address, patience: float) -> Iterator[None]:
    path = address.home / "writer.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, timeout=patience)
    holder = path.with_suffix(".pid")
    try:
        lock.acquire()
    except Timeout as late:
        who = holder.read_text() if holder.is_file() else "unknown"
        raise LakeBusy(
            f"{address.home}: process {who} has been writing for {patience:.0f} s. Try again later."
        ) from late
    try:
        holder.write_text(str(os.getpid()))
        yield
    finally:
        lock.release()


@contextmanager
def _advisory(address: Address, connection: duckdb.DuckDBPyConnection, patience: float) -> Iterator[None]:
    server = literal(address.catalog.removeprefix("postgres:"))
    cursor = connection.cursor()
    cursor.execute(f"attach if not exists {server} as writer_lock (type postgres)")
    # A session lock needs a session of its own that stays open: a transaction pins DuckDB's connection to the server.
    cursor.execute("begin")
    try:
        _ask(cursor, f"select set_config('lock_timeout', '{patience:.3f}s', true)")
        try:
            _ask(cursor, f"select pg_advisory_xact_lock({ADVISORY_KEY})::text")
        except duckdb.Error as late:
            if "lock timeout" not in str(late):
                raise
            raise LakeBusy(
                f"{address}: another process has been writing for {patience:.0f} s. Try again later."
            ) from late
        yield
    finally:
        cursor.execute("rollback")
        cursor.close()


def _ask(cursor: duckdb.DuckDBPyConnection, query: str) -> None:
    cursor.execute(f"from postgres_query('writer_lock', {literal(query)})").fetchall()
