"""One lake: open it, read it at a snapshot, write it under its lock."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock

import duckdb
import polars as pl

from warehouse.store import address as addresses
from warehouse.store import engine, lock, schema, sqlfiles
from warehouse.store.address import Address

MOST_PINNED = 8  # connections to older snapshots that are kept open


class NoLake(RuntimeError):
    """There is no lake where one was looked for."""


class SnapshotGone(RuntimeError):
    """The asked-for snapshot never was, or has been expired by maintenance."""


class Lake:
    """A lake that is open in this process.

    Readers never wait for writers: each cursor sees the snapshot that was newest when it was made, or the one it
    asks for. Writers hold the lake's lock (`writing`). One `Lake` may be used from many threads, a cursor from one.
    """

    def __init__(self, address: Address, *, read_only: bool):
        self.address = address
        self.read_only = read_only
        self._pinned: dict[int, duckdb.DuckDBPyConnection] = {}
        self._pinning = Lock()

    @classmethod
    def open(cls, url: str | Path, *, read_only: bool = True) -> Lake:
        """Open the lake at a folder or address. Raises NoLake, AddressRefused.

        With `read_only=False` a lake that is not there yet is made.
        """
        lake = cls(addresses.parse(str(url)), read_only=read_only)
        if lake.address.is_local and not lake.exists():
            if read_only:
                raise NoLake(f"{lake.address}: no lake there yet. Make one with `wirelake ingest PATH`.")
            lake.address.home.mkdir(parents=True, exist_ok=True)
            Path(lake.address.data).mkdir(parents=True, exist_ok=True)
        if read_only:
            lake.cursor()  # a lake on a server says only now that it is not there
        else:
            lake._prepare()
        return lake

    @classmethod
    def stands(cls, url: str | Path) -> bool:
        """Whether a lake has been made at a folder or address; of one on a server it is taken to be."""
        return cls(addresses.parse(str(url)), read_only=True).exists()

    def exists(self) -> bool:
        return not self.address.is_local or self.address.catalog_file.is_file()

    def cursor(self, snapshot: int | None = None) -> duckdb.DuckDBPyConnection:
        """A cursor that sees the newest snapshot, or the given one. Close it, or let it go out of sight.

        Raises SnapshotGone.
        """
        if snapshot is None:
            cursor = self._connection.cursor()
        else:
            with self._pinning:
                if snapshot not in self._pinned:
                    self._pinned[snapshot] = self._pin(snapshot)
                cursor = self._pinned[snapshot].cursor()
                if len(self._pinned) > MOST_PINNED:  # the oldest lives on while a cursor of it is in use
                    del self._pinned[next(iter(self._pinned))]
        cursor.execute(f"use {engine.LAKE}")
        return cursor

    def snapshot(self) -> int:
        """Number of the newest snapshot."""
        row = self.cursor().execute(sqlfiles.read("newest_snapshot")).fetchone()
        assert row is not None
        return row[0]

    def relation(self, query: str, snapshot: int | None = None) -> duckdb.DuckDBPyRelation:
        """A table, view or query of the lake as a DuckDB relation: `lake.relation("events")`.

        Nothing is read before its rows are asked for. Raises SnapshotGone, duckdb.Error.
        """
        words = query if query.split(maxsplit=1)[1:] else f"from {query}"
        return self.cursor(snapshot).sql(words)

    def frame(self, query: str, snapshot: int | None = None) -> pl.LazyFrame:
        """The same as a lazy Polars frame; DuckDB reads only the rows and columns that its filters leave."""
        return self.relation(query, snapshot).pl(lazy=True)

    def articles(self, snapshot: int | None = None) -> pl.LazyFrame:
        """One row an article; columns as in the data dictionary. So for the three that follow."""
        return self.frame("articles", snapshot)

    def mentions(self, snapshot: int | None = None) -> pl.LazyFrame:
        return self.frame("mentions", snapshot)

    def reports(self, snapshot: int | None = None) -> pl.LazyFrame:
        return self.frame("reports", snapshot)

    def events(self, snapshot: int | None = None) -> pl.LazyFrame:
        return self.frame("events", snapshot)

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside one transaction, under the writer's lock: all of it is committed, or nothing."""
        with lock.writing(self.address, self._connection):
            cursor = self.cursor()
            cursor.execute("begin")
            try:
                yield cursor
            except BaseException:
                cursor.execute("rollback")
                raise
            cursor.execute("commit")

    def close(self) -> None:
        for connection in [*self._pinned.values(), self._connection]:
            connection.close()

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        try:
            return engine.connect(self.address, read_only=self.read_only)
        except duckdb.Error as error:
            if "does not exist" in str(error):
                raise NoLake(f"{self.address}: no lake there yet. Make one with `wirelake ingest PATH`.") from error
            raise

    def must_have(self, snapshot: int) -> None:
        """Raises SnapshotGone unless the snapshot can be read."""
        if self.cursor().execute(sqlfiles.read("snapshot_exists"), [snapshot]).fetchone() is None:
            raise SnapshotGone(f"snapshot {snapshot} is not in this lake (any more). Open the newest instead.")

    def _pin(self, snapshot: int) -> duckdb.DuckDBPyConnection:
        self.must_have(snapshot)
        return engine.connect(self.address, read_only=True, snapshot=snapshot)

    def _prepare(self) -> None:
        with self.writing() as cursor:
            is_new = schema.ensure(cursor)
        if is_new:
            with self.writing() as cursor:
                schema.lay_out(cursor)
        write_open_sql(self.address)


def write_open_sql(address: Address) -> None:
    """Put `open.sql` beside the data: what to type so that any DuckDB with the extension opens the lake."""
    if not address.is_local:
        return
    text = sqlfiles.read("open").replace("{catalog}", "catalog.sqlite")
    draft = address.home / "open.sql.draft"
    draft.write_text(text, encoding="utf-8")
    shutil.move(draft, address.home / "open.sql")
