"""Copies of a lake's current rows for other tools: one portable DuckDB file, Parquet, CSV, an Excel workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb
import polars as pl

from warehouse import tables
from warehouse.mentions.graph_files import gexf, graphml
from warehouse.store import engine, schema, sqlfiles
from warehouse.store.lake import Lake

# Indexes of our own by which copies, stories and words are found; of no use to a reader.
INTERNAL = {tables.COPY_SIGNATURES.name, tables.STORY_TERMS.name, tables.ARTICLE_WORDS.name}
# Files of this version are opened by DuckDB 1.4 and everything newer.
STORAGE_VERSION = "v1.4.0"
OUT = "portable"
T = TypeVar("T")
SHEETS = ("events", "reports", "actors", "articles")
MOST_SHEET_ROWS = 1_048_575  # Excel's own limit, less the header


class ExportRefused(ValueError):
    """The asked-for form can't hold this lake; the message says which can."""


def to_duckdb(lake: Lake, file: Path, snapshot: int | None = None) -> Path:
    """Write a snapshot, the newest unless told, into one DuckDB file: tables, views, macros and comments.

    The file appears under its name only when it is whole; one that stands there is replaced. Raises OSError where
    it can't be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=file.parent) as folder:
        draft = Path(folder) / file.name
        at(lake, snapshot)
        # A connection of its own: what is attached to one is seen by all its cursors.
        connection = engine.connect(lake.address, read_only=True, snapshot=snapshot or lake.snapshot())
        connection.execute(f"attach {engine.literal(str(draft))} as {OUT} (storage_version '{STORAGE_VERSION}')")
        for table in exported():
            connection.execute(f"create table {OUT}.{table.name} as from {engine.LAKE}.{table.name}")
        connection.execute(f"use {OUT}")
        _describe(connection)
        connection.execute(f"use memory; detach {OUT}")
        connection.close()
        draft.replace(file)
    return file


def to_parquet(lake: Lake, folder: Path, snapshot: int | None = None) -> list[Path]:
    """Write each table and view of a snapshot, the newest unless told, as one Parquet file, each whole or not there."""
    return _files(lake, folder, snapshot, "parquet", "from {name}", "format parquet, compression zstd")


def to_csv(lake: Lake, folder: Path, snapshot: int | None = None) -> list[Path]:
    """Write each table and view as CSV in UTF-8: lists as JSON text, the documents' bytes left out."""
    query = "select columns(c -> c <> 'content') from (select {columns} from {name})"
    return _files(lake, folder, snapshot, "csv", query, "format csv, header true")


def to_excel(lake: Lake, file: Path, snapshot: int | None = None) -> Path:
    """Write events, reports with their sentences, actors and articles without their bodies as sheets of a workbook.

    Raises ExportRefused where a table has more rows than a sheet can hold, ImportError without the extra `excel`.
    """
    import xlsxwriter

    file.parent.mkdir(parents=True, exist_ok=True)
    cursor = at(lake, snapshot)
    frames = {name: cursor.sql(sqlfiles.read(f"exports/sheet_{name}")).pl() for name in SHEETS}
    for name, frame in frames.items():
        if frame.height > MOST_SHEET_ROWS:
            raise ExportRefused(
                f"{name}: {frame.height:,} rows; a sheet holds {MOST_SHEET_ROWS:,}. Take csv or parquet."
            )

    def write(draft: Path) -> None:
        # Text stays text: a title that begins with "=" is no formula.
        with xlsxwriter.Workbook(draft, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            for name, frame in frames.items():
                frame.write_excel(book, worksheet=name, autofit=True, freeze_panes=(1, 0))

    whole(file, write)
    return file


def to_graph(lake: Lake, file: Path, snapshot: int | None = None) -> Path:
    """Write the co-mentions of articles as a graph: GEXF, or GraphML where the file is named so."""
    file.parent.mkdir(parents=True, exist_ok=True)
    cursor = at(lake, snapshot)
    actors, ties = (cursor.sql(sqlfiles.read(f"exports/graph_{what}")).pl() for what in ("actors", "ties"))
    text = graphml(actors, ties) if file.suffix == ".graphml" else gexf(actors, ties, weight="together")
    whole(file, lambda draft: draft.write_bytes(text))
    return file


def at(lake: Lake, snapshot: int | None = None) -> duckdb.DuckDBPyConnection:
    """A cursor on a snapshot, the newest unless told. Raises SnapshotGone, ExportRefused where it lacks a table."""
    chosen = lake.snapshot() if snapshot is None else snapshot
    cursor = lake.cursor(chosen)
    found = cursor.execute("select table_name from duckdb_tables() where database_name = ?", [engine.LAKE]).fetchall()
    if missing := {table.name for table in exported()} - {name for (name,) in found}:
        raise ExportRefused(
            f"snapshot {chosen} was made by an older Wirelake and lacks {', '.join(sorted(missing))}. "
            "Export the newest snapshot; where that is the newest, `wirelake maintain` brings the lake up to date."
        )
    return cursor


def whole(file: Path, write: Callable[[Path], T]) -> T:
    """Let `write` make a draft beside the file, and give it the file's name when it is done."""
    draft = file.with_name(f".{file.name}.draft")
    said = write(draft)
    draft.replace(file)
    return said


def write_rows(rows: pl.DataFrame, file: Path) -> None:
    """Write a query's rows as Parquet, whole or not at all."""
    whole(file, lambda draft: rows.write_parquet(draft, compression="zstd"))


def exported() -> list[tables.Table]:
    return [table for table in tables.TABLES if table.name not in INTERNAL]


def _files(lake: Lake, folder: Path, snapshot: int | None, suffix: str, query: str, options: str) -> list[Path]:
    """One file a table and view, all of one snapshot. `query` may use {name} and {columns}, lists as JSON text."""
    folder.mkdir(parents=True, exist_ok=True)
    cursor = at(lake, snapshot)
    written = []
    for described in [*exported(), *tables.VIEWS]:
        file = folder / f"{described.name}.{suffix}"
        asked = query.format(name=described.name, columns=", ".join(_flat(described)))
        copy = f"copy ({asked}) to {{}} ({options})"
        whole(file, lambda draft, copy=copy: cursor.execute(copy.format(engine.literal(str(draft)))))
        written.append(file)
    return written


def _flat(described: tables.Table | tables.View) -> list[str]:
    return [
        f'to_json("{name}")::varchar as "{name}"' if isinstance(column.type, pl.List | pl.Struct) else f'"{name}"'
        for name, column in described.columns.items()
    ]


def _describe(connection: duckdb.DuckDBPyConnection) -> None:
    for table in exported():
        for statement in schema.comments(table):
            connection.execute(statement)
    for view in tables.VIEWS:
        file = next(f for f in sqlfiles.folder("views") if f.name == view.name)
        connection.execute(f"create view {view.name} as\n{file.text}")
        connection.execute(f"comment on view {view.name} is {engine.literal(view.meaning)}")
        for name, column in view.columns.items():
            connection.execute(f'comment on column {view.name}."{name}" is {engine.literal(column.meaning)}')
    for file in sqlfiles.folder("macros"):
        connection.execute(file.text)
