"""A lake copied whole, with all its snapshots: into a backup, out of one, or from one kind of place to another.

The catalog is copied as it stands at one moment, then the data files that it names. These never change once written,
and maintenance leaves a file a day of grace, so that a copy made beside a running flow is whole. The copy's catalog
appears last: until then the copy is what it was before.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from warehouse.store import engine, lock, sqlfiles
from warehouse.store.address import Address
from warehouse.store.lake import write_open_sql

# What stands beside the data in a lake's folder and is the user's, or on its way into the lake.
BESIDE = ("knowledge", "sources.csv", "alerts.toml", "incoming")
MEMORIES = ("fetching.sqlite", "alerts.sqlite")
MOST_TRIES = 3  # when maintenance takes a file away between the catalog's copy and the file's


class CopyRefused(RuntimeError):
    """A lake that can't be copied there; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """One data file: its path below the folder of the data, and its bytes."""

    path: str
    byte_count: int


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy took. Files that stood there already, from an earlier copy, are not taken again."""

    files: int
    bytes: int
    already_there: int
    snapshot: int


def copy_lake(source: Address, target: Address) -> Copied:
    """Copy a lake, all snapshots of it. A local target may hold an earlier copy of the same lake, and no other.

    Raises CopyRefused.
    """
    if target.data.startswith(source.data) or source.data.startswith(target.data):
        raise CopyRefused(f"{target}: the copy's data would lie in the lake's own. Choose another place.")
    for remaining in reversed(range(MOST_TRIES)):
        try:
            with tempfile.TemporaryDirectory(prefix="wirelake-") as folder:
                return _copy(source, target, Path(folder))
        except FileNotFoundError:
            if not remaining:
                raise
    raise AssertionError


def _copy(source: Address, target: Address, folder: Path) -> Copied:
    with catalogs(source, target, folder) as connection:
        tables = connection.execute(sqlfiles.read("backup/metadata"), {"catalog": "origin"}).fetchall()
        files = data_files(connection)
        refuse_others(connection, target)
        here = {file for file in files if is_there(target, file)}
        for file in sorted(set(files) - here, key=lambda file: file.path):
            copy_file(connection, source.data + file.path, target.data + file.path)
        fill(connection, tables, target)
        row = connection.execute("select max(snapshot_id) from origin.ducklake_snapshot").fetchone()
    if target.is_local:
        put_in_place(target)
        remove_others(target, {file.path for file in files})
        write_open_sql(target)
    copy_beside(source.home, target.home)
    taken = [file for file in files if file not in here]
    assert row is not None
    return Copied(len(taken), sum(file.byte_count for file in taken), len(here), row[0])


@contextmanager
def catalogs(source: Address, target: Address, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to both catalogs as plain tables: `origin`, as it is at this moment, and `copy`, to be filled."""
    make_catalog(target)
    both = engine.connect_plain({*engine.extensions(source), *engine.extensions(target)}, [source.data, target.data])
    try:
        if source.is_local:
            both.execute(
                f"attach {engine.literal(str(at_one_moment(source, folder)))} as origin (type sqlite, read_only)"
            )
            attach_copy(both, target)
            yield both
            return
        both.execute(
            f"attach {engine.literal(source.catalog.removeprefix('postgres:'))} as origin (type postgres, read_only)"
        )
        attach_copy(both, target)
        with lock.writing(source, both):  # so that the tables of the catalog are of one moment
            yield both
    finally:
        both.close()


