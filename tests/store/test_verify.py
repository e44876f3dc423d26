"""Verification looks at everything again and says what is wrong; kept snapshots outlive the others."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import rows
from tests.store.lakes import BATCHES, ingest
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import keeping, staging, verify
from warehouse.store.lake import Lake, SnapshotGone


@pytest.fixture(scope="module")
def knowledge() -> tuple[Actors, CommonWords]:
    return Actors.load(None), CommonWords.load(None)


@pytest.fixture
def lake(tmp_path: Path, knowledge: tuple[Actors, CommonWords]) -> Lake:
    # An article of these rows is made in place of being read, so that its document's bytes are its own words.
    return ingest(tmp_path / "lake", range(len(BATCHES)), knowledge, at_once=True)


def test_a_sound_lake_breaks_no_promise(lake: Lake) -> None:
    assert verify.verify(lake) == []


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("update documents set content = content || '!'::blob", "documents: the bytes of 3"),
        ("update article_texts set body = ' ' where title = 'Trawler'", "article_texts: 1 row(s) break"),
        ("insert into actors from actors limit 1", "actors: a key stands more than once"),
        ("delete from events", "reports have one event"),
    ],
)
def test_damage_is_told(lake: Lake, damage: str, words: str) -> None:
    sound = lake.snapshot()
    with lake.writing() as cursor:
        cursor.execute(damage)
    assert words in " | ".join(verify.verify(lake))
    assert verify.verify(lake, sound) == []


def test_a_missing_file_is_told(lake: Lake) -> None:
    next((lake.address.home / "data").rglob("mentions/*.parquet")).unlink()
    assert [problem.split(":")[0] for problem in verify.verify(Lake.open(lake.address.home))] == ["mentions"]


def test_a_snapshot_is_kept_with_its_note_and_released(lake: Lake) -> None:
    number = lake.snapshot()
    keeping.keep(lake, number, "a paper", rows.NOW)
    assert keeping.kept(lake).select("snapshot", "note").rows() == [(number, "a paper")]
    keeping.release(lake, number)
    assert keeping.kept(lake).is_empty()
    with pytest.raises(SnapshotGone, match="can't be kept"):
        keeping.keep(lake, 10_000, "", rows.NOW)


def test_half_made_batches_go_once_nobody_comes_back_to_them(tmp_path: Path) -> None:
    for name, stage in (("half", "landed"), ("whole", staging.STAGES[-1]), ("busy", "landed"), ("young", "landed")):
        staging.write(tmp_path / name, stage, {})
    held = staging.claim(tmp_path / "busy", wait=False)
    before = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=1)
    for name in ("half", "whole", "busy"):
        os.utime(tmp_path / name, (0, 0))
    assert held is not None
    assert staging.remove_dead(tmp_path, before) == 1
    held.release()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["busy", "locks", "whole", "young"]
