"""The flow `code`: what was fetched, and what is new in watched folders, becomes part of the lake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from prefect import flow, get_run_logger

from flows import alerts, ingest
from flows.clock import utc_now
from flows.settings import Settings, cores
from warehouse.landing.web import spool
from warehouse.landing.web.sources import FILE as LIST
from warehouse.landing.web.sources import read_sources
from warehouse.landing.web.state import FILE as STATE
from warehouse.landing.web.state import State
from warehouse.landing.web.watch import changed_files


@flow(name="code", flow_run_name="code into {lake}", task_runner=ingest.RUNNER)
def code(
    lake: str = "./lake",
    watch: list[str] | None = None,
    overlay: str | None = None,
    model: str | None = None,
    workers: int | None = None,
) -> dict[str, Any]:
    """Bring what was fetched, and what has changed in watched folders (`watch` and the list's), into the lake.

    Returns the counts of what is new. When another run is at it, this one leaves it alone; when a run dies, the next
    takes up the same files, and what the lake holds already is left alone.
    """
    settings = Settings(lake, Path(overlay) if overlay else None, Path(model) if model else None, workers or cores())
    with alone(settings.home) as is_alone:
        if not is_alone:
            get_run_logger().warning("%s: another run is coding just now.", settings.where)
            return {"busy": True}
        counts = take_in(settings, [Path(path) for path in watch or ()])
        return counts | {"told": tell(settings)}


def tell(settings: Settings) -> int:
    """Send what the rules of the alerts ask for; the number of messages. A channel's trouble does not fail the run."""
    sent = alerts.send(settings, utc_now())
    for trouble in sent.troubles:
        get_run_logger().warning("%s", trouble)
    return sum(sent.messages.values())


def take_in(settings: Settings, watched: list[Path]) -> dict[str, Any]:
    state = State(settings.home / STATE)
    try:
        skipped = Counter[str]()
        listed = [Path(one.address).expanduser() for one in read_sources(settings.home / LIST) if not one.is_web]
        files = changed_files([*listed, *watched], state, skipped)
        fetched = spool.whole(settings.home)
        if not files and not fetched:
            return {"documents": 0}
        done = ingest.run([*map(str, fetched), *(file.path for file in files)], settings, None)
        spool.forget(fetched, state)
        state.put_files(files)
        return ingest.summary(done)
    finally:
        state.close()


@contextmanager
def alone(home: Path) -> Iterator[bool]:
    """Whether this process is the only one that codes; the lock is the operating system's and goes with a dead run."""
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / "coding.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
