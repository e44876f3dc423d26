"""The flow `ingest`: from paths to a new snapshot of the lake. It orders the work; the work is in `warehouse`.

Landing, coding and committing overlap: batches are worked on in other processes while this one cuts the next from the
input and, in a thread, commits those that are whole.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import nullcontext
from contextvars import ContextVar, copy_context
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock
from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.assets import Asset, materialize
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run

from flows import batches
from flows import settings as edge
from flows.clock import utc_now
from flows.profiles import with_profiles
from flows.runners import task_runner
from flows.runs import describe_run
from flows.settings import Settings, cores
from flows.workers import run_in, worker_pool
from warehouse import tools
from warehouse.landing.documents import Document
from warehouse.landing.land import land
from warehouse.rejects import Reject
from warehouse.sources import Sources
from warehouse.store import commit as store
from warehouse.store import sqlfiles, staging
from warehouse.store.commit import Counts, Run
from warehouse.store.lake import Lake

COMMIT_ARTICLES = 5_000
COMMIT_BYTES = 250_000_000
COMMIT_SECONDS = 300.0
TABLES = tuple(Asset(key=f"ducklake://wirelake/{table}") for table in ("articles", "mentions", "reports", "events"))

# What the command line is told while it waits: (documents landed, documents done).
Progress = Callable[[int, int], None]
PROGRESS: ContextVar[Progress | None] = ContextVar("progress", default=None)


@dataclass(slots=True)
class Claimed:
    """A batch in work: its folder, its lock, its documents and their bytes, and the future of its last stage."""

    folder: Path
    lock: FileLock
    documents: int
    size: int
    coded: PrefectFuture[Path] | None = None


@dataclass(slots=True)
class Ingest:
    """One run's state: what is in work, what is whole and waits for its commit, what has been counted.

    `pool` is where batches are worked on; with Dask there is none, and a task does its work where it runs.
    """

    lake: Lake
    sources: Sources
    pool: Executor | None
    committer: Executor
    run: Run
    in_work: deque[Claimed] = field(default_factory=deque)
    whole: list[Claimed] = field(default_factory=list)
    committing: tuple[list[Claimed], Future[Counts]] | None = None
    counts: Counts = field(default_factory=Counts)
    skipped: Counter[str] = field(default_factory=Counter)  # passed over by landing, by kind: hidden, system, …
    landed: int = 0
    done: int = 0
    committed_at: float = field(default_factory=time.monotonic)

    def tell(self) -> None:
        if progress := PROGRESS.get():
            progress(self.landed, self.done)


def _run_name() -> str:
    parameters: dict[str, Any] = flow_run.parameters
    paths = parameters["paths"]
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"ingest {Path(paths[0]).name}{more} into {Settings(parameters['lake']).where}"


# A flow has its runner from the start, so a run by schedule or on another machine's worker obeys the setting too.
SET = edge.from_environment()
RUNNER = task_runner(SET.dask, SET.workers)


@flow(name="ingest", flow_run_name=_run_name, task_runner=RUNNER)
def ingest(
    paths: list[str],
    lake: str = "./lake",
    overlay: str | None = None,
    model: str | None = None,
    workers: int | None = None,
    columns: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Land, read, code and commit what lies at `paths`; what the lake holds already is left alone.

    Returns the counts of what is new, the snapshot, and what was passed over (`skipped`, by kind). Run it twice and
    the second run adds nothing; kill it and the next run over the same paths completes it.
    """
    settings = Settings(lake, Path(overlay) if overlay else None, Path(model) if model else None, workers or cores())
    return summary(run(paths, settings, columns))


def summary(state: Ingest) -> dict[str, Any]:
    counted = {name: getattr(state.counts, name) for name in (*store.COUNTED, "snapshot")}
    return counted | {"skipped": dict(state.skipped)}


def run(paths: Sequence[str], settings: Settings, columns: dict[str, str] | None) -> Ingest:
    lake = Lake.open(settings.lake, read_only=False)
    settings = with_profiles(settings, lake)
    pool = nullcontext() if SET.dask else worker_pool(settings.workers, settings.sources, own_server())
    with pool as workers, ThreadPoolExecutor(1) as committer:
        described = describe_run("ingest", settings, flow_run.id)
        state = Ingest(lake, settings.sources, workers, committer, described)
        taken = set()
        for landed in batches.cut(land(paths, columns=columns, skipped=state.skipped)):
            state.landed += sum(isinstance(item, Document) for item in landed)
            if not start(state, landed, wait=False):
                taken.add(batches.name_of(landed, state.run.coder_version))
            advance(state, keep=2 * settings.workers)
        advance(state, keep=0)
        publish(state)
        adopt(state)
        publish(state)
        # Another run had these; when it is done with them, or dead, they are looked at again.
        for landed in batches.cut(land(paths, columns=columns)) if taken else ():
            if batches.name_of(landed, state.run.coder_version) in taken:
                start(state, landed, wait=True)
                advance(state, keep=0)
                publish(state)
        settle(state)
    report(state.counts, state.run, lake)
    return state


def own_server() -> int | None:
    """Process id of the throw-away server that Prefect has started for this process, if it has."""
    # Imported by Prefect if it has started one; a client of another server is spared the import.
    module = sys.modules.get("prefect.server.api.server")
    started = module.SubprocessASGIServer._instances.values() if module else ()
    return next((server.server_process.pid for server in started if server.server_process), None)


