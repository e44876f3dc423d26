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
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

from warehouse.sources import Sources

P = ParamSpec("P")
R = TypeVar("R")
Item = TypeVar("Item")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "BLIS_NUM_THREADS")
MOST_TRIES = 3  # at work during which a process is ended
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
    pool = Steady(
        lambda: ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(sources, server))
    )
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


class WorkersEnded(RuntimeError):
    """Worker processes were ended again and again while they were at one piece of work."""


class Steady(Executor):
    """A pool of processes that outlives them: when one is killed, what was in work is done again by new ones.

    Work must therefore leave the same when it is done twice.
    """

    def __init__(self, make: Callable[[], ProcessPoolExecutor]):
        self._make = make
        self._pool = make()
        self._lock = threading.Lock()
        self._is_open = True

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        answer: Future[R] = Future()
        self._send(partial(fn, *args, **kwargs), answer, tries=1)
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        with self._lock:
            self._is_open = False
        self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def _send(self, work: Callable[[], R], answer: Future[R], tries: int) -> None:
        with self._lock:
            pool = self._pool
            try:
                future = pool.submit(work)
            except BrokenProcessPool:  # a process was killed and nobody has noticed yet
                pool = self._pool = self._make()
                future = pool.submit(work)
        future.add_done_callback(partial(self._settle, work, answer, pool, tries))

    def _settle(
        self, work: Callable[[], R], answer: Future[R], pool: ProcessPoolExecutor, tries: int, done: Future[R]
    ) -> None:
        if done.cancelled():
            answer.cancel()
            return
        error = done.exception()
        if error is None:
            answer.set_result(done.result())
        elif not isinstance(error, BrokenProcessPool) or not self._is_open:
            answer.set_exception(error)
        elif tries == MOST_TRIES:
            answer.set_exception(
                WorkersEnded(
                    f"Worker processes were ended {tries} times while this was in work. Most often memory has run "
                    "out: try again with fewer of them (--workers or WIRELAKE_WORKERS). What is coded is kept."
                )
            )
        else:
            with self._lock:
                if self._pool is pool:
                    self._pool = self._make()
            self._send(work, answer, tries + 1)


def run_in(pool: Executor | None, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    """The result of work done in the pool, or here where there is none."""
    return pool.submit(work, *arguments, **named).result() if pool else work(*arguments, **named)


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
