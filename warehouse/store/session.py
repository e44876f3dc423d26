"""Frames in and out of one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property

import duckdb
import polars as pl

from warehouse.store import engine, sqlfiles
from warehouse.tables import Table

SUM_DIGITS = 9


class RuleBroken(RuntimeError):
    """Rows that a stage made break a rule of their table."""


class Session:
    """The open transaction of a commit, spoken to in frames."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection):
        self._cursor = cursor

    def fetch(self, query: str, parameters: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """The rows of `sql/commit/<query>.sql`, in which the given frames stand under their names."""
        return self.ask(sqlfiles.read(f"commit/{query}"), parameters, **frames)

    def ask(self, text: str, parameters: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """The rows of a query in which the given frames stand under their names."""
        with self._registered(frames):
            return self._cursor.sql(text, params=parameters).pl()

    def before(self) -> Session:
        """The lake as it stood before this transaction."""
        return self._before

    @cached_property
    def _before(self) -> Session:
        outside = self._cursor.cursor()  # a connection of its own, which sees what is committed
        outside.execute(f"use {engine.LAKE}")
        return Session(outside)

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

    def add_up(self, table: Table, more: pl.DataFrame, less: pl.DataFrame | None = None) -> None:
        """Add counts to the rows with the same key, and take the counts of `less` away.

        Every column that is not of the key is a count or a sum; a row without any count goes.
        """
        counts = [name for name in table.columns if name not in table.key]
        taken = (more.clear() if less is None else less).with_columns(-pl.col(counts))
        changes = total(table, pl.concat([more, taken]))
        standing = self.standing(table, changes.select(table.key))
        after = total(table, pl.concat([standing, changes]))
        self.delete(table, standing.select(table.key))
        self.insert(table, after)

    def standing(self, table: Table, keys: pl.DataFrame, columns: Sequence[str] = ()) -> pl.DataFrame:
        """The rows whose columns equal a row of `keys`; all columns, or the given ones.

        What is asked for mostly came lately, and so lies in few files: which ones, the keys alone tell at little cost,
        and the others are left unread.
        """
        if keys.is_empty():
            return table.frame().select(columns or pl.all())
        same = " and ".join(f'asked."{name}" is not distinct from {table.name}."{name}"' for name in keys.columns)
        found = f"from {table.name} semi join asked on {same}"
        files = self.ask(f"select distinct filename {found}", asked=keys)["filename"].sort()
        names = ", ".join(f'{table.name}."{name}"' for name in columns or table.columns)
        held = ", ".join(engine.literal(file) for file in files) or "''"
        return self.ask(f"select {names} {found} where filename in ({held})", asked=keys)

    @contextmanager
    def _registered(self, frames: dict[str, pl.DataFrame]) -> Iterator[None]:
        for name, frame in frames.items():
            self._cursor.register(name, frame.to_arrow())
        try:
            yield
        finally:
            for name in frames:
                self._cursor.unregister(name)


def total(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of one key added up, those that come to nothing left out."""
    counts = [name for name in table.columns if name not in table.key]
    sums = pl.col(name for name in counts if table.schema[name].is_float())
    return (
        rows.group_by(table.key)
        .agg(pl.col(counts).sum())
        .with_columns(sums.round(SUM_DIGITS) + 0.0)  # no minus zero
        .filter(pl.any_horizontal(pl.col(counts) != 0))
        .select(rows.columns)
        .sort(table.key)
    )


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