def adopt(state: Ingest) -> None:
    """Take over whole batches that a dead run over other input left.

    Those of this input have been met in their order by now: which of two equal documents names both must not depend
    on where a run died.
    """
    for folder in staging.whole_batches(state.lake.address.staging):
        lock = staging.claim(folder, wait=False)
        if lock is None:
            continue  # a living run has it
        if staging.has(folder, staging.STAGES[-1]) and made_by(folder) <= {state.run.coder_version}:
            documents = staging.read(folder, "documents")
            state.whole.append(Claimed(folder, lock, documents.height, int(documents["byte_count"].sum())))
        else:  # just committed by somebody, or made by another version: its input is coded anew when it comes
            staging.finish(folder, lock)


def made_by(batch: Path) -> set[str]:
    """The versions of the coder that made a batch: one, or none when it holds no article."""
    return set(staging.read(batch, "article_texts")["coder_version"])


def start(state: Ingest, landed: list[Document | Reject], *, wait: bool) -> bool:
    """Send one batch through the stages; False when another run is at it and we do not wait."""
    name = batches.name_of(landed, state.run.coder_version)
    folder = state.lake.address.staging / name
    lock = staging.claim(folder, wait=wait)
    if lock is None:
        return False
    documents = {item.document_id: len(item.content) for item in landed if isinstance(item, Document)}
    known = store.known_documents(state.lake, documents)
    claimed = Claimed(folder, lock, len(documents), sum(documents.values()))
    land_batch(folder, landed, known)
    read = read_batch.submit(folder, state.sources, state.pool)
    mentioned = find_mentions.submit(folder, state.sources, state.pool, wait_for=[read])  # pyright: ignore[reportCallIssue]
    claimed.coded = code_events.submit(folder, state.sources, state.pool, wait_for=[mentioned])  # pyright: ignore[reportCallIssue]
    state.in_work.append(claimed)
    state.tell()
    return True


def advance(state: Ingest, keep: int) -> None:
    """Wait until no more than `keep` batches are in work, and commit what is due."""
    while len(state.in_work) > keep:
        claimed = state.in_work.popleft()
        assert claimed.coded is not None
        claimed.coded.result()
        state.whole.append(claimed)
        state.done += claimed.documents
        state.tell()
        if is_due(state):
            publish(state)


def is_due(state: Ingest) -> bool:
    documents, size = (sum(getattr(batch, what) for batch in state.whole) for what in ("documents", "size"))
    waited = time.monotonic() - state.committed_at
    return documents >= COMMIT_ARTICLES or size >= COMMIT_BYTES or waited >= COMMIT_SECONDS


def publish(state: Ingest) -> None:
    """Begin to commit what is whole, once the commit before is done; the coding goes on meanwhile."""
    settle(state)
    if state.whole:
        folders = [claimed.folder for claimed in state.whole]
        # The thread is of this run: Prefect tells by the context which run a task belongs to.
        work = partial(copy_context().run, commit_batches, folders, state.lake, state.run, state.sources)
        state.committing = (state.whole, state.committer.submit(work))
        state.whole = []
    state.committed_at = time.monotonic()


def settle(state: Ingest) -> None:
    """Wait for the commit that is under way, count what it added and take its batches away."""
    if state.committing is None:
        return
    committed, counts = state.committing
    state.committing = None
    state.counts += counts.result()
    for claimed in committed:
        staging.finish(claimed.folder, claimed.lock)


@task(retries=2, retry_delay_seconds=[1, 5], cache_policy=NO_CACHE, task_run_name="land {batch.name}")
def land_batch(batch: Path, landed: list[Document | Reject], known: set[str]) -> Path:
    return batches.land(batch, landed, known, utc_now())


@task(cache_policy=NO_CACHE, task_run_name="read {batch.name}")
def read_batch(batch: Path, sources: Sources, pool: Executor | None) -> Path:
    return run_in(pool, batches.read, batch, sources)


@task(cache_policy=NO_CACHE, task_run_name="find mentions {batch.name}")
def find_mentions(batch: Path, sources: Sources, pool: Executor | None) -> Path:
    return run_in(pool, batches.mention, batch, sources)


@task(cache_policy=NO_CACHE, task_run_name="code events {batch.name}")
def code_events(batch: Path, sources: Sources, pool: Executor | None) -> Path:
    return run_in(pool, batches.code, batch, sources)


@materialize(*TABLES, by="wirelake", retries=3, retry_delay_seconds=[1, 5, 20], cache_policy=NO_CACHE)
def commit_batches(folders: list[Path], lake: Lake, run: Run, sources: Sources) -> Counts:
    """Make whole batches part of the lake, in one transaction."""
    loaded = tools.load(sources)
    return store.commit(lake, folders, run, loaded.actors, loaded.common_words, utc_now)


def report(counts: Counts, described: Run, lake: Lake) -> None:
    """Leave the counts and the rejects of the run where Prefect's pages show them."""
    rejects = lake.cursor().sql(sqlfiles.read("status/rejects_of_run"), params={"run_id": described.run_id}).pl()
    create_table_artifact(key="ingest-counts", table=[asdict(counts)], description="What this run added.")
    if rejects.height:
        create_table_artifact(key="ingest-rejects", table=rejects.to_dicts(), description="What was not used, and why.")
    get_run_logger().info("ingested: %s", asdict(counts))
