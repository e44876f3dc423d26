"""Worker processes for what costs computing time. They load knowledge and model once and know nothing of Prefect."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

from warehouse.sources import Sources

P = ParamSpec("P")
R = TypeVar("R")
Item = TypeVar("Item")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "BLIS_NUM_THREADS")
CHUNK = 25  # items that go to a worker at once


@contextmanager
def worker_pool(count: int, sources: Sources, server: int | None = None) -> Iterator[Executor]:
    """Processes that are warm, or warming up, when the first batch arrives.

    They end when this process does, however it ends; with it they end the process `server`, which is its own too.
    """
    # Each worker is one of `count`: numeric libraries that also take every core would only wait for each other.
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(sources, server))
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


def map_in_order(
    work: Callable[[list[Item]], list[R]], items: Iterable[Item], count: int, sources: Sources
) -> Iterator[R]:
    """`work` on chunks of items, in worker processes; the results in the order of the items, as they come."""
    chunks = _chunks(items)
    first = next(chunks, [])
    if len(first) < CHUNK:  # too few to be worth a process
        yield from work(first)
        return
    with worker_pool(count, sources) as pool:
        waiting: deque[Future[list[R]]] = deque([pool.submit(work, first)])
        for chunk in chunks:
            waiting.append(pool.submit(work, chunk))
            if len(waiting) > 4 * count:
                yield from waiting.popleft().result()
        for future in waiting:
            yield from future.result()


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _begin(sources: Sources, server: int | None) -> None:
    from warehouse import tools  # here, so that it happens in the worker

    threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
    logging.basicConfig(level=logging.WARNING)
    tools.warm_up(sources)


def _end_with_parent(server: int | None) -> None:
    """A worker whose parent was killed would wait for work for ever, and Prefect's own server for requests."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        if server is not None:
            with suppress(ProcessLookupError):  # another worker was faster
                os.kill(server, signal.SIGTERM)
        os._exit(1)
