"""One lake made from the example documents, through Prefect, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from warehouse.store.lake import Lake


@dataclass(frozen=True)
class SeedsLake:
    """The lake after two runs over the same documents, with what each run said."""

    lake: Lake
    first: dict[str, Any]
    second: dict[str, Any]

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        return self.lake.cursor().execute(query, list(parameters)).fetchall()


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=300):
        yield


@pytest.fixture(scope="session")
def seeds_lake(prefect_server: None, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> SeedsLake:
    assert prefect_server is None  # it runs
    from flows.ingest import ingest

    home = tmp_path_factory.mktemp("seeds") / "lake"
    first = ingest(paths=[str(seeds)], lake=str(home), workers=1)
    second = ingest(paths=[str(seeds)], lake=str(home), workers=1)
    return SeedsLake(Lake.open(home), first, second)
