"""Long proofs (`make prove`): readers beside a writer, and a run that is killed again and again.

Set WIRELAKE_CORPUS to a folder of documents to prove it on them; else 2,000 invented ones are made.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import corpus
from warehouse import tables
from warehouse.store.lake import Lake

pytestmark = pytest.mark.prove
WIRELAKE = Path(sys.executable).with_name("wirelake")
COUNT = 2_000
QUERY = "select (select count(*) from article_texts) as texts, (select count(*) from article_dates) as dates"


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = os.environ.get("WIRELAKE_CORPUS")
    return Path(given) if given else corpus.write(tmp_path_factory.mktemp("corpus"), COUNT)


@pytest.fixture(scope="session")
def undisturbed(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    lake = tmp_path_factory.mktemp("undisturbed") / "lake"
    assert start(documents, lake).wait() in (0, 3)
    return lake


def start(documents: Path, lake: Path) -> subprocess.Popen[bytes]:
    command = [str(WIRELAKE), "ingest", str(documents), "--lake", str(lake)]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)


def content(lake: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that the lake says, but for runs and times."""
    opened = Lake.open(lake)
    kept = "select columns(c -> c not in ('run_id', 'landed_at', 'seen_at', 'content')) from"
    return {
        table.name: sorted(opened.cursor().execute(f"{kept} {table.name}").fetchall(), key=repr)
        for table in tables.TABLES
        if table.name not in ("runs", "lake_info")
    }


def test_readers_beside_a_writer_see_whole_snapshots_and_no_error(documents: Path, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    Lake.open(lake, read_only=False).close()
    writer = start(documents, lake)
    asked = 0
    while writer.poll() is None:
        answer = subprocess.run(
            [str(WIRELAKE), "sql", QUERY, "--csv", "--lake", str(lake)], capture_output=True, text=True, check=False
        )
        assert answer.returncode == 0, answer.stderr
        texts, dates = answer.stdout.splitlines()[1].split(",")
        assert texts == dates
        asked += 1
    assert writer.returncode in (0, 3)
    assert asked > 0


def test_a_run_that_is_killed_three_times_gives_the_same_lake(
    documents: Path, undisturbed: Path, tmp_path: Path
) -> None:
    lake = tmp_path / "lake"
    for _ in range(3):
        run = start(documents, lake)
        for _ in progress(lake):
            break
        time.sleep(2)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    assert start(documents, lake).wait() in (0, 3)
    assert content(lake) == content(undisturbed)


def progress(lake: Path) -> Iterator[int]:
    """Waits for more coded batches than there are now, and says how many."""
    before = len(list((lake / "staging").glob("*/coded")))
    for _ in range(600):
        time.sleep(1)
        now = len(list((lake / "staging").glob("*/coded")))
        if now > before:
            yield now
            return
