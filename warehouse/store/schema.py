"""The lake's tables, views, macros and comments, made from `warehouse.tables` and the `.sql` files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import duckdb
import polars as pl
from polars._typing import PolarsDataType

from warehouse import tables
from warehouse.store import engine, sqlfiles
from warehouse.tables import Column, Table

SCHEMA_VERSION = "schema_version"


class SchemaDiffers(RuntimeError):
    """The lake was made by another version of the project, with other columns."""


def duckdb_type(dtype: pl.DataType) -> str:
    """DuckDB's name for a declared Polars type. Raises KeyError for a type that no table uses."""
    if isinstance(dtype, pl.List):
        return duckdb_type(_instance(dtype.inner)) + "[]"
    if isinstance(dtype, pl.Struct):
        fields = ", ".join(f'"{field.name}" {duckdb_type(_instance(field.dtype))}' for field in dtype.fields)
        return f"struct({fields})"
    return {
        pl.String: "varchar",
        pl.Binary: "blob",
        pl.Boolean: "boolean",
        pl.Date: "date",
        pl.Datetime: "timestamp",
        pl.Int32: "integer",
        pl.Int64: "bigint",
        pl.UInt32: "uinteger",
        pl.UInt64: "ubigint",
        pl.Float32: "float",
        pl.Float64: "double",
    }[type(dtype)]


def version() -> str:
    """Hash of everything that shapes the lake: declarations, views, macros and how files are laid out."""
    digest = hashlib.sha256(repr(sorted(dictionary().rows())).encode())
    digest.update(repr([(table.name, table.sorted_by, table.rows_together) for table in tables.TABLES]).encode())
    for file in (*sqlfiles.folder("views"), *sqlfiles.folder("macros")):
        digest.update(file.text.encode())
    return digest.hexdigest()[:16]


def dictionary() -> pl.DataFrame:
    """The data dictionary, as rows of the table `dictionary`."""
    rows = [
        (thing.name, kind, thing.meaning, name, duckdb_type(column.type), column.meaning, position)
        for kind, things in (("table", tables.TABLES), ("view", tables.VIEWS))
        for thing in things
        for position, (name, column) in enumerate(thing.columns.items(), start=1)
    ]
    macros = [(file.name, "macro", file.meaning, None, None, None, 1) for file in sqlfiles.folder("macros")]
    return tables.DICTIONARY.frame(rows + macros)


def ensure(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make what is missing, inside the caller's transaction; does nothing on a lake of this version. Whether it did.

    Raises SchemaDiffers when a table stands there with other columns.
    """
    found = _columns_of_lake(connection)
    if "lake_info" in found and _stored_version(connection) == version():
        return False
    for table in tables.TABLES:
        if table.name in found:
            _compare(table, found[table.name])
        else:
            connection.execute(_create(table))
        if table.sorted_by:
            order = ", ".join(f'"{name}"' for name in table.sorted_by)
            connection.execute(f"alter table {table.name} set sorted by ({order})")
        for statement in comments(table):
            connection.execute(statement)
    for file in sqlfiles.folder("views"):
        connection.execute(f"create or replace view {file.name} as\n{file.text}")
        connection.execute(f"comment on view {file.name} is {engine.literal(file.meaning)}")
    for file in sqlfiles.folder("macros"):
        connection.execute(file.text)
    _replace(connection, "dictionary", dictionary())
    _replace(connection, "lake_info", tables.LAKE_INFO.frame([(SCHEMA_VERSION, version())]))
    return True


def lay_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Say how many rows of each table lie together in files from now on; after the transaction that made the tables."""
    for table in tables.TABLES:
        if table.rows_together != tables.USUAL:
            connection.execute(
                f"call {engine.LAKE}.set_option('parquet_row_group_size', {table.rows_together}, "
                f"table_name => {engine.literal(table.name)})"
            )


def _columns_of_lake(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    rows = connection.execute(sqlfiles.read("columns_of_lake")).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in rows:
        found.setdefault(table, []).append((column, kind))
    return found


def _stored_version(connection: duckdb.DuckDBPyConnection) -> str | None:
    row = connection.execute("select value from lake_info where name = ?", [SCHEMA_VERSION]).fetchone()
    return row[0] if row else None


def _compare(table: Table, found: list[tuple[str, str]]) -> None:
    # DuckDB quotes a field of a struct only where it must.
    expected = {(name, duckdb_type(column.type).replace('"', "")) for name, column in table.columns.items()}
    differing = sorted(expected ^ {(name, kind.lower().replace('"', "")) for name, kind in found})
    if differing:
        raise SchemaDiffers(
            f"table {table.name} of this lake has other columns than this version of Wirelake: {differing}. "
            "Make a new lake from the same documents with --lake, or use the version that made this one."
        )


def _create(table: Table) -> str:
    columns = ",\n    ".join(f'"{name}" {_definition(column)}' for name, column in table.columns.items())
    return f"create table {table.name} (\n    {columns}\n)"


def _definition(column: Column) -> str:
    return duckdb_type(column.type) + ("" if column.nullable else " not null")


def comments(table: Table) -> Iterator[str]:
    yield f"comment on table {table.name} is {engine.literal(table.meaning)}"
    for name, column in table.columns.items():
        yield f'comment on column {table.name}."{name}" is {engine.literal(column.meaning)}'


def _replace(connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    connection.register("replacement", rows.to_arrow())
    connection.execute(f"delete from {table}")
    connection.execute(f"insert into {table} select * from replacement")
    connection.unregister("replacement")


def _instance(dtype: PolarsDataType) -> pl.DataType:
    return dtype() if isinstance(dtype, type) else dtype