def at_one_moment(source: Address, folder: Path) -> Path:
    """A copy of an SQLite catalog, which SQLite itself makes beside its writers."""
    if not source.catalog_file.is_file():
        raise CopyRefused(f"{source}: no lake there. Say which lake to copy with --lake.")
    copy = folder / "catalog.sqlite"
    with closing(sqlite3.connect(source.catalog_file, timeout=60)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
    return copy


def draft_of(target: Address) -> Address:
    """Where a local copy's catalog grows until it is whole."""
    return replace(target, catalog=f"sqlite:{target.catalog_file.with_suffix('.draft')}")


def make_catalog(target: Address) -> None:
    """Let DuckLake make an empty catalog, of its own version."""
    if target.is_local:
        target.home.mkdir(parents=True, exist_ok=True)
        Path(target.data).mkdir(parents=True, exist_ok=True)
        remove_catalog(draft_of(target).catalog_file)
        target = draft_of(target)
    engine.connect(target, read_only=False).close()


def attach_copy(connection: duckdb.DuckDBPyConnection, target: Address) -> None:
    if target.is_local:
        connection.execute(f"attach {engine.literal(str(draft_of(target).catalog_file))} as copy (type sqlite)")
    else:
        server = engine.literal(target.catalog.removeprefix("postgres:"))
        connection.execute(f"attach {server} as copy (type postgres)")


def data_files(connection: duckdb.DuckDBPyConnection) -> list[DataFile]:
    rows = connection.execute(sqlfiles.read("backup/files")).fetchall()
    if strange := [path for path, is_relative, _ in rows if not is_relative]:
        raise CopyRefused(f"{strange[0]}: lies outside the lake's data, so that the lake can't be copied.")
    return [DataFile(path, byte_count) for path, _, byte_count in rows]


def refuse_others(connection: duckdb.DuckDBPyConnection, target: Address) -> None:
    """Another lake is never written over."""
    mine = connection.execute("select schema_uuid::varchar from origin.ducklake_schema order by schema_id").fetchone()
    if target.is_local and target.catalog_file.exists():
        with closing(sqlite3.connect(target.catalog_file, timeout=60)) as there:
            found = there.execute("select schema_uuid from ducklake_schema order by schema_id").fetchone()
        if found != mine:
            raise CopyRefused(f"{target}: holds another lake. Choose a folder that is empty or holds an older copy.")
    if not target.is_local:
        row = connection.execute("select count(*) from copy.ducklake_table").fetchone()
        if row != (0,):
            raise CopyRefused(f"{target}: holds a lake already. Choose an empty database.")


def is_there(target: Address, file: DataFile) -> bool:
    if "://" in target.data:
        return False
    path = Path(target.data + file.path)
    return path.is_file() and path.stat().st_size == file.byte_count


def copy_file(connection: duckdb.DuckDBPyConnection, source: str, target: str) -> None:
    """Copy one file, whole or not at all. Raises FileNotFoundError when it is gone."""
    if "://" in source or "://" in target:
        path = engine.literal(target)
        if "://" not in target:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
        connection.execute(f"copy (select content from read_blob({engine.literal(source)})) to {path} (format blob)")
        return
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    draft = Path(target + ".draft")
    shutil.copyfile(source, draft)
    draft.replace(target)


def fill(connection: duckdb.DuckDBPyConnection, tables: Sequence[tuple[str, list[str]]], target: Address) -> None:
    """Put the rows of one catalog into the other, in one transaction."""
    connection.execute("begin")
    for table, columns in tables:
        listed = ", ".join(f'"{column}"' for column in columns)
        connection.execute(f"delete from copy.{table}")
        connection.execute(f"insert into copy.{table} ({listed}) select {listed} from origin.{table}")
    where = engine.literal(target.data)
    connection.execute(f"update copy.ducklake_metadata set value = {where} where key = 'data_path'")
    connection.execute("commit")


def put_in_place(target: Address) -> None:
    draft = draft_of(target).catalog_file
    with closing(sqlite3.connect(draft)) as whole:
        whole.execute("pragma wal_checkpoint(truncate)")
    for end in ("-wal", "-shm"):
        target.catalog_file.with_name(target.catalog_file.name + end).unlink(missing_ok=True)
    draft.replace(target.catalog_file)
    remove_catalog(draft)


def remove_catalog(file: Path) -> None:
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def remove_others(target: Address, paths: set[str]) -> None:
    """Files of an earlier copy that the lake has given up since."""
    data = Path(target.data)
    for file in [path for path in data.rglob("*") if path.is_file()]:
        if file.relative_to(data).as_posix() not in paths:
            file.unlink()


def copy_beside(source: Path, target: Path) -> None:
    """The user's own files, and what is remembered of fetching and telling."""
    target.mkdir(parents=True, exist_ok=True)
    for name in BESIDE:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.draft"))
        elif (source / name).is_file():
            shutil.copyfile(source / name, target / name)
    for name in MEMORIES:
        if (source / name).is_file():
            remove_catalog(target / name)
            with (
                closing(sqlite3.connect(source / name, timeout=60)) as old,
                closing(sqlite3.connect(target / name)) as new,
            ):
                old.backup(new)
