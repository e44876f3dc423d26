"""Commands that ask the lake: sql, status."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import duckdb
import polars as pl

from flows.settings import Settings
from flows.terminal import ERR, OUT, print_json, print_table, say
from warehouse.store import export, guard, sqlfiles
from warehouse.store.lake import Lake
from warehouse.verdicts import beside, precisions

DONE, FAILED, WRONG_USAGE = 0, 1, 2
SHELL_ROWS = 200


def sql(query: str | None, settings: Settings, form: str, parquet: Path | None, snapshot: int | None) -> int:
    reader = guard.open_reader(Lake.open(settings.lake), snapshot)
    if query is None:
        return shell(reader) if sys.stdin.isatty() else answer(reader, sys.stdin.read(), form, parquet)
    return answer(reader, query, form, parquet)


def answer(reader: duckdb.DuckDBPyConnection, query: str, form: str, parquet: Path | None) -> int:
    try:
        rows = guard.ask(reader, query).rows
    except duckdb.Error as wrong:
        say(f"wirelake: {wrong}")
        return WRONG_USAGE
    if parquet:
        export.write_rows(rows, parquet)
        say(f"{rows.height} rows written to {parquet}")
    elif form == "json":
        print_json(rows.to_dicts())
    elif form == "csv":
        sys.stdout.write(rows.write_csv(null_value="") or "")
    else:
        print_table(rows)
    return DONE


def shell(reader: duckdb.DuckDBPyConnection) -> int:
    """Read queries from the terminal until the end of input. A query ends with a semicolon."""
    say("Ask in SQL, read-only; end a query with ; and leave with Ctrl-D. Start with: show tables;")
    waiting = ""
    while True:
        try:
            waiting += input("wirelake> " if not waiting else "     ...> ") + "\n"
        except EOFError:
            OUT.print()
            return DONE
        except KeyboardInterrupt:
            waiting = ""
            OUT.print()
            continue
        if not waiting.strip():
            waiting = ""
        elif waiting.rstrip().endswith(";"):
            show(reader, waiting)
            waiting = ""


def show(reader: duckdb.DuckDBPyConnection, query: str) -> None:
    try:
        rows, is_cut = guard.ask(reader, query, most_rows=SHELL_ROWS)
    except (guard.QueryRefused, duckdb.Error) as wrong:
        ERR.print(str(wrong), markup=False)
        return
    print_table(rows)
    say(f"{'first ' if is_cut else ''}{rows.height} rows")


def status(settings: Settings, as_json: bool) -> int:
    lake = Lake.open(settings.lake)
    cursor = lake.cursor()
    counts = cursor.sql(sqlfiles.read("status/counts")).pl()
    runs = cursor.sql(sqlfiles.read("status/runs")).pl()
    rejects = cursor.sql(sqlfiles.read("status/rejects")).pl()
    precision = [asdict(row) for row in precisions(beside(lake.address.home).values())]
    facts = {"lake": settings.where, "snapshot": lake.snapshot()} | counts.to_dicts()[0]
    if as_json:
        print_json(facts | {"runs": runs.to_dicts(), "rejects": rejects.to_dicts(), "precision": precision})
        return DONE
    for name, value in facts.items():
        OUT.print(f"{name.replace('_', ' '):28} {'' if value is None else value}", markup=False)
    print_table(runs, "Last runs")
    if rejects.height:
        print_table(rejects, "Rejects")
    if precision:
        print_table(pl.DataFrame(precision), "Precision, by the verdicts of readers")
    return DONE
