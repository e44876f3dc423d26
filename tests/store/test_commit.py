"""A commit: all or nothing, once, and true of the set of articles however they came."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path

import pytest

from tests import rows
from tests.store.lakes import OTHER, coded, content, ingest, run
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import commit, session
from warehouse.store.commit import Counts
from warehouse.store.lake import Lake


@pytest.fixture(scope="module")
def knowledge() -> tuple[Actors, CommonWords]:
    return Actors.load(None), CommonWords.load(None)


def test_two_reports_of_one_act_are_one_event(tmp_path: Path, knowledge: tuple[Actors, CommonWords]) -> None:
    lake = ingest(tmp_path, (0, 1, 2), knowledge, at_once=True)
    found = lake.cursor().execute("select source_actor_id, report_count from events order by 1").fetchall()
    assert found == [("georgia", 2), ("norway", 1)]


def test_neither_order_nor_the_cut_into_commits_changes_the_lake(
    tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    first = content(ingest(tmp_path / "first", (0, 1, 2), knowledge, at_once=True))
    for order in list(permutations(range(3)))[1::2]:
        assert content(ingest(tmp_path / str(order), order, knowledge, at_once=False)) == first


def test_the_same_batch_again_adds_nothing(tmp_path: Path, knowledge: tuple[Actors, CommonWords]) -> None:
    lake = ingest(tmp_path, (0,), knowledge, at_once=True)
    before = lake.snapshot()
    again = commit.commit(lake, [tmp_path / "staging" / "b0"], run("run-2"), *knowledge, rows.clock)
    assert (again, lake.snapshot()) == (Counts(), before)


def test_a_row_that_breaks_a_rule_stops_the_whole_commit(tmp_path: Path, knowledge: tuple[Actors, CommonWords]) -> None:
    lake = ingest(tmp_path, (0,), knowledge, at_once=True)
    broken = coded(OTHER, "Norway", "Swedish", "2006-09-28", None)
    broken["reports"][0]["status"] = "rumoured"
    folder = rows.batch(tmp_path / "staging" / "broken", **broken)
    before = content(lake)
    with pytest.raises(session.RuleBroken, match=r"report_codings: 1 row.*status_is_known.*rumoured"):
        commit.commit(lake, [folder], run("run-2"), *knowledge, rows.clock)
    assert content(lake) == before


def test_words_that_do_not_stand_where_they_should_stop_the_commit(
    tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    lake = Lake.open(tmp_path, read_only=False)
    broken = coded(OTHER, "Norway", "Swedish", "2006-09-28", None)
    broken["mentions"][0]["start"] += 1
    folder = rows.batch(tmp_path / "staging" / "broken", **broken)
    with pytest.raises(commit.checks.ChecksFailed, match="mentions lie where they say"):
        commit.commit(lake, [folder], run(), *knowledge, rows.clock)
    assert lake.cursor().execute("select count(*) from documents").fetchall() == [(0,)]


def test_an_old_link_leads_to_the_event_that_holds_its_report(
    tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    lake = ingest(tmp_path, (0, 1), knowledge, at_once=False)
    reports = [row[0] for row in lake.cursor().execute("select report_id from reports order by 1").fetchall()]
    ids = [
        {row[0] for row in lake.cursor().execute("select event_id from evidence(?)", [report]).fetchall()}
        for report in reports
    ]
    assert ids == [{reports[0]}, {reports[0]}]


def test_a_run_counts_what_its_commits_added(tmp_path: Path, knowledge: tuple[Actors, CommonWords]) -> None:
    lake = ingest(tmp_path, (0, 1, 2), knowledge, at_once=False)
    assert lake.cursor().execute("select article_count, report_count, event_count from runs").fetchall() == [(3, 3, 2)]


def test_a_lake_opens_after_it_was_moved(tmp_path: Path, knowledge: tuple[Actors, CommonWords]) -> None:
    ingest(tmp_path / "here", (0,), knowledge, at_once=True).close()
    shutil.move(tmp_path / "here", tmp_path / "there")
    assert Lake.open(tmp_path / "there").cursor().execute("select count(*) from articles").fetchall() == [(1,)]
