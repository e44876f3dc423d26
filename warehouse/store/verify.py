"""Is every promise kept? All of a lake is looked at again: bytes, rules of each table, keys, checks, data files."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from warehouse import tables
from warehouse.store import inspect, sqlfiles
from warehouse.store.lake import Lake
from warehouse.store.session import RuleBroken, Session, obey
from warehouse.tables import Table

ROWS = 50_000  # looked at together, so that memory does not grow with the lake


def verify(lake: Lake, snapshot: int | None = None) -> list[str]:
    """One sentence for each promise that a snapshot (the newest, unless given) breaks; none for a sound lake."""
    session = Session(lake.cursor(snapshot))
    if unreadable := inspect.unreadable(session):
        return [f"{name}: {error}" for name, error in unreadable]
    return [*wrong_bytes(session), *broken_tables(lake, snapshot), *inspect.broken(session)]


def wrong_bytes(session: Session) -> Iterator[str]:
    """Documents are hashed again."""
    rows = session.ask(sqlfiles.read("upkeep/wrong_bytes"))
    if rows.height:
        first = ", ".join(rows["uri"].head(3))
        yield f"documents: the bytes of {rows.height} are not those that came in (first: {first})"


def broken_tables(lake: Lake, snapshot: int | None) -> Iterator[str]:
    found = Session(lake.cursor(snapshot)).ask(sqlfiles.read("columns_of_lake"))
    there = {(row["table_name"], row["column_name"]) for row in found.iter_rows(named=True)}
    for table in tables.TABLES:
        if missing := [name for name in table.columns if (table.name, name) not in there]:
            yield f"{table.name}: has no {', '.join(missing)}, for another version of Wirelake made it"
            continue
        yield from broken_rules(lake, snapshot, table)
        yield from repeated_keys(Session(lake.cursor(snapshot)), table)


def broken_rules(lake: Lake, snapshot: int | None, table: Table) -> Iterator[str]:
    names = [f'"{name}"' for name, column in table.columns.items() if column.type != pl.Binary()]
    blank = [name for name, column in table.columns.items() if column.type == pl.Binary()]
    reader = lake.cursor(snapshot).sql(f"select {', '.join(names)} from {table.name}").to_arrow_reader(ROWS)
    for batch in reader:
        rows = pl.DataFrame(batch)
        try:
            obey(without(table, blank), rows)
        except RuleBroken as broken:
            yield str(broken).replace(" Nothing was committed.", "")
            return


def without(table: Table, left_out: list[str]) -> Table:
    """The table less columns of bytes, which are compared where they lie, and less the rules on them."""
    columns = {name: column for name, column in table.columns.items() if name not in left_out}
    rules = {name: rule for name, rule in table.rules.items() if not set(rule.meta.root_names()) & set(left_out)}
    return Table(table.name, table.meaning, table.key, columns, rules)


def repeated_keys(session: Session, table: Table) -> Iterator[str]:
    """DuckLake has no keys: that each stands once is the commit's work, and is counted here."""
    key = ", ".join(f'"{name}"' for name in table.key)
    rows = session.ask(f"select {key}, count(*) as times from {table.name} group by {key} having times > 1 limit 3")
    if rows.height:
        yield f"{table.name}: a key stands more than once, such as {rows.to_dicts()[0]}"
