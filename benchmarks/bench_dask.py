"""One ingest on a Dask cluster of one process and of two: the same lake, and how much sooner.

    python -m benchmarks.bench_dask [FOLDER]        default: 400 invented documents

Baseline: the cluster of one process. Prefect's server is started before; the clusters' start and their loading of the
model are counted, as in any run. On a machine whose cores are busy the figure tells nothing.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.update(
    {
        "PREFECT_HOME": tempfile.mkdtemp(prefix="wirelake-bench-"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "DO_NOT_TRACK": "1",
    }
)

from prefect.testing.utilities import prefect_test_harness

from benchmarks import corpus, results
from flows import batches
from flows import ingest as module
from flows.runners import LOCAL, task_runner
from warehouse import tables
from warehouse.store.lake import Lake

DOCUMENTS = 400
A_BATCH = 25  # documents, so that there are batches to spread


def main(folder: Path) -> None:
    batches.MOST_DOCUMENTS = A_BATCH
    module.SET = replace(module.SET, dask=LOCAL)
    with prefect_test_harness(server_startup_timeout=600), tempfile.TemporaryDirectory() as lakes:
        seconds = [ingest(folder, workers, Path(lakes) / str(workers)) for workers in (1, 2)]
        one, two = (content(Path(lakes) / str(workers)) for workers in (1, 2))
    speed_up = seconds[0] / seconds[1]
    print(f"same lake: {one == two}; two processes are {speed_up:.2f} times as fast as one")
    results.keep("dask", {"seconds": seconds, "speed_up": round(speed_up, 2), "is_same": one == two})


def ingest(folder: Path, workers: int, lake: Path) -> float:
    flow = module.ingest.with_options(task_runner=task_runner(LOCAL, workers))
    before = time.perf_counter()
    flow(paths=[str(folder)], lake=str(lake), workers=workers)
    return time.perf_counter() - before


def content(lake: Path) -> dict[str, list[str]]:
    """All that the lake says, but for runs and times."""
    opened = Lake.open(lake)
    kept = "select columns(c -> c not in ('run_id', 'landed_at', 'seen_at', 'content')) from"
    return {
        table.name: sorted(map(repr, opened.cursor().execute(f"{kept} {table.name}").fetchall()))
        for table in tables.TABLES
        if table.name not in ("runs", "lake_info")
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made_here:
            main(corpus.write(Path(made_here), DOCUMENTS))
