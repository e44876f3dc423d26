"""What a commit costs in a small lake and in large ones: the same new documents, into each.

    python -m benchmarks.bench_growth [SIZE …]                  default: 0, 5,000 and 20,000 articles
    python -m benchmarks.bench_growth --seed LAKE --new STAGED [SIZE …]      a coded lake, a folder of staged batches

Without a seed, one is made of invented documents. Lakes of each size are made from it (see `multiply`) and kept in a
folder beside it, so that a second run only measures. Baselines: the same commit into an empty lake, and the whole
ingest of these documents into it: reading, mentions and coding, which see no lake and are measured once, and the
commit. Seconds are those of the processor, all threads together, so that other work on the machine disturbs little;
memory is the largest resident set. Each commit runs in a process of its own on a copy of the lake.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

from benchmarks import corpus, results
from benchmarks.multiply import Wanted, multiply
from flows import batches
from warehouse import tools
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.landing.land import land
from warehouse.sources import Sources
from warehouse.store import checks, follow
from warehouse.store import commit as store
from warehouse.store.commit import Run
from warehouse.store.lake import Lake

NOW = datetime(2026, 1, 1)
SIZES = (0, 5_000, 20_000)
SEED, NEW = 400, 200  # invented documents
COLUMNS = {"cpu": "9.2f", "whole": "9.1f", "memory_mb": "6.0f"}
STEPS = {
    store: ("read_batches", "leave_out_known", "add_rows", "write_run"),
    checks: ("run",),
    follow: (
        "link_copies", "link_stories", "date_again", "choose_originals", "regroup_events", "add_actors",
        "count_articles", "count_comentions", "article_words",
    ),
}  # fmt: skip


def main(sizes: list[int], seed: Path, new: Path) -> None:
    coding = in_own_process("--code", new)
    measured = []
    for size in sizes:
        lake = multiply(seed, seed.with_name(f"{seed.name}-{size}"), size, Wanted(words=False)) if size else None
        measured.append({"articles": size} | measure(lake, new))
    first = measured[0]
    for one in measured:
        one["whole"] = coding["cpu"] + one["cpu"]
        one |= {f"{name}_ratio": one[name] / first[name] for name in ("cpu", "whole", "memory_mb")}
    print(f"reading, mentions and coding: {coding['cpu']:.1f} s of the processor")
    print(f"{'articles':>9} {'documents':>9} {'commit s':>16} {'ingest s':>16} {'MB':>13}, each with its ratio")
    for one in measured:
        pairs = [f"{one[name]:{width}} {one[f'{name}_ratio']:6.2f}" for name, width in COLUMNS.items()]
        print(f"{one['articles']:9,} {one['documents']:9} {' '.join(pairs)}")
    print(f"{'step, cpu s':18}" + "".join(f"{one['articles']:>10,}" for one in measured))
    for step in sorted(first["steps"], key=lambda name: -measured[-1]["steps"].get(name, 0.0)):
        print(f"{step:18}" + "".join(f"{one['steps'].get(step, 0.0):10.2f}" for one in measured))
    results.keep("growth", {"coding": coding, "lakes": measured})


def measure(lake: Path | None, new: Path) -> dict[str, Any]:
    """One commit of the staged batches in `new` into a copy of the lake, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "lake"
        if lake is not None:
            shutil.copytree(lake, home)
        return in_own_process("--one", home, "--new", new)


def in_own_process(*options: str | Path) -> dict[str, Any]:
    command = (sys.executable, "-m", "benchmarks.bench_growth", *map(str, options))
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def code_again(new: Path) -> dict[str, Any]:
    """Read, name and code what landed in these batches, by one process with its model loaded."""
    with tempfile.TemporaryDirectory() as folder:
        drafts = [Path(folder) / batch.name for batch in sorted(new.iterdir())]
        for draft in drafts:
            shutil.copytree(new / draft.name / "landed", draft / "landed")
        tools.warm_up(Sources())
        cpu = time.process_time()
        for draft in drafts:
            for stage in (batches.read, batches.mention, batches.code):
                stage(draft, Sources())
        return {"cpu": time.process_time() - cpu}


def commit_one(home: Path, new: Path) -> dict[str, Any]:
    lake = Lake.open(home, read_only=False)
    actors, words = Actors.load(None), CommonWords.load(None)
    steps: dict[str, float] = {}
    for module, names in STEPS.items():
        for name in names:
            setattr(module, name, timed(getattr(module, name), steps, name))
    run = Run("growth", "ingest", NOW, "benchmark", "", "{}", "{}")
    wall, cpu = time.perf_counter(), time.process_time()
    counts = store.commit(lake, sorted(new.iterdir()), run, actors, words, lambda: NOW)
    return {
        "documents": counts.documents,
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "steps": steps,
    }


def timed(work: Callable[..., Any], steps: dict[str, float], name: str) -> Callable[..., Any]:
    def run(*args: Any, **settings: Any) -> Any:
        before = time.process_time()
        try:
            return work(*args, **settings)
        finally:
            steps[name] = steps.get(name, 0.0) + time.process_time() - before

    return run


def code(folder: Path, staged: Path) -> list[Path]:
    """Stage the documents of a folder, whole."""
    tools.warm_up(Sources())
    made = []
    for number, landed in enumerate(batches.cut(land([folder]))):
        batch = staged / f"batch-{number:03}"
        batches.land(batch, landed, set(), NOW)
        for stage in (batches.read, batches.mention, batches.code):
            stage(batch, Sources())
        made.append(batch)
    return made


def invent(home: Path) -> tuple[Path, Path]:
    """A small lake of invented documents, and others staged for it."""
    documents = corpus.write(home / "documents", SEED + NEW)
    new = home / "new-documents"
    for path in sorted(documents.rglob("*.txt"))[SEED:]:
        new.mkdir(exist_ok=True)
        path.rename(new / path.name)
    lake = Lake.open(home / "lake", read_only=False)
    run = Run("seed", "ingest", NOW, "benchmark", "", "{}", "{}")
    actors, words = Actors.load(None), CommonWords.load(None)
    store.commit(lake, code(documents, home / "staged-seed"), run, actors, words, lambda: NOW)
    lake.close()
    code(new, home / "staged-new")
    return home / "lake", home / "staged-new"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--seed", type=Path)
    parser.add_argument("--new", type=Path)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--code", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one:
        print(json.dumps(commit_one(told.one, told.new)))
    elif told.code:
        print(json.dumps(code_again(told.code)))
    elif told.seed:
        main(told.sizes, told.seed, told.new)
    else:
        with tempfile.TemporaryDirectory() as made_here:
            main(told.sizes, *invent(Path(made_here)))
