"""Questions from people: one SELECT or EXPLAIN, read-only for real.

A read-only attach alone would still let a query read other files or attach the catalog a second time. So the text
must be one statement that only selects, the table functions in it must be on a list, and the connection that runs it
has lost access to everything but the lake's data files, for good.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from threading import Timer
from typing import Any, NamedTuple

import duckdb
import polars as pl

from warehouse.store import engine, sqlfiles
from warehouse.store.lake import Lake

SAFE_TABLE_FUNCTIONS = {
    "unnest",
    "range",
    "generate_series",
    "repeat",
    "duckdb_tables",
    "duckdb_views",
    "duckdb_columns",
    "duckdb_functions",
    "ducklake_snapshots",
    "ducklake_table_changes",
    "ducklake_table_insertions",
    "ducklake_table_deletions",
}
# DuckDB's own views that show how the catalog is reached, a server's password included.
PRIVATE_TABLES = {"duckdb_databases", "duckdb_secrets", "duckdb_settings", "pragma_database_list"}
KINDS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
EXPLAIN = re.compile(r"^\s*explain(\s+analyze)?\s*(\([^)]*\))?\s+", re.IGNORECASE)


class QueryRefused(ValueError):
    """The text is not one query that only reads the lake."""


class QueryTooLong(RuntimeError):
    """The query ran longer than it may."""


class Answer(NamedTuple):
    """The rows, and whether there would have been more."""

    rows: pl.DataFrame
    is_cut: bool


def open_reader(lake: Lake, snapshot: int | None = None, memory: str = "2GB") -> duckdb.DuckDBPyConnection:
    """A connection that can read the lake and nothing else, whatever is typed into it. Raises SnapshotGone."""
    if snapshot is not None:
        lake.must_have(snapshot)
    reader = engine.connect(lake.address, read_only=True, snapshot=snapshot)
    reader.execute(f"set allowed_directories = [{engine.literal(lake.address.data)}]")
    reader.execute("set enable_external_access = false")
    reader.execute(f"set memory_limit = '{memory}'")
    reader.execute("set lock_configuration = true")
    return reader


def ask(
    reader: duckdb.DuckDBPyConnection, query: str, *, most_rows: int | None = None, seconds: float | None = None
) -> Answer:
    """Run one query. Raises QueryRefused, QueryTooLong, or DuckDB's own error for a wrong query."""
    refuse_unsafe(query)
    cursor = reader.cursor()
    cursor.execute(f"use {engine.LAKE}")
    bell = Timer(seconds, cursor.interrupt) if seconds else None
    try:
        if bell:
            bell.start()
        relation = cursor.sql(query)
        rows = relation.pl() if most_rows is None else relation.limit(most_rows + 1).pl()
    except duckdb.InterruptException as stopped:
        raise QueryTooLong(
            f"The query ran longer than {seconds:g} s. Narrow it, or use a macro of the lake."
        ) from stopped
    finally:
        if bell:
            bell.cancel()
    return Answer(
        rows if most_rows is None else rows.head(most_rows), most_rows is not None and rows.height > most_rows
    )


def refuse_unsafe(query: str) -> None:
    """Raises QueryRefused unless the text is one SELECT or EXPLAIN with known table functions."""
    parser = duckdb.connect(":memory:", config=engine.CONFIG)
    try:
        statements = parser.extract_statements(query)
    except duckdb.Error as wrong:
        raise QueryRefused(f"This is not SQL that DuckDB understands: {wrong}") from wrong
    if len(statements) != 1 or statements[0].type not in KINDS:
        raise QueryRefused("Only one SELECT or EXPLAIN is run here: the lake is written by flows alone.")
    # The text as typed: DuckDB has already turned a PRAGMA into a SELECT in the statement it gives back.
    selected = EXPLAIN.sub("", query.strip().removesuffix(";"))
    row = parser.execute("select json_serialize_sql(?::varchar)", [selected]).fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree.get("error"):
        raise QueryRefused("Only a SELECT that reads tables is run here (no PRAGMA, no PIVOT statement, no CALL).")
    safe = SAFE_TABLE_FUNCTIONS | {file.name for file in sqlfiles.folder("macros")}
    for node in _nodes(tree):
        if node.get("type") == "TABLE_FUNCTION" and (name := node["function"]["function_name"].lower()) not in safe:
            raise QueryRefused(f"The table function {name} is not allowed here: it may reach outside the lake.")
        if node.get("type") == "BASE_TABLE" and _is_private(node):
            raise QueryRefused(f"{node['table_name']} is not a table of the lake: it tells where the catalog is.")


def _nodes(tree: object) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _nodes(part)


def _is_private(node: dict[str, Any]) -> bool:
    named = node["catalog_name"].lower().startswith("__ducklake") or node["schema_name"].lower().startswith(
        "__ducklake"
    )
    return named or node["table_name"].lower() in PRIVATE_TABLES
