"""What pages know of the lake: named queries, answered as frames from one snapshot.

The SQL stands in `queries/<name>.sql`; `{part}` in it stands for `queries/parts/<part>.sql`, and `$name` for a value.
`{part:before}` is the same part over other days: those of `$since_before` and `$until_before`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl
import streamlit as st

from dashboard.views import View, beside
from warehouse.store.lake import Lake

Value: TypeAlias = str | int | float | bool | date | Sequence[str] | Sequence[int] | None

QUERIES = Path(__file__).parent / "queries"
PARAMETER = re.compile(r"\$([a-z_]+)")
PART = re.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")
DAYS = re.compile(r"\$(since|until)\b")


def lake_url() -> str:
    return os.environ.get("WIRELAKE_LAKE", "./lake")


@st.cache_resource(show_spinner="Opening the lake …")
def open_lake(url: str) -> Lake:
    """The lake, to be asked for its newest snapshot."""
    return Lake.open(url, read_only=True)


@st.cache_resource(max_entries=4, show_spinner=False)
def lake_at(url: str, at: int) -> Lake:
    """The lake as opened for one snapshot: its connection goes when newer ones have taken its place."""
    del at
    return Lake.open(url, read_only=True)


@st.cache_data(ttl=5, show_spinner=False)
def newest_snapshot(url: str) -> int:
    return open_lake(url).snapshot()


def snapshot() -> int:
    """The snapshot that the address asks for, or else the newest."""
    asked = st.query_params.get("v", "")
    return int(asked) if asked.isdecimal() else newest_snapshot(lake_url())


def views_beside() -> list[View]:
    """The views in the file beside the lake's catalog. Raises NotViews."""
    here = home()
    return beside(here) if here else []


def home() -> Path | None:
    """The folder where a lake keeps its small files; none where its catalog is on a server."""
    address = open_lake(lake_url()).address
    return address.home if address.is_local else None


def go_to_newest() -> None:
    st.query_params.pop("v", None)


def run(name: str, **values: Value) -> pl.DataFrame:
    """Answer one query of `queries/` on the snapshot shown; values that it doesn't ask for are left out."""
    return run_at(snapshot(), name, **values)


def run_at(at: int, name: str, **values: Value) -> pl.DataFrame:
    """The same on a snapshot of the caller's choice. Raises SnapshotGone."""
    sql = text_of(name)
    asked = {key: as_parameter(values[key]) for key in sorted(set(PARAMETER.findall(sql)))}
    return answer(lake_url(), at, sql, asked)


@st.cache_data(max_entries=400, show_spinner=False)
def answer(url: str, at: int, sql: str, values: dict[str, Value]) -> pl.DataFrame:
    cursor = lake_at(url, at).cursor(at)
    try:
        return cursor.execute(sql, values).pl()
    finally:
        cursor.close()


@lru_cache
def text_of(name: str) -> str:
    """The SQL of a query, with its parts put in."""
    sql = (QUERIES / f"{name}.sql").read_text("utf-8").strip()
    return PART.sub(lambda part: f"(\n{part_text(part[1], part[2])}\n)", sql)


def part_text(name: str, days: str | None) -> str:
    text = text_of(f"parts/{name}")
    return DAYS.sub(rf"$\1_{days}", text) if days else text


def shown_sql(name: str, **values: Value) -> str:
    """The same query with its values written in, to be run by hand."""
    return PARAMETER.sub(lambda parameter: literal(as_parameter(values[parameter[1]])), text_of(name)) + ";"


def as_parameter(value: Any) -> Any:
    """The value as DuckDB takes it. Zero characters are left out: a text would end there in the lake's catalog."""
    match value:
        case str():
            return value.replace("\0", "")
        case list() | tuple():
            return [as_parameter(item) for item in value]
        case _:
            return value


def literal(value: Value) -> str:
    match value:
        case None:
            return "null"
        case bool() | int() | float():
            return str(value).lower()
        case date():
            return f"date '{value}'"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case _:
            return "[" + ", ".join(literal(item) for item in value) + "]"
