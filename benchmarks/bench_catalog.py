"""What a catalog of many files costs: opening, a question that one file answers, and a commit of one row.

    python -m benchmarks.bench_catalog [sqlite|postgresql] [FILES …]      default: both, 1,000 to 1,000,000 files

A DuckLake table is told that it has so many data files (their rows in the catalog are real, the files are not), of
which one, a real one, holds the day that is asked for. Engines: SQLite, and PostgreSQL where a server is installed.
Baseline: the smallest number of files. Seconds by the clock, and the processor seconds of this process: DuckDB's and
SQLite's, not those of PostgreSQL's server.
"""

from __future__ import annotations

import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import results
from tests.store import servers
from warehouse.store import address, engine
from warehouse.store.address import Address

SQL = Path(__file__).with_name("catalog")
FILES = (1_000, 100_000, 1_000_000)
ASKED = "select count(*) from days where day = date '2100-01-01'"
INDEX = "create index stats_by_file on ducklake_file_column_stats (data_file_id, column_id)"
Execute = Callable[[str], Any]


@contextmanager
def sqlite(home: Path) -> Iterator[tuple[Address, Callable[[], Execute], str, str]]:
    where = address.parse(str(home))
    home.mkdir()
    numbers = "with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < {files})"

    def execute(text: str) -> Any:
        # Never open while DuckDB has the file open: the locks of two SQLite libraries in one process undo each other,
        # and one may cut the shared memory that the other reads.
        with closing(sqlite3.connect(where.catalog_file, isolation_level=None)) as connection:
            return connection.execute(text).fetchall()

    yield where, lambda: execute, numbers, "1"


@contextmanager
def postgres(home: Path) -> Iterator[tuple[Address, Callable[[], Execute], str, str]]:
    with servers.postgres() as url:
        where = address.parse(f"{url}?data={home}/data&home={home}")
        (home / "data").mkdir(parents=True)

        def connect() -> Execute:
            connection = duckdb.connect()
            engine.load_extension(connection, "postgres_scanner")
            server = engine.literal(where.catalog.removeprefix("postgres:"))
            connection.execute(f"attach {server} as catalog (type postgres)")

            def execute(text: str) -> Any:
                if text.startswith("select"):
                    return connection.execute("from postgres_query('catalog', ?)", [text]).fetchall()
                return connection.execute("call postgres_execute('catalog', ?)", [text]).fetchall()

            return execute

        yield where, connect, "with numbers as (select generate_series(1, {files}::bigint) as n)", "true"


ENGINES = {"sqlite": sqlite, "postgresql": postgres}


def measure(kind: str, files: int) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory() as folder,
        ENGINES[kind](Path(folder) / "lake") as (where, connect, numbers, yes),
    ):
        lake = engine.connect(where, read_only=False)
        lake.execute("create table days (day date, number integer)")
        lake.execute("insert into days values (date '2100-01-01', 1)")
        lake.close()
        execute = connect()
        ((table, snapshot),) = execute("select max(table_id) as t, max(begin_snapshot) as s from ducklake_data_file")
        facts = {"table": table, "snapshot": snapshot, "yes": yes}
        before = time.perf_counter()
        for name in ("files", "column_stats"):
            text = "\n".join(
                line for line in (SQL / f"{name}.sql").read_text("utf-8").splitlines() if not line.startswith("--")
            ).format(**facts)
            execute(with_numbers(numbers.format(files=files), text, kind))
        execute(f"update ducklake_snapshot set next_file_id = {files + 2000} where snapshot_id = {snapshot}")
        of_days = f"table_id = {table} and column_id = 1"
        execute(f"update ducklake_table_column_stats set min_value = '1000-01-01' where {of_days}")
        told = {"engine": kind, "files": files, "filled": time.perf_counter() - before} | costs(where)
        execute(INDEX)
        return (
            told | {f"indexed_{name}": value for name, value in costs(where).items()} | {"bytes": size(where, execute)}
        )


def with_numbers(numbers: str, text: str, kind: str) -> str:
    """SQLite wants the numbers before the statement, PostgreSQL takes both."""
    return f"{numbers} {text}" if kind == "sqlite" else text.replace("select", f"{numbers} select", 1)


def costs(where: Address) -> dict[str, float]:
    steps: dict[str, float] = {}

    @contextmanager
    def timed(step: str) -> Iterator[None]:
        clock, processor = time.perf_counter(), time.process_time()
        yield
        steps[step] = time.perf_counter() - clock
        steps[f"{step}_processor"] = time.process_time() - processor

    with timed("open_and_ask"):
        lake = engine.connect(where, read_only=False)
        lake.execute(ASKED).fetchall()
    with timed("ask_again"):
        assert lake.execute(ASKED).fetchall() != [(0,)]
    with timed("commit_again"):
        lake.execute("insert into days values (date '2100-01-02', 1)")
    lake.close()
    steps["memory"] = float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)  # bytes at most so far
    return steps


def size(where: Address, execute: Execute) -> int:
    if where.is_local:
        return where.catalog_file.stat().st_size
    ((count,),) = execute("select pg_database_size(current_database())")
    return int(count)


def main(asked: list[str]) -> None:
    sizes = [int(one) for one in asked if one.isdecimal()] or list(FILES)
    kinds = [kind for kind in ENGINES if kind in asked] or list(ENGINES)
    if servers.BINARIES is None and "postgresql" in kinds:
        print("PostgreSQL is left out: no server is installed")
        kinds.remove("postgresql")
    for kind in kinds:
        first: dict[str, Any] = {}
        for files in sizes:
            one = measure(kind, files)
            first = first or one
            ratios = {name: round(one[name] / first[name], 1) for name in ("open_and_ask", "ask_again", "commit_again")}
            print(" ".join(f"{k}={v:.3f}" if isinstance(v, float) else f"{k}={v}" for k, v in one.items()), ratios)
            results.keep("catalog", one | {"ratios": ratios})


if __name__ == "__main__":
    main(sys.argv[1:])
