"""Where an ingest's tasks run: in threads that hand the work to processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import importlib.util
import logging
from typing import Any

from prefect.task_runners import ThreadPoolTaskRunner

LOCAL = "local"


class NoDask(RuntimeError):
    """Dask is asked for, and is not installed."""


def task_runner(dask: str | None, workers: int) -> Any:
    """The runner for `WIRELAKE_DASK`: nothing, a scheduler's address, or `local` for `workers` processes here.

    Raises NoDask. (Prefect types a runner by its own kind of future, so the type is not told.)
    """
    if dask is None:
        return ThreadPoolTaskRunner(max_workers=16)
    if importlib.util.find_spec("prefect_dask") is None:
        raise NoDask("WIRELAKE_DASK is set, and Dask is not installed. Install wirelake with its extra `dask`.")
    from prefect_dask.task_runners import DaskTaskRunner

    logging.getLogger("distributed").setLevel(logging.ERROR)  # it tells of every worker's coming and going
    if dask != LOCAL:
        return DaskTaskRunner(address=dask)
    # One thread each: a model is used by one at a time. Dask itself keeps numeric libraries to one thread.
    return DaskTaskRunner(
        cluster_kwargs={"n_workers": workers, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    )
