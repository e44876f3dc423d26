"""Frames in and out of one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import polars as pl

from warehouse.store import sqlfiles
from warehouse.tables import Table


class RuleBroken(RuntimeError):
    """Rows that a stage made break a rule of their table."""


class Session:
    """The open transaction of a commit, spoken to in frames."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection):
        self._cursor = cursor

    def fetch(self, query: str, parameters: dict[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """The rows of `sql/commit/<query>.sql`, in which the given frames stand under their names."""
        return self.ask(sqlfiles.read(f"commit/{query}"), parameters, **frames)

    def ask(self, text: str, parameters: dict[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """The rows of a query in which the given frames stand under their names."""
        with self._registered(frames):
            return self._cursor.sql(text, params=parameters).pl()

    def insert(self, table: Table, rows: pl.DataFrame) -> int:
        """Add rows; their number is returned. Raises RuleBroken with the first rows that break a rule."""
        if rows.is_empty():
            return 0
        ready = rows.select(pl.col(name).cast(kind) for name, kind in table.schema.items())
        obey(table, ready)
        with self._registered({"incoming": ready}):
            self._cursor.execute(f"insert into {table.name} select * from incoming")
        return ready.height

    def delete(self, table: Table, keys: pl.DataFrame) -> None:
        """Take away the rows whose columns equal a row of `keys`."""
        if keys.is_empty():
            return
        same = " and ".join(f'{table.name}."{name}" is not distinct from outgoing."{name}"' for name in keys.columns)
        with self._registered({"outgoing": keys}):
            self._cursor.execute(f"delete from {table.name} using outgoing where {same}")

    def replace(self, table: Table, rows: pl.DataFrame, by: tuple[str, ...] | None = None) -> None:
        """Put rows in place of those with the same key (or the same values of `by`)."""
        self.delete(table, rows.select(by or table.key).unique())
        self.insert(table, rows)

    @contextmanager
    def _registered(self, frames: dict[str, pl.DataFrame]) -> Iterator[None]:
        for name, frame in frames.items():
            self._cursor.register(name, frame.to_arrow())
        try:
            yield
        finally:
            for name in frames:
                self._cursor.unregister(name)


def obey(table: Table, rows: pl.DataFrame) -> None:
    """Raises RuleBroken unless every row keeps the table's rules and has what may not be null."""
    rules = {f"{name}_is_known": pl.col(name).is_not_null() for name, c in table.columns.items() if not c.nullable}
    for name, rule in (rules | dict(table.rules)).items():
        broken = rows.filter(~rule)
        if broken.height:
            example = broken.select(pl.exclude(pl.Binary)).head(3).to_dicts()
            raise RuleBroken(
                f"{table.name}: {broken.height} row(s) break the rule '{name}'. Nothing was committed. First: {example}"
            )
