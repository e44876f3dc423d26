"""The same flow on a Dask cluster, into a lake on servers, makes the same lake as one process in a folder."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import corpus
from tests.end_to_end.conftest import SeedsLake
from tests.store.lakes import content
from tests.store.servers import postgres, s3
from warehouse.store import guard
from warehouse.store.lake import Lake


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """The address of a lake with its catalog in PostgreSQL and its files in S3."""
    with postgres() as database, s3() as variables:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        yield f"{database}?data=s3://lake/news&home={tmp_path / 'home'}"


def test_a_cluster_and_servers_make_the_same_lake(
    seeds_lake: SeedsLake, seeds: Path, servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import batches
    from flows import ingest as module
    from flows.runners import task_runner

    monkeypatch.setattr(batches, "MOST_DOCUMENTS", 2)  # so that there are batches to spread
    with monkeypatch.context() as patch:
        patch.setattr(module, "SET", replace(module.SET, dask="local"))
        clustered = module.ingest.with_options(task_runner=task_runner("local", workers=2))
        first = clustered(paths=[str(seeds)], lake=servers, workers=2)
    assert {**first, "snapshot": None} == {**seeds_lake.first, "snapshot": None}
    second = module.ingest(paths=[str(seeds)], lake=servers, workers=1)
    assert (second["documents"], second["sightings"], second["snapshot"]) == (0, 0, first["snapshot"])
    lake = Lake.open(servers)
    assert content(lake) == content(seeds_lake.lake)
    assert guard.ask(guard.open_reader(lake), "select count(*) as n from articles").rows.item() == 5


@pytest.mark.prove
def test_what_a_killed_worker_of_a_cluster_had_is_done_by_another(
    prefect_server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    from flows import batches
    from flows import ingest as module
    from flows.runners import task_runner

    assert prefect_server is None  # it runs
    documents = str(corpus.write(tmp_path / "documents", 60))
    monkeypatch.setattr(batches, "MOST_DOCUMENTS", 5)
    module.ingest(paths=[documents], lake=str(tmp_path / "alone"), workers=1)
    monkeypatch.setattr(module, "SET", replace(module.SET, dask="a scheduler's address"))
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        ThreadPoolExecutor(1) as beside,
    ):
        killed = beside.submit(kill_one, cluster, tmp_path / "lake" / "staging")
        clustered = module.ingest.with_options(task_runner=task_runner(cluster.scheduler_address, workers=2))
        clustered(paths=[documents], lake=str(tmp_path / "lake"), workers=2)
        assert killed.result()
    assert content(Lake.open(tmp_path / "lake")) == content(Lake.open(tmp_path / "alone"))


def kill_one(cluster: Any, staging: Path) -> bool:
    """Kill a worker's process once batches are at their second stage; whether there was one to kill."""
    for _ in range(3000):
        time.sleep(0.1)
        if list(staging.glob("*/read")):
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
            return True
    return False
