"""The lake's events in the files of the field's data sets: GDELT 2.0, ICEWS, POLECAT, Phoenix and PLOVER JSON lines.

All but PLOVER hold what happened, as those data sets do, on the day that the text tells or else, as those data sets
do for all of theirs, on the day of the first report. What is planned, denied or without any day is left out and
counted. Codes are text with their leading zeros. Columns that Wirelake does not measure (tone, religion, contexts) are
there and empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.knowledge import files as knowledge
from warehouse.store import engine, sqlfiles
from warehouse.store.export import at, whole
from warehouse.store.lake import Lake


@dataclass(frozen=True)
class Layout:
    """How a data set's file is named and written; `query` is a file of `sql/exports`."""

    query: str
    file: str
    has_header: bool = True
    missing: str = ""


@dataclass(frozen=True)
class Written:
    """Files that were written, and how many events they hold and leave out."""

    files: tuple[Path, ...]
    events: int
    left_out: int


TAB_SEPARATED = {
    "gdelt": (
        Layout("gdelt_events", "gdelt.export.CSV", has_header=False),
        Layout("gdelt_mentions", "gdelt.mentions.CSV", has_header=False),
    ),
    "icews": (Layout("icews", "icews.tab"),),
    "polecat": (Layout("polecat", "ngecEvents.txt", missing="None"),),
    "phoenix": (Layout("phoenix", "phoenix.txt"),),
}


def to_field_format(lake: Lake, form: str, folder: Path, snapshot: int | None = None) -> Written:
    """Write the events of a snapshot, the newest unless told, as the files of a data set: a key of TAB_SEPARATED.

    A file appears under its name only when it is whole. Raises OSError where it can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    cursor = _prepared(lake, snapshot)
    written = [_tab_separated(cursor, layout, folder) for layout in TAB_SEPARATED[form]]
    events = cursor.execute("select count(*) from events").fetchone()
    assert events is not None
    return Written(tuple(file for file, _ in written), events=written[0][1], left_out=events[0] - written[0][1])


def to_plover(lake: Lake, file: Path, snapshot: int | None = None) -> Written:
    """Write all events of a snapshot as JSON lines in PLOVER's words, each with its sentences."""
    file.parent.mkdir(parents=True, exist_ok=True)
    cursor = _prepared(lake, snapshot)
    rows = _copy(cursor, "plover", file, "format json")
    return Written((file,), events=rows, left_out=0)


def _prepared(lake: Lake, snapshot: int | None) -> duckdb.DuckDBPyConnection:
    cursor = at(lake, snapshot)
    names = knowledge.rows("actors/countries.csv").filter(pl.col("kind") == "country")
    cursor.register("fips", knowledge.rows("codes/fips.csv").to_arrow())
    cursor.register("cameo", knowledge.rows("codes/cameo.csv").select("cameo_code", code_name="name").to_arrow())
    cursor.register("countries", names.select("country_code", actor_name="name").unique("country_code").to_arrow())
    cursor.execute(sqlfiles.read("exports/words"))
    cursor.execute(sqlfiles.read("exports/acts"))
    return cursor


def _tab_separated(cursor: duckdb.DuckDBPyConnection, layout: Layout, folder: Path) -> tuple[Path, int]:
    """Tabs without quotes, as the data sets are: the queries leave neither tabs nor line ends in a cell."""
    options = f"format csv, delimiter '\t', header {layout.has_header}, quote '', escape '', nullstr '{layout.missing}'"
    file = folder / layout.file
    return file, _copy(cursor, layout.query, file, options)


def _copy(cursor: duckdb.DuckDBPyConnection, query: str, file: Path, options: str) -> int:
    """Write the rows of a file of `sql/exports`; their number."""
    copy = f"copy ({sqlfiles.read(f'exports/{query}')}) to {{}} ({options})"
    row = whole(file, lambda draft: cursor.execute(copy.format(engine.literal(str(draft)))).fetchone())
    assert row is not None
    return row[0]
