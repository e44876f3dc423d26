"""Copies of a lake for other tools: one portable DuckDB file, or a folder of Parquet files with the current rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import polars as pl

from warehouse import tables
from warehouse.store import engine, schema, sqlfiles
from warehouse.store.lake import Lake

# Indexes of our own by which copies and stories are found; of no use to a reader.
INTERNAL = {tables.COPY_SIGNATURES.name, tables.STORY_TERMS.name}
# Files of this version are opened by DuckDB 1.4 and everything newer.
STORAGE_VERSION = "v1.4.0"
OUT = "portable"


def to_duckdb(lake: Lake, file: Path) -> Path:
    """Write the newest snapshot into one DuckDB file: tables, views, macros and comments.

    The file appears under its name only when it is whole; one that stands there is replaced. Raises OSError where
    it can't be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=file.parent) as folder:
        draft = Path(folder) / file.name
        connection = engine.connect(lake.address, read_only=True)
        connection.execute(f"attach {engine.literal(str(draft))} as {OUT} (storage_version '{STORAGE_VERSION}')")
        connection.execute("begin")
        for table in exported():
            connection.execute(f"create table {OUT}.{table.name} as from {engine.LAKE}.{table.name}")
        connection.execute("commit")
        connection.execute(f"use {OUT}")
        _describe(connection)
        connection.execute(f"use memory; detach {OUT}")
        connection.close()
        draft.replace(file)
    return file


def to_parquet(lake: Lake, folder: Path) -> list[Path]:
    """Write each table and view of the newest snapshot as one Parquet file, each whole or not there."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = engine.connect(lake.address, read_only=True)
    connection.execute("begin")  # so that all files are of one snapshot
    names = [table.name for table in exported()] + [view.name for view in tables.VIEWS]
    written = []
    for name in names:
        draft, file = folder / f".{name}.parquet.draft", folder / f"{name}.parquet"
        connection.execute(f"copy (from {name}) to {engine.literal(str(draft))} (format parquet, compression zstd)")
        draft.replace(file)
        written.append(file)
    connection.execute("rollback")
    connection.close()
    return written


def write_rows(rows: pl.DataFrame, file: Path) -> None:
    """Write a query's rows as Parquet, whole or not at all."""
    draft = file.with_name(f".{file.name}.draft")
    rows.write_parquet(draft, compression="zstd")
    draft.replace(file)


def exported() -> list[tables.Table]:
    return [table for table in tables.TABLES if table.name not in INTERNAL]


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
