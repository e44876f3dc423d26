"""A lake on servers is the same lake: its catalog in PostgreSQL, its files in S3; and one lake has many writers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.store import lakes, writers
from tests.store.servers import BINARIES, postgres, s3
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import address, commit, guard, lock
from warehouse.store.lake import Lake, NoLake

COUNT = len(writers.PLACES)


@pytest.fixture(scope="module")
def catalog() -> Iterator[str]:
    with postgres() as server:
        yield server


@pytest.fixture(scope="module")
def store() -> Iterator[None]:
    with s3() as reached, pytest.MonkeyPatch.context() as patch:
        for name, value in reached.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="module")
def knowledge() -> tuple[Actors, CommonWords]:
    return Actors.load(None), CommonWords.load(None)


@pytest.fixture
def database(catalog: str, tmp_path: Path) -> str:
    """The address of an empty database."""
    assert BINARIES is not None
    name = f"lake_{tmp_path.name.lower()}"
    subprocess.run([BINARIES / "createdb", "--maintenance-db", catalog, name], check=True, capture_output=True)
    return f"{catalog.removesuffix('/lake')}/{name}"


@pytest.fixture
def remote(database: str, store: None, tmp_path: Path) -> str:
    """The address of a lake on servers that nobody has made yet."""
    assert store is None
    return f"{database}?data=s3://lake/{tmp_path.name}&home={tmp_path / 'home'}"


@pytest.fixture
def shared(database: str, tmp_path: Path) -> str:
    """The address of a lake with its catalog on a server and its files in a folder that its writers share."""
    return f"{database}?data={tmp_path / 'data'}&home={tmp_path / 'home'}"


def test_a_lake_on_servers_says_what_a_local_one_says(
    remote: str, tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    local = lakes.ingest(tmp_path / "local", (0, 1, 2), knowledge, at_once=False)
    lake = Lake.open(remote, read_only=False)
    folders = [tmp_path / "local" / "staging" / f"b{number}" for number in range(3)]
    for folder in folders:
        commit.commit(lake, [folder], lakes.run(), *knowledge, lakes.rows.clock)
    assert lakes.content(lake) == lakes.content(local)
    assert commit.commit(lake, folders, lakes.run("run-2"), *knowledge, lakes.rows.clock).is_nothing


def test_readers_see_it_and_can_do_nothing_else(
    remote: str, tmp_path: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    with pytest.raises(NoLake, match="wirelake ingest"):
        Lake.open(remote)
    lake = Lake.open(remote, read_only=False)
    before = lake.snapshot()
    commit.commit(lake, [writers.batch(tmp_path, 0)], lakes.run(), *knowledge, lakes.rows.clock)
    read = Lake.open(remote)
    reader = guard.open_reader(read)
    assert guard.ask(reader, "select count(*) as n from articles").rows.item() == 1
    assert guard.ask(guard.open_reader(read, snapshot=before), "select count(*) as n from articles").rows.item() == 0
    with pytest.raises(guard.QueryRefused):
        guard.ask(reader, "delete from documents")
    with pytest.raises(Exception, match="read-only"):
        read.cursor().execute("delete from documents")


@pytest.mark.parametrize("where", ["folder", "server"])
def test_two_processes_that_write_at_once_lose_and_double_nothing(
    where: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = str(tmp_path / "lake") if where == "folder" else request.getfixturevalue("shared")
    alone = Lake.open(tmp_path / "alone", read_only=False)
    writers.write(alone, tmp_path / "staged-alone", range(COUNT), "run")
    Lake.open(url, read_only=False).close()
    command = [sys.executable, "-m", "tests.store.writers", url]
    running = [
        subprocess.Popen([*command, str(tmp_path / f"staged-{number}"), str(number), str(COUNT)]) for number in (0, 1)
    ]
    assert [process.wait() for process in running] == [0, 0]
    lake = Lake.open(url)
    assert lakes.content(lake) == lakes.content(alone)
    runs = lake.cursor().execute("select sum(article_count), count(*) from runs").fetchone()
    assert runs == (COUNT, 2)


@pytest.mark.parametrize("where", ["folder", "server"])
def test_a_writer_waits_for_the_other_and_not_for_ever(
    where: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = str(tmp_path / "lake") if where == "folder" else request.getfixturevalue("shared")
    first, second = (Lake.open(url, read_only=False) for _ in range(2))

    def wait() -> str:
        with (
            pytest.raises(lock.LakeBusy) as refused,
            lock.writing(second.address, second._connection, patience=0.5),
        ):
            pass
        return str(refused.value)

    with first.writing(), ThreadPoolExecutor(1) as other:
        assert "Try again later" in other.submit(wait).result()
    with second.writing() as cursor:
        cursor.execute("select 1")


def test_a_password_stays_out_of_what_people_are_told() -> None:
    where = address.parse("postgresql://me:secret@db.example/lake?data=s3://bucket/lake")
    assert "secret" not in str(where)
