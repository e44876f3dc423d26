"""Each page over no articles, one, and a few hundred; what is said when nothing is left; what links keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import lake
from tests.dashboard.invented import add_to_lake, build_lake, invented_lake
from tests.dashboard.words import words_on
from warehouse.landing.web.manners import Standing
from warehouse.landing.web.sources import FILE as SOURCES
from warehouse.landing.web.sources import add_source, make_source, read_sources
from warehouse.landing.web.state import FILE as STATE
from warehouse.landing.web.state import State
from warehouse.store.keeping import keep
from warehouse.store.lake import Lake

PAGES = (
    "overview",
    "timeline",
    "network",
    "dyads",
    "actor",
    "events",
    "evidence",
    "search",
    "curate",
    "sql",
    "health",
)
Visit = Callable[..., AppTest]


@pytest.mark.parametrize("page", [page for page in PAGES if page != "sql"])
def test_an_empty_lake_says_how_to_fill_it(visit: Visit, empty_lake: Path, page: str) -> None:
    assert "wirelake ingest" in words_on(visit(empty_lake, page))


@pytest.mark.parametrize("page", PAGES)
def test_one_article_makes_a_page(visit: Visit, lake_of_one: Path, page: str) -> None:
    assert "<b>1</b> articles" in words_on(visit(lake_of_one, page))


@pytest.mark.parametrize("page", PAGES)
def test_a_small_lake_makes_a_page(visit: Visit, small_lake: Path, page: str) -> None:
    assert "<b>300</b> articles" in words_on(visit(small_lake, page))


@pytest.mark.parametrize("page", ["overview", "timeline", "events"])
def test_when_filters_leave_nothing_the_page_names_them(visit: Visit, small_lake: Path, page: str) -> None:
    words = words_on(visit(small_lake, page, e="NO_SUCH_TYPE"))
    assert "left by the filters: event type" in words


def test_a_missing_lake_says_how_to_make_one(visit: Visit, tmp_path: Path) -> None:
    assert "wirelake ingest" in words_on(visit(tmp_path / "nothing", "events"))


def test_a_snapshot_that_never_was_says_so(visit: Visit, small_lake: Path) -> None:
    assert "snapshot 999 is not in this lake" in words_on(visit(small_lake, "events", v="999"))


def test_a_link_that_makes_no_sense_is_told_and_left_out(visit: Visit, small_lake: Path) -> None:
    page = visit(small_lake, "events", **{"from": "yesterday", "q": "9"})
    assert [warning.value[:20] for warning in page.warning] == ["The link's from=yest", "The link's q=9 makes"]


def test_planned_and_denied_acts_are_left_out_unless_asked_for(visit: Visit, small_lake: Path) -> None:
    by_default = words_on(visit(small_lake, "events"))
    asked_for = words_on(visit(small_lake, "events", st=["planned"]))
    assert "wl-flag'>planned" not in by_default
    assert "wl-flag'>planned" in asked_for


def test_filters_stay_when_the_reader_goes_to_another_page(visit: Visit, small_lake: Path) -> None:
    page = visit(small_lake, "timeline", q=["4"], n="reports")
    page.query_params.clear()  # as the menu does
    page.switch_page("screens/events.py").run()
    assert (page.query_params["q"], page.query_params["n"]) == ("4", "reports")


def test_a_choice_is_written_into_the_address(visit: Visit, small_lake: Path) -> None:
    page = visit(small_lake, "timeline")
    page.multiselect(key="filter-types").set_value(["ASSAULT"]).run()
    assert page.query_params["e"] == "ASSAULT"
    page.multiselect(key="filter-types").set_value([]).run()
    assert "e" not in page.query_params


def test_a_retired_event_leads_to_the_one_that_holds_its_reports(visit: Visit, small_lake: Path) -> None:
    words = words_on(visit(small_lake, "evidence", event="0" * 24))
    assert "has since been joined with others" in words
    assert "Why it was coded so" in words


def test_an_unknown_event_is_told(visit: Visit, small_lake: Path) -> None:
    assert "no such event" in words_on(visit(small_lake, "evidence", event="f" * 24))


@pytest.mark.parametrize("view", ["matrix", "ego", "map", "change"])
def test_each_view_of_the_network_says_that_it_shows_no_relations(visit: Visit, small_lake: Path, view: str) -> None:
    assert "Appearing together is not a relation" in words_on(visit(small_lake, "network", view=view))


@pytest.mark.parametrize("queue", ["unresolved", "ambiguous", "judge", "compare"])
def test_each_queue_of_curate_opens(visit: Visit, small_lake: Path, queue: str) -> None:
    visit(small_lake, "curate", queue=queue)


def test_health_tells_how_sources_did_what_is_kept_and_what_readers_judged(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = build_lake(tmp_path / "lake", 3)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    assert "No sources: nothing is fetched" in words_on(visit(home, "health"))
    add_source(home / SOURCES, make_source({"address": "https://news.example.org/feed", "name": "daily"}))
    state = State(home / STATE)
    standing = Standing(15.0, 2.0, None, datetime(2026, 5, 1), datetime(2026, 4, 30), None, "status_503: is busy")
    state.put_standing(read_sources(home / SOURCES)[0], standing)
    state.close()
    lines = ["event_id,event_type,verdict,snapshot,judged_on", "1,AID,right,2,2026-01-02"]
    (home / "verdicts.csv").write_text("\n".join(lines))
    opened = Lake.open(home, read_only=False)
    keep(opened, 1, "a paper", datetime(2026, 5, 2))
    opened.close()
    lake.newest_snapshot.clear()
    page = visit(home, "health")
    said = words_on(page)
    for words in ("1 source: 1 in trouble", "1 snapshot kept for good", "Precision by 1 verdict"):
        assert words in said, words
    tables = [table.value for table in page.dataframe]
    assert any("status_503: is busy" in table.to_string() for table in tables)
    assert any("http://127.0.0.1:4200/runs/flow-run/run-000" in table.to_string() for table in tables)


def test_a_verdict_makes_a_precision(visit: Visit, small_lake: Path) -> None:
    page = visit(small_lake, "curate", queue="judge")
    first = page.session_state["verdicts"]
    control = next(control for control in page.get("button_group") if str(control.key).startswith("verdict-"))
    control.set_value("right").run()
    assert not page.exception
    assert [verdict["verdict"] for verdict in first.values()] == ["right"]
    assert "1 verdict" in words_on(page)


def test_a_search_finds_whole_words_and_phrases(visit: Visit, small_lake: Path) -> None:
    found = words_on(visit(small_lake, "search", words='"river crossing" attacked'))
    assert "river crossing" in found.split("wl-sentence", 1)[1]
    assert "No article holds all of" in words_on(visit(small_lake, "search", words="crossin"))


def test_the_sql_page_reads_and_refuses_to_write(visit: Visit, small_lake: Path) -> None:
    page = visit(small_lake, "sql", sql="select count(*) as n from articles")
    run = next(button for button in page.button if button.label == "Run")
    run.click().run()
    assert page.dataframe[0].value["n"].tolist() == [300]
    for refused in (
        "drop table events",
        "from read_text('/etc/passwd')",
        "select 1; select 2",
        "attach 'x.db'",
        "nonsense",
    ):
        page.text_area(key="query").set_value(refused)
        next(button for button in page.button if button.label == "Run").click().run()
        assert not page.exception
        assert page.warning or page.error, refused


@pytest.mark.parametrize("text", ["<script>alert(1)</script>'; drop table events; --\\ (*[ \x00 é 火", "x" * 10_000])
def test_whatever_is_typed_breaks_nothing(visit: Visit, small_lake: Path, text: str) -> None:
    visit(small_lake, "search", words=text)
    visit(small_lake, "evidence", event=text, report=text, article=text)
    visit(small_lake, "actor", actor=text)
    visit(small_lake, "dyads", dyad=[text, f"{text}~{text}"])
    visit(small_lake, "events", a=text, e=text, sort=text, v=text)


def test_events_can_be_seen_on_a_map(visit: Visit, small_lake: Path) -> None:
    assert "at 3 places" in words_on(visit(small_lake, "events", view="map"))


def test_a_page_follows_the_lake_and_a_link_stays_with_its_snapshot(visit: Visit, tmp_path: Path) -> None:
    home = build_lake(tmp_path / "lake", 3)
    before = newest_snapshot(home)
    add_to_lake(home, only_new(invented_lake(5, seed=2)))
    lake.newest_snapshot.clear()
    assert "<b>8</b> articles" in words_on(visit(home, "health"))
    old = words_on(visit(home, "health", v=str(before)))
    assert "<b>3</b> articles" in old
    assert "not the newest" in old


def newest_snapshot(home: Path) -> int:
    opened = Lake.open(home)
    number = opened.snapshot()
    opened.close()
    return number


def only_new(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """What a second batch adds: its texts, without what the first one has told of actors, runs and the like."""
    kept = ("documents", "article_texts", "article_dates", "article_groups", "article_words", "article_days")
    return {name: frames[name] for name in kept}
