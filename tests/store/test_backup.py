"""A copy of a lake is the lake: with all its snapshots, beside a writer, and from one kind of place to another."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.store.lakes import BATCHES, content, ingest
from tests.store.servers import postgres, s3
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import address, backup, verify
from warehouse.store.address import Address
from warehouse.store.backup import CopyRefused
from warehouse.store.lake import Lake


@pytest.fixture(scope="module")
def knowledge() -> tuple[Actors, CommonWords]:
    return Actors.load(None), CommonWords.load(None)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, knowledge: tuple[Actors, CommonWords]) -> Path:
    home = tmp_path_factory.mktemp("made")
    lake = ingest(home, range(len(BATCHES)), knowledge, at_once=False)
    with lake.writing() as cursor:
        cursor.execute("delete from retired_ids")
        cursor.execute("delete from actor_roles")
    (home / "sources.csv").write_text("name,kind,address\n")
    (home / "knowledge").mkdir()
    (home / "knowledge" / "actors.csv").write_text("x\n")
    with closing(sqlite3.connect(home / "fetching.sqlite")) as memory:
        memory.execute("create table pages (address text)")
        memory.execute("insert into pages values ('https://wire.example/a')")
        memory.commit()
    lake.close()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "lake"))


def at(place: Path | str) -> Address:
    return address.parse(str(place))


def history(place: Path | str) -> dict[int, Any]:
    """The snapshots that a lake has, and what it says at some of them."""
    lake = Lake.open(str(place))
    try:
        query = "select event_id, report_count from events order by all"
        numbers = lake.cursor().execute("select snapshot_id from ducklake_snapshots('lake') order by all").fetchall()
        return {0: numbers} | {n: lake.cursor(n).execute(query).fetchall() for n in (2, 4)}
    finally:
        lake.close()


def said(place: Path | str) -> dict[str, list[tuple[Any, ...]]]:
    lake = Lake.open(str(place))
    try:
        assert verify.verify(lake) == []
        return content(lake)
    finally:
        lake.close()


def test_a_copy_says_the_same_at_every_snapshot_and_brings_what_lies_beside(home: Path, tmp_path: Path) -> None:
    copied = backup.copy_lake(at(home), at(tmp_path / "copy"))
    assert copied.files > 0
    assert said(tmp_path / "copy") == said(home)
    assert history(tmp_path / "copy") == history(home)
    assert (tmp_path / "copy" / "knowledge" / "actors.csv").read_text() == "x\n"
    with closing(sqlite3.connect(tmp_path / "copy" / "fetching.sqlite")) as memory:
        assert memory.execute("select * from pages").fetchall() == [("https://wire.example/a",)]


def test_a_later_copy_takes_only_what_is_new_and_gives_up_what_the_lake_did(home: Path, tmp_path: Path) -> None:
    first = backup.copy_lake(at(home), at(tmp_path / "copy"))
    lake = Lake.open(home, read_only=False)
    with lake.writing() as cursor:
        cursor.execute("delete from events")
    lake.close()
    (tmp_path / "copy" / "data" / "main" / "stray.parquet").write_bytes(b"x")
    second = backup.copy_lake(at(home), at(tmp_path / "copy"))
    assert (second.already_there, second.snapshot) == (first.files, first.snapshot + 1)
    assert not (tmp_path / "copy" / "data" / "main" / "stray.parquet").exists()
    assert Lake.open(tmp_path / "copy").cursor().execute("select count(*) from events").fetchall() == [(0,)]


def test_copies_made_while_a_flow_writes_are_whole(home: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        lake = Lake.open(home, read_only=False)
        n = 0
        while not stop.is_set():
            n += 1
            with lake.writing() as cursor:  # two tables that must fit together
                cursor.execute("insert into kept_snapshots values (?, 'x', now()::timestamp)", [n])
                cursor.execute("insert into lake_info values (?, 'x')", [f"n{n}"])
            if n == 3:
                lake.cursor().execute("call ducklake_merge_adjacent_files('lake', 'lake_info')").fetchall()
        lake.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        snapshots = []
        for _ in range(2):
            snapshots.append(backup.copy_lake(at(home), at(tmp_path / "copy")).snapshot)
            lake = Lake.open(tmp_path / "copy")
            assert verify.verify(lake) == []
            kept = lake.cursor().execute("select count(*) from kept_snapshots").fetchall()
            assert kept == lake.cursor().execute("select count(*) from lake_info where value = 'x'").fetchall()
            lake.close()
    finally:
        stop.set()
        writer.join()
    assert snapshots == sorted(snapshots)


def test_a_copy_that_fails_leaves_the_earlier_one(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup.copy_lake(at(home), at(tmp_path / "copy"))
    before = said(tmp_path / "copy")
    lake = Lake.open(home, read_only=False)
    with lake.writing() as cursor:
        cursor.execute("delete from events")
    lake.close()

    def full(*_given: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(backup, "fill", full)
    with pytest.raises(OSError, match="No space"):
        backup.copy_lake(at(home), at(tmp_path / "copy"))
    assert said(tmp_path / "copy") == before


def test_another_lake_is_never_written_over(home: Path, tmp_path: Path) -> None:
    Lake.open(tmp_path / "other", read_only=False).close()
    with pytest.raises(CopyRefused, match="another lake"):
        backup.copy_lake(at(home), at(tmp_path / "other"))
    with pytest.raises(CopyRefused, match="in the lake's own"):
        backup.copy_lake(at(home), at(home))
    with pytest.raises(CopyRefused, match="no lake there"):
        backup.copy_lake(at(tmp_path / "nothing"), at(tmp_path / "copy"))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty lake with its catalog in PostgreSQL and its data in S3."""
    with postgres() as database, s3() as variables:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        yield f"{database}?data=s3://lake/news"


def test_from_a_folder_to_servers_and_back_nothing_changes(server: str, home: Path, tmp_path: Path) -> None:
    there = f"{server}&home={tmp_path / 'server'}"
    backup.copy_lake(at(home), at(there))
    assert said(there) == said(home)
    assert history(there) == history(home)
    lake = Lake.open(there, read_only=False)  # it can be written, and be copied while it is
    with lake.writing() as cursor:
        cursor.execute("insert into kept_snapshots values (1, 'cited', now()::timestamp)")
    lake.close()
    backup.copy_lake(at(there), at(tmp_path / "back"))
    back, first = said(tmp_path / "back"), said(home)
    assert len(back.pop("kept_snapshots")) == 1
    first.pop("kept_snapshots")
    assert back == first
    assert (tmp_path / "back" / "knowledge" / "actors.csv").is_file()
    with pytest.raises(CopyRefused, match="holds a lake already"):
        backup.copy_lake(at(home), at(there))
