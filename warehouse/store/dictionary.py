"""Prints the data dictionary as Markdown: `python -m warehouse.store.dictionary > docs/data_dictionary.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from warehouse import tables
from warehouse.store import sqlfiles
from warehouse.store.schema import duckdb_type
from warehouse.tables import Column, Table, View


def markdown() -> str:
    """The whole dictionary: views first, as people read them, then tables, then macros."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Made from `warehouse/tables.py` and `warehouse/store/sql` by `make docs`; not to be edited by hand."
    yield "The same text stands in the lake, in the table `dictionary` and in the comments of tables and columns."
    yield from ("", "## Views")
    for view in tables.VIEWS:
        yield from _thing(view)
    yield from ("", "## Tables")
    for table in tables.TABLES:
        yield from _thing(table)
    yield from ("", "## Macros")
    for file in sqlfiles.folder("macros"):
        yield from ("", f"### {file.name}", "", file.meaning)


def _thing(thing: Table | View) -> Iterator[str]:
    yield from ("", f"### {thing.name}", "", thing.meaning, "")
    if isinstance(thing, Table):
        yield from (f"Key: {', '.join(f'`{name}`' for name in thing.key)}.", "")
    yield from ("| column | type | may be null | meaning |", "| --- | --- | --- | --- |")
    for name, column in thing.columns.items():
        yield _row(name, column)


def _row(name: str, column: Column) -> str:
    meaning = column.meaning.replace("|", "\\|")
    return f"| `{name}` | {duckdb_type(column.type)} | {'yes' if column.nullable else ''} | {meaning} |"


if __name__ == "__main__":
    sys.stdout.write(markdown())
