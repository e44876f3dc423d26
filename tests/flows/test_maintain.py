"""`wirelake maintain`: each step by its command, and all of them as a flow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows import upkeep
from flows.runs import describe_run
from flows.settings import Settings
from tests.flows.test_cli import wirelake
from tests.store.lakes import BATCHES, ingest
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store.lake import Lake

__all__ = ["wirelake"]
DONE, FAILED, WRONG_USAGE = 0, 1, 2


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("maintained") / "lake"
    ingest(made, range(len(BATCHES)), (Actors.load(None), CommonWords.load(None)), at_once=False).close()
    return made


def test_a_lake_is_compacted_kept_expired_verified_and_backed_up(wirelake, home: Path, tmp_path: Path) -> None:
    lake = ("--json", "--lake", home)
    assert wirelake("maintain", "keep", "3", "--note", "a paper", "--lake", home)[0] == DONE
    files = json.loads(wirelake("maintain", "compact", *lake)[1])
    assert files["files_before"] > files["files_after"]
    assert json.loads(wirelake("maintain", "expire", "--keep-days", "0", *lake)[1])["snapshots_expired"] > 0
    assert [row["snapshot"] for row in json.loads(wirelake("maintain", "kept", *lake)[1])] == [3]
    assert wirelake("sql", "select 1", "--snapshot", "3", "--lake", home)[0] == DONE
    assert wirelake("sql", "select 1", "--snapshot", "2", "--lake", home)[0] == WRONG_USAGE
    assert json.loads(wirelake("maintain", "verify", *lake)[1]) == {"problems": []}
    code, out, _ = wirelake("maintain", "backup", tmp_path / "backup", *lake)
    assert (code, json.loads(out)["problems"]) == (DONE, [])
    assert wirelake("maintain", "restore", tmp_path / "backup", "--lake", tmp_path / "again")[0] == DONE
    assert wirelake("maintain", "verify", "--lake", tmp_path / "nothing")[0] == WRONG_USAGE


def test_a_run_of_maintenance_stands_among_the_runs(home: Path) -> None:
    lake = Lake.open(home, read_only=False)
    upkeep.record(lake, describe_run("maintain", Settings(str(home))))
    runs = lake.cursor().execute("select article_count from runs where flow = 'maintain'").fetchall()
    lake.close()
    assert runs == [(0,)]
