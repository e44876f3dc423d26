"""Upkeep changes how a lake is stored, never what it says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.lakes import BATCHES, content, ingest
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import upkeep
from warehouse.store.lake import Lake, SnapshotGone


@pytest.fixture(scope="module")
def knowledge() -> tuple[Actors, CommonWords]:
    return Actors.load(None), CommonWords.load(None)


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def events_at(lake: Lake, snapshot: int) -> list[Any]:
    return lake.cursor(snapshot).execute("select event_id, report_count from events order by all").fetchall()


def test_compacting_leaves_one_file_a_table_and_every_row(
    tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    lake = ingest(tmp_path, range(len(BATCHES)), knowledge, at_once=False)
    before, files_before = content(lake), upkeep.files(lake)
    upkeep.compact(lake)
    after = upkeep.files(lake)
    assert content(lake) == before
    assert max(one.files for one in files_before) > 1
    assert [one for one in after if one.files > 1 or one.delete_files] == []


def test_a_few_deleted_rows_leave_no_file_that_stays_for_ever(
    tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    lake = ingest(tmp_path, range(1), knowledge, at_once=True)
    for first in range(0, 1000, 100):  # ten files, one row in a hundred of each deleted: less than MOST_DELETED
        with lake.writing() as cursor:
            rows = "select i::varchar, 'table', '', '', '', '', 1 from range($first::bigint, $first + 100) r(i)"
            cursor.execute(f"insert into dictionary {rows}", {"first": first})
        with lake.writing() as cursor:
            cursor.execute("delete from dictionary where table_name = ?::varchar", [first])
    upkeep.compact(lake)
    assert [(one.files, one.delete_files) for one in upkeep.files(lake) if one.table == "dictionary"] == [(1, 0)]


def test_older_snapshots_say_the_same_after_compacting(tmp_path: Path, knowledge: tuple[Actors, CommonWords]) -> None:
    lake = ingest(tmp_path, range(1), knowledge, at_once=True)
    snapshot = lake.snapshot()
    before = events_at(lake, snapshot)
    ingest(tmp_path, range(1, len(BATCHES)), knowledge, at_once=False)
    upkeep.compact(lake)
    assert events_at(Lake.open(tmp_path), snapshot) == before


def test_forgotten_snapshots_are_gone_and_kept_ones_stand(
    tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    lake = ingest(tmp_path, range(len(BATCHES)), knowledge, at_once=False)
    newest, kept = lake.snapshot(), lake.snapshot() - 1
    before = content(lake), events_at(lake, kept)
    upkeep.compact(lake)
    forgotten = upkeep.expire(lake, now(), keep=[kept])
    files = len(list((tmp_path / "data").rglob("*.parquet")))
    deleted = upkeep.delete_unused(lake, now().date() + timedelta(days=1))
    fresh = Lake.open(tmp_path)
    assert kept not in forgotten
    assert lake.snapshot() >= newest
    assert (content(fresh), events_at(fresh, kept)) == before
    assert deleted == files - len(list((tmp_path / "data").rglob("*.parquet"))) > 0
    with pytest.raises(SnapshotGone):
        fresh.cursor(forgotten[0])


def test_files_of_forgotten_snapshots_stay_until_their_readers_had_time(
    tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    lake = ingest(tmp_path, range(len(BATCHES)), knowledge, at_once=False)
    upkeep.compact(lake)
    upkeep.expire(lake, now())
    assert upkeep.delete_unused(lake, now().date()) == 0
