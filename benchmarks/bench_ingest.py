"""A whole ingest against bare spaCy over the same article bodies, with the same number of processes.

    python -m benchmarks.bench_ingest [FOLDER] [--documents 2000] [--slices 4] [--workers CORES]

The documents are cut into slices, and each slice is ingested into a lake of its own and then read by
`nlp.pipe(bodies, n_process=WORKERS)` (tagger, parser, names): the two take turns, so that what else the machine does
falls on both. Prefect's server is started before and is not counted; all else is, from landing to commit, the start
of the worker processes too. Seconds are of the clock and of the processors; memory is the largest sum of what this
process and its children held at one moment (shared pages counted by their share).
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

os.environ.update(
    {
        "PREFECT_HOME": tempfile.mkdtemp(prefix="wirelake-bench-"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "DO_NOT_TRACK": "1",
        "OMP_NUM_THREADS": "1",
    }
)

from benchmarks import corpus, results

# Worker processes import this module again, as they do the program's own door. What it works with is imported where it
# is used, so that they don't pay for Prefect, which they never touch.
LEFT_OUT = ["senter", "lemmatizer", "attribute_ruler"]  # the baseline tags, parses and names


class Cost(NamedTuple):
    """Seconds of the clock and of the processors, and the most memory at a moment, in megabytes."""

    clock: float
    processors: float
    memory: float


def measure(work: Callable[[], Any]) -> Cost:
    before, started = processors(), time.perf_counter()
    with watched() as most:
        work()
    return Cost(time.perf_counter() - started, processors() - before, most[0])


def processors() -> float:
    """Seconds that this process and its ended children have computed."""
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in spent)


@contextmanager
def watched() -> Iterator[list[float]]:
    """The largest memory of this process and its workers so far, while it is looked at."""
    most, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            most[0] = max(most[0], sum(map(memory, family())))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield most
    over.set()
    watcher.join()


def family() -> list[int]:
    """This process and all below it, but for Prefect's server."""
    parents = dict(_parents())
    found, new = {os.getpid()}, {os.getpid()}
    while new:
        new = {pid for pid, parent in parents.items() if int(parent) in new and not _is_server(pid)}
        found |= new
    return sorted(found)


def _parents() -> Iterator[tuple[int, str]]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(path.parent.name), path.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue  # it has ended


def _is_server(pid: int) -> bool:
    try:
        return b"prefect.server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return True


def memory(pid: int) -> float:
    """Megabytes that a process holds, of shared pages its share."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1000


def compare(files: list[Path], workers: int, home: Path) -> dict[str, Cost]:
    """What one slice costs to ingest, and its bodies to bare spaCy."""
    import spacy

    from flows.ingest import ingest
    from warehouse.parser import find_model
    from warehouse.store.lake import Lake

    costs = {"ingest": measure(lambda: ingest(paths=list(map(str, files)), lake=str(home), workers=workers))}
    bodies = [body for (body,) in Lake.open(home).cursor().execute("select body from article_texts").fetchall()]
    model = find_model().path
    assert model is not None

    def bare() -> None:
        for _ in spacy.load(model, exclude=LEFT_OUT).pipe(bodies, n_process=workers):
            pass

    return costs | {"bare": measure(bare)}


def main(folder: Path, documents: int, slices: int, workers: int) -> None:
    from prefect.testing.utilities import prefect_test_harness

    from flows.ingest import ingest

    files = sorted(path for path in folder.rglob("*") if path.is_file())[:documents]
    costs: list[dict[str, Cost]] = []
    with prefect_test_harness(server_startup_timeout=600), tempfile.TemporaryDirectory() as lakes:
        ingest(paths=[str(files[0])], lake=str(Path(lakes) / "first"), workers=1)  # what is done once a process
        for number in range(slices):
            costs.append(compare(files[number::slices], workers, Path(lakes) / str(number)))
            tell(f"slice {number}", costs[-1:])
    tell("all", costs)
    results.keep("ingest", figures(folder, len(files), workers, costs))


def tell(name: str, costs: list[dict[str, Cost]]) -> None:
    print(
        f"{name:8} ingest / bare: {ratio(costs, 'clock'):.2f} by the clock, {ratio(costs, 'processors'):.2f} computed;"
    )
    peak = max(cost["ingest"].memory for cost in costs)
    print(f"{'':8} most memory: {peak:.0f} MB against {max(cost['bare'].memory for cost in costs):.0f} MB", flush=True)


def ratio(costs: list[dict[str, Cost]], what: str) -> float:
    ours, theirs = (sum(getattr(cost[who], what) for cost in costs) for who in ("ingest", "bare"))
    return ours / theirs


def figures(folder: Path, documents: int, workers: int, costs: list[dict[str, Cost]]) -> dict[str, Any]:
    return {
        "corpus": folder.name,
        "documents": documents,
        "workers": workers,
        "ingest_of_bare_by_clock": round(ratio(costs, "clock"), 3),
        "ingest_of_bare_computed": round(ratio(costs, "processors"), 3),
        "slices": [{who: cost._asdict() for who, cost in one.items()} for one in costs],
    }


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("--documents", type=int, default=2000)
    asked.add_argument("--slices", type=int, default=4)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = asked.parse_args(sys.argv[1:])
    with tempfile.TemporaryDirectory() as made:
        main(given.folder or corpus.write(Path(made), given.documents), given.documents, given.slices, given.workers)
