"""Every chart and table of every page shows the very numbers that its own SQL gives to whoever runs it by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from streamlit.testing.v1 import AppTest

from dashboard import lake as asking
from dashboard import show
from warehouse.store.guard import ask, open_reader
from warehouse.store.lake import Lake

VIEWS: dict[str, list[dict[str, str]]] = {
    "overview": [{}, {"n": "reports", "y": "raw"}],
    "timeline": [{}, {"n": "articles", "g": "month", "vs-types": "ASSAULT"}, {"e": "ASSAULT", "p": "Meridian"}],
    "network": [{"view": view} for view in ("matrix", "ego", "map", "change", "slices")] + [{"level": "sentence"}],
    "dyads": [{}, {"n": "articles", "y": "raw", "dyad": "ARD~TES"}],
    "actor": [{"actor": "mira-halden"}],
    "events": [{}, {"view": "map"}, {"sort": "reports"}],
    "search": [{"words": '"river crossing"'}],
    "curate": [
        {"queue": queue, "form": "Tesaria", "actor": "tesaria"}
        for queue in ("unresolved", "ambiguous", "mend", "judge", "compare")
    ],
    "sql": [{}],
    "health": [{}],
}
CASES = [(page, query) for page, queries in VIEWS.items() for query in queries]


@pytest.fixture(scope="module")
def reader(small_lake: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    lake = Lake.open(small_lake)
    yield open_reader(lake)
    lake.close()


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, pl.DataFrame, dict[str, Any]]]:
    """What the pages under test put behind their charts: the query's name, the numbers and the values asked with."""
    seen: list[tuple[str, pl.DataFrame, dict[str, Any]]] = []
    behind = show.behind

    def note(name: str, frame: pl.DataFrame, values: dict[str, Any], key: str) -> None:
        seen.append((name, frame, dict(values)))
        behind(name, frame, values, key)

    monkeypatch.setattr(show, "behind", note)
    return seen


@pytest.mark.parametrize(("page", "query"), CASES, ids=[f"{page}-{'-'.join(query.values())}" for page, query in CASES])
def test_the_sql_beside_a_chart_gives_its_numbers(
    visit: Callable[..., AppTest],
    figures: list[tuple[str, pl.DataFrame, dict[str, Any]]],
    small_lake: Path,
    reader: duckdb.DuckDBPyConnection,
    page: str,
    query: dict[str, str],
) -> None:
    visit(small_lake, page, **query)
    assert figures, "the page shows no numbers"
    for name, drawn, values in figures:
        by_hand = ask(reader, asking.shown_sql(name, **values)).rows
        shared = [column for column in drawn.columns if column in by_hand.columns]
        assert shared or drawn.is_empty(), f"{name}: nothing in common"
        keyed = by_hand.select(shared)
        if drawn.height < by_hand.height:
            # A page may show only some of the rows; those it shows are among them.
            assert set(drawn.select(shared).cast(pl.String).iter_rows()) <= set(keyed.cast(pl.String).iter_rows()), name
        else:
            assert_frame_equal(drawn.select(shared), keyed, check_row_order=False, check_dtypes=False)
