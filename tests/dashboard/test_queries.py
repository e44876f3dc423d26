"""What charts say is true of the lake, and the SQL shown beside them gives their very numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dashboard import lake as asking
from dashboard.filters import Filters
from warehouse.store.guard import ask, open_reader
from warehouse.store.lake import Lake

WINDOW = {"window_from": date(2006, 1, 2), "window_to": date(2007, 12, 31)}
EVENT = "0" * 24
NETWORK = {"level": "article", "floor": 1, "kinds": [], "focus": None, "how_many": 40, "measure": "npmi"}
VALUES: dict[str, Any] = (
    Filters().values()
    | WINDOW
    | NETWORK
    | {"grain": "week", "sort": "newest", "skip": 0, "period_days": 28, "by": "dyad", "a": "tesaria", "b": "ardonia"}
    | {"event": EVENT, "report": EVENT, "article": EVENT, "copy_group": EVENT, "actor": "tesaria", "form": "Tesaria"}
    | {"since_before": None, "until_before": date(2006, 12, 31), "since_after": date(2007, 1, 1), "until_after": None}
    | {"one": "TES", "other": "ARD", "words": ["river", "crossing"], "terms": [0, 0], "steps": [0, 1], "field": "all"}
    | {"articles": [EVENT], "events": [EVENT], "type": None, "seed": 1, "name_part": "hal", "slices": 4}
    | {"status": "actual", "members": ["tesaria", "korvia", "ardonia"], "groups": [0, 0, 1]}
)
QUERIES = sorted(path.stem for path in asking.QUERIES.glob("*.sql"))


@pytest.fixture(scope="module")
def lake(small_lake: Path) -> Iterator[Lake]:
    lake = Lake.open(small_lake)
    yield lake
    lake.close()


@pytest.fixture(scope="module")
def reader(lake: Lake) -> duckdb.DuckDBPyConnection:
    return open_reader(lake)


def run(lake: Lake, name: str, **values: Any) -> pl.DataFrame:
    text = asking.text_of(name)
    given = VALUES | values
    asked = {key: asking.as_parameter(given[key]) for key in asking.PARAMETER.findall(text)}
    return lake.cursor().execute(text, asked).pl()


@pytest.mark.parametrize("name", QUERIES)
def test_the_sql_shown_gives_the_numbers_drawn(lake: Lake, reader: duckdb.DuckDBPyConnection, name: str) -> None:
    shown = ask(reader, asking.shown_sql(name, **VALUES)).rows
    assert_frame_equal(run(lake, name), shown, check_row_order=name != "choices")


@pytest.mark.parametrize("path", sorted(asking.QUERIES.rglob("*.sql")), ids=lambda path: path.stem)
def test_every_query_says_what_its_row_is(path: Path) -> None:
    assert path.read_text("utf-8").startswith("-- One row")


def test_a_timeline_holds_every_dated_event_once(lake: Lake) -> None:
    counted = run(lake, "timeline", window_from=date(1990, 1, 1), window_to=date(2030, 1, 1), grain="year")
    dated = run(lake, "event_count").row(0, named=True)
    assert counted["total"].sum() == dated["event_count"] - dated["undated_count"]


@pytest.mark.parametrize("unit", ["events", "reports", "articles"])
def test_classes_of_a_timeline_add_up_for_events_and_reports(lake: Lake, unit: str) -> None:
    frame = run(lake, "timeline", unit=unit)
    classes = sum(frame[name] for name in ("verbal_cooperation", "material_cooperation", "verbal_conflict"))
    summed = classes + frame["material_conflict"] + frame["statement"]
    # One article may tell of several classes; an event or a report has one.
    assert (summed >= frame["total"]).all()
    assert unit == "articles" or (summed == frame["total"]).all()


def test_periods_without_articles_have_no_share(lake: Lake) -> None:
    silent = run(lake, "timeline", grain="day").filter(pl.col("article_count") == 0)
    assert silent.height > 0
    assert silent["share"].null_count() == silent.height


def test_a_tense_fortnight_stands_out(lake: Lake) -> None:
    assaults = run(lake, "timeline", types=["ASSAULT"], unit="reports", grain="month")
    assert assaults.filter("is_burst")["period"].to_list() == [date(2007, 3, 1)]


def test_pairs_are_counted_as_the_lakes_own_macro_counts_them(lake: Lake) -> None:
    columns = ["actor_a_id", "actor_b_id", "together", "expected", "lift", "npmi", "jaccard"]
    macro = (
        lake.cursor()
        .execute("from comentions('article')")
        .pl()
        .rename({"comention_count": "together", "expected_count": "expected"})
        .select(pl.col(name).cast(pl.Float64) if index > 1 else name for index, name in enumerate(columns))
    )
    assert_frame_equal(run(lake, "network_pairs").select(columns), macro, check_row_order=False)


@pytest.mark.parametrize("text", ["O'Neill", "x'; drop table events; --", "$event", "[']"])
def test_values_are_written_into_sql_as_values(lake: Lake, text: str) -> None:
    row = lake.cursor().execute(f"select {asking.literal(text)}, {asking.literal([text, 'b'])}").fetchone()
    assert row == (text, [text, "b"])


def test_both_parties_of_a_pair_must_be_there(lake: Lake) -> None:
    listed = run(lake, "event_list", pair=("ardonia", "tesaria"), how_many=1000)
    parties = {frozenset(pair) for pair in listed.select("source_actor_id", "target_actor_id").iter_rows()}
    assert parties == {frozenset({"ardonia", "tesaria"})}


@pytest.mark.parametrize(
    ("unit", "thing"), [("events", "event_id"), ("reports", "report_id"), ("articles", "article_id")]
)
def test_each_unit_counts_its_own_things(lake: Lake, unit: str, thing: str) -> None:
    counted = run(lake, "timeline", unit=unit, grain="month").select("period", "total").filter(pl.col("total") > 0)
    plain = (
        lake.cursor()
        .execute(
            f"select date_trunc('month', events.event_on)::date as period, count(distinct {thing}) as total "
            "from events join reports using (event_id) where events.status in ('actual', 'past_background') "
            "and events.event_on between ? and ? group by all order by period",
            [WINDOW["window_from"], WINDOW["window_to"]],
        )
        .pl()
    )
    assert_frame_equal(counted, plain)


def test_what_changed_is_told_per_thousand_articles_of_each_period(lake: Lake) -> None:
    rows = run(lake, "changes", by="type", scale="share", window_to=date(2007, 3, 18), period_days=14)
    articles = (
        lake.cursor()
        .execute("select count(*) from articles where published_on between '2007-03-05' and '2007-03-18'")
        .fetchall()[0][0]
    )
    assault = rows.filter(pl.col("source_key") == "ASSAULT").row(0, named=True)
    assert assault["now_share"] == pytest.approx(1000 * assault["now"] / articles)
    assert assault["ratio"] == pytest.approx(assault["now_share"] / assault["usual_share"])
