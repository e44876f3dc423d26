"""Coding articles anew, batch by batch: what `wirelake recode` and the previews of changes share. Knows no Prefect.

Batches are staged in the lake's folder `recode`, each under the name of its documents and of the coder's version: what
a preview or a run that died has coded is not coded again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from filelock import FileLock

from flows import batches
from flows.clock import utc_now
from flows.profiles import with_profiles
from flows.runs import describe_run
from flows.settings import Settings
from flows.workers import worker_pool
from warehouse import tools
from warehouse.knowledge import files
from warehouse.landing.documents import Document
from warehouse.rejects import Reject
from warehouse.sources import Sources
from warehouse.store import recode as store
from warehouse.store import staging
from warehouse.store.commit import Run
from warehouse.store.lake import Lake
from warehouse.store.recode import Difference, Plan

P = ParamSpec("P")
R = TypeVar("R")
LOOKED_AT = 1_000  # articles that a preview codes at most


@dataclass(frozen=True)
class Coded:
    """A batch that has been coded anew, whole in its folder and locked."""

    folder: Path
    lock: FileLock
    article_count: int


@dataclass(frozen=True)
class Preview:
    """What a change would alter: all that it reaches, and what was found in the articles that were coded to see."""

    plan: Plan
    looked_at: int
    difference: Difference


def plan_of(lake: Lake, settings: Settings, article_ids: list[str] | None) -> Plan:
    """The named articles, or all that the present coder may code otherwise."""
    if article_ids:
        return store.named(lake, article_ids)
    loaded = tools.load(settings.sources)
    made_of = tools.coder_version(loaded.model, None, loaded.profiles)
    return store.outdated(lake, loaded.coder_version, made_of, files.own_content(loaded.overlay))


def preview(settings: Settings, article_ids: list[str] | None = None, most: int = LOOKED_AT) -> Preview:
    """Code what a change reaches, `most` articles of it, and say what would differ; the lake stays as it is."""
    lake = Lake.open(settings.lake, read_only=False)
    settings = with_profiles(settings, lake)
    plan = plan_of(lake, settings, article_ids)
    part = replace(plan, article_ids=plan.article_ids[:most])
    if not part.article_ids:
        return Preview(plan, 0, Difference())
    with pool_for(part, settings) as pool:
        coded = list(code(lake, part, settings, pool))
    try:
        run = describe_run("preview", settings)
        difference = commit(lake, [one.folder for one in coded], run, settings.sources, keep=False)
    finally:
        for one in coded:
            one.lock.release()
    return Preview(plan, len(part.article_ids), difference)


@contextmanager
def pool_for(plan: Plan, settings: Settings, server: int | None = None) -> Iterator[Executor]:
    """Worker processes, as many as there are batches; a single batch is worth none and is coded here."""
    batch_count = -(-len(plan.article_ids) // batches.MOST_DOCUMENTS)
    if batch_count == 1:
        yield Here()
        return
    with worker_pool(min(settings.workers, batch_count), settings.sources, server) as pool:
        yield pool


class Here(Executor):
    """Works in this thread."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        done: Future[R] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except BaseException as error:  # whoever asks for the result is told
            done.set_exception(error)
        return done


def code(lake: Lake, plan: Plan, settings: Settings, pool: Executor) -> Iterator[Coded]:
    """The plan's batches in their order, each as soon as it is coded; a few are in work ahead of the one given out."""
    home = folder_of(lake)
    version = tools.load(settings.sources).coder_version
    in_work: deque[tuple[Path, FileLock, int, Future[Path]]] = deque()
    for landed in batches.cut(store.documents(lake, plan)):
        folder = home / batches.name_of(landed, version)
        lock = staging.claim(folder, wait=True)
        assert lock is not None
        in_work.append((folder, lock, len(landed), pool.submit(code_batch, folder, landed, settings.sources)))
        if len(in_work) > 2 * settings.workers:
            yield _done(in_work)
    while in_work:
        yield _done(in_work)


def _done(in_work: deque[tuple[Path, FileLock, int, Future[Path]]]) -> Coded:
    folder, lock, count, coded = in_work.popleft()
    coded.result()
    return Coded(folder, lock, count)


def code_batch(folder: Path, landed: list[Document | Reject], sources: Sources) -> Path:
    """All stages of a batch, in a worker; a stage that stands is not made again."""
    batches.land(folder, landed, set(), utc_now())
    for stage in (batches.read, batches.mention, batches.code):
        stage(folder, sources)
    return folder


def commit(lake: Lake, folders: list[Path], run: Run, sources: Sources, *, keep: bool) -> Difference:
    loaded = tools.load(sources)
    return store.replace(lake, folders, run, loaded.actors, loaded.common_words, utc_now, keep=keep)


def folder_of(lake: Lake) -> Path:
    return lake.address.home / "recode"


def clear(lake: Lake) -> None:
    """Take away what previews and dead runs have staged, now that everything is coded anew."""
    for folder in folder_of(lake).glob("*"):
        if folder.name != staging.LOCKS and (lock := staging.claim(folder, wait=False)) is not None:
            staging.finish(folder, lock)
