"""Worker processes for what costs computing time. They load knowledge and model once and know nothing of Prefect."""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from warehouse.tools import Sources

P = ParamSpec("P")
R = TypeVar("R")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "BLIS_NUM_THREADS")


@contextmanager
def worker_pool(count: int, sources: Sources) -> Iterator[Executor]:
    """Processes that are warm, or warming up, when the first batch arrives."""
    # Each worker is one of `count`: numeric libraries that also take every core would only wait for each other.
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_warm_up, initargs=(sources,))
    try:
        for _ in range(count):
            pool.submit(os.getpid)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def run_in(pool: Executor, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    return pool.submit(work, *arguments, **named).result()


def _warm_up(sources: Sources) -> None:
    from warehouse import tools  # here, so that it happens in the worker

    logging.basicConfig(level=logging.WARNING)
    tools.load(sources)
