"""Articles coded anew: their rows take the place of the old ones, old links lead on, and undoing leaves no trace."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import rows
from tests.store.test_commit import content
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import recode
from warehouse.store.commit import Run, commit
from warehouse.store.lake import Lake

ARREST = rows.article(
    "Georgia arrested four Russian officers in Tbilisi on espionage charges in late September 2006. "
    "Russia cut transport links with its neighbour and said that the officers must be freed at once."
)
OTHER = rows.article("Norway arrested a Swedish trawler off Bodo. Sweden asked for its release.", title="Trawler")
GEORGIA, RUSSIAN = rows.mention(ARREST, "Georgia", "georgia"), rows.mention(ARREST, "Russian", "russia")
NORWAY, SWEDISH = rows.mention(OTHER, "Norway", "norway"), rows.mention(OTHER, "Swedish", "sweden")
HELD = rows.report(ARREST, "arrested", GEORGIA, RUSSIAN)
HELD_ANEW = HELD | {"report_id": "f" * 24, "cameo_code": "1712"}
TRAWLER = rows.report(OTHER, "arrested", NORWAY, SWEDISH)


@pytest.fixture(scope="module")
def knowledge() -> tuple[Actors, CommonWords]:
    return Actors.load(None), CommonWords.load(None)


def run(version: str, minutes: int) -> Run:
    began = rows.NOW + timedelta(minutes=minutes)
    return Run(f"run-{version}-{minutes}", "recode", began, version, "test", "{}", "{}", version, "{}")


def staged(home: Path, version: str, report: dict[str, Any], name: str) -> Path:
    return rows.batch(
        home / "recode" / name, [(ARREST, "2006-09-28")], [GEORGIA, RUSSIAN], [report], coder_version=version
    )


@pytest.fixture
def lake(tmp_path: Path, knowledge: tuple[Actors, CommonWords]) -> Lake:
    made = Lake.open(tmp_path, read_only=False)
    both = rows.batch(
        tmp_path / "staging" / "first",
        [(ARREST, "2006-09-28"), (OTHER, "2006-09-28")],
        [GEORGIA, RUSSIAN, NORWAY, SWEDISH],
        [HELD, TRAWLER],
        coder_version="first",
    )
    commit(made, [both], run("first", 0), *knowledge, rows.clock)
    return made


def test_a_report_coded_anew_takes_the_place_of_the_old_one_and_its_link_leads_on(
    lake: Lake, tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    batch = staged(tmp_path, "second", HELD_ANEW, "a")
    difference = recode.replace(lake, [batch], run("second", 1), *knowledge, rows.clock)
    assert difference.reports == recode.Change(added=1, gone=1)
    assert [(row["event_id"], row["change"]) for row in difference.event_rows] == sorted(
        [(HELD["report_id"], "gone"), (HELD_ANEW["report_id"], "added")]
    )
    cursor = lake.cursor()
    assert cursor.execute("from retired_ids").fetchall() == [(HELD["report_id"], HELD_ANEW["report_id"])]
    assert cursor.execute("select cameo_code from evidence(?)", [HELD["report_id"]]).fetchall() == [("1712",)]
    assert cursor.execute("select article_id from article_texts where coder_version = 'first'").fetchall() == [
        (OTHER.article_id,)
    ]


def test_a_look_leaves_the_lake_as_it_is(lake: Lake, tmp_path: Path, knowledge: tuple[Actors, CommonWords]) -> None:
    before, snapshot = content(lake), lake.snapshot()
    batch = staged(tmp_path, "second", HELD_ANEW, "a")
    difference = recode.replace(lake, [batch], run("second", 1), *knowledge, rows.clock, keep=False)
    assert difference.events == recode.Change(added=1, gone=1)
    assert (content(lake), lake.snapshot()) == (before, snapshot)


def test_what_is_undone_leaves_no_trace(lake: Lake, tmp_path: Path, knowledge: tuple[Actors, CommonWords]) -> None:
    before = content(lake)
    for minutes, version, report in ((1, "second", HELD_ANEW), (2, "first", HELD)):
        batch = staged(tmp_path, version, report, version)
        recode.replace(lake, [batch], run(version, minutes), *knowledge, rows.clock)
    assert content(lake) == before


def test_an_event_that_loses_a_report_is_counted_again(
    lake: Lake, tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    again = rows.article(
        "Georgia arrested four Russian officers on Wednesday. The officers, held in Tbilisi on espionage charges, "
        "denied the charges. Moscow recalled its ambassador from the Georgian capital.",
        title="Four officers held",
    )
    mentions = [rows.mention(again, "Georgia", "georgia"), rows.mention(again, "Russian", "russia")]
    told = rows.report(again, "arrested", *mentions)
    second = rows.batch(tmp_path / "staging" / "second", [(again, "2006-09-28")], mentions, [told])
    commit(lake, [second], run("first", 1), *knowledge, rows.clock)
    both = "select report_count from events where source_actor_id = 'georgia'"
    assert lake.cursor().execute(both).fetchall() == [(2,)]
    nothing = rows.batch(tmp_path / "recode" / "b", [(ARREST, "2006-09-28")], [GEORGIA], [], coder_version="second")
    recode.replace(lake, [nothing], run("second", 2), *knowledge, rows.clock)
    assert lake.cursor().execute(both).fetchall() == [(1,)]
    assert lake.cursor().execute("select event_id from evidence(?)", [HELD["report_id"]]).fetchall() == [
        (told["report_id"],)
    ]


def test_only_articles_that_a_change_reaches_are_outdated(lake: Lake) -> None:
    merge = {"actors/merges.csv": [{"actor_id": "norway", "into_id": "sweden"}]}
    alias = {"actors/aliases.csv": [{"name": "Tbilisi", "actor_id": "georgia"}]}
    assert recode.outdated(lake, "next", "first", merge).article_ids == (OTHER.article_id,)
    assert recode.outdated(lake, "next", "first", alias).article_ids == (ARREST.article_id,)
    assert len(recode.outdated(lake, "next", "first", {"pages/furniture.csv": [{"line": "x"}]}).article_ids) == 2
    assert len(recode.outdated(lake, "next", "another coder", {}).article_ids) == 2
    assert recode.outdated(lake, "next", "first", {}).article_ids == ()
    assert recode.named(lake, [ARREST.article_id[:10]]).article_ids == (ARREST.article_id,)
    with pytest.raises(recode.NotInLake, match="no article has this id"):
        recode.named(lake, ["zz"])
