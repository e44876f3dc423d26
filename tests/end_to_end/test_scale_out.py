"""The same flow on a Dask cluster, into a lake on servers, makes the same lake as one process in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

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
