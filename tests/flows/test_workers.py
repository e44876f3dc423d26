"""Worker processes may be killed; the work is done all the same, or it is said why not."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from flows.workers import Steady, WorkersEnded, run_in


def killed_once(marker: Path, answer: int) -> int:
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return answer


def killed_always() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse() -> None:
    raise ValueError("no")


@pytest.fixture
def pool() -> Iterator[Steady]:
    context = multiprocessing.get_context("spawn")
    pool = Steady(lambda: ProcessPoolExecutor(2, mp_context=context))
    yield pool
    pool.shutdown(cancel_futures=True)


def test_what_a_killed_worker_had_is_done_by_another(pool: Steady, tmp_path: Path) -> None:
    waiting = [pool.submit(killed_once, tmp_path / "marker", n) for n in range(6)]
    assert [future.result() for future in waiting] == list(range(6))
    assert pool.submit(killed_once, tmp_path / "marker", 6).result() == 6


def test_work_that_ends_every_worker_is_given_up_with_a_sentence(pool: Steady) -> None:
    with pytest.raises(WorkersEnded, match="memory has run out"):
        run_in(pool, killed_always)


def test_an_error_of_the_work_itself_is_not_tried_again(pool: Steady) -> None:
    with pytest.raises(ValueError, match="no"):
        run_in(pool, refuse)


def test_without_a_pool_work_is_done_here() -> None:
    assert run_in(None, os.getpid) == os.getpid()
