"""Where the time goes: each stage's share of a whole ingest without Prefect, one process, one thread.

    python benchmarks/bench_stages.py [FOLDER]        default: 300 invented documents

Baseline of the last column: the bare spaCy run (tagger, parser, names) over the same article bodies.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"), "1"))

import spacy

from benchmarks import corpus
from flows import batches
from warehouse import tools
from warehouse.landing.land import land
from warehouse.sources import Sources
from warehouse.store.commit import Run, commit
from warehouse.store.lake import Lake

Result = TypeVar("Result")
NOW = datetime(2026, 1, 1)
DOCUMENTS = 300


def main(folder: Path) -> None:
    loaded = tools.warm_up(Sources())
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Result]) -> Result:
        before = time.perf_counter()
        result = work()
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - before
        return result

    with tempfile.TemporaryDirectory() as home:
        lake = Lake.open(home, read_only=False)
        made = []
        for landed in timed("landing", lambda: list(batches.cut(land([folder])))):
            batch = lake.address.staging / batches.name_of(landed, loaded.coder_version)
            timed("landing", lambda b=batch, items=landed: batches.land(b, items, set(), NOW))
            timed("reading", lambda b=batch: batches.read(b, Sources()))
            timed("mentions", lambda b=batch: batches.mention(b, Sources()))
            timed("events", lambda b=batch: batches.code(b, Sources()))
            made.append(batch)
        run = Run("benchmark", "ingest", NOW, loaded.coder_version, "", "{}", "{}")
        timed("commit", lambda: commit(lake, made, run, loaded.actors, loaded.common_words, lambda: NOW))
        bodies = [body for (body,) in lake.cursor().execute("select body from article_texts").fetchall()]
    assert loaded.model.path is not None
    nlp = spacy.load(loaded.model.path, exclude=["senter", "lemmatizer", "attribute_ruler"])
    timed("bare spaCy", lambda: list(nlp.pipe(bodies)))
    baseline = seconds.pop("bare spaCy")
    whole = sum(seconds.values())
    print(f"{len(bodies)} articles of {folder}")
    print(f"{'stage':10} {'share of ingest':>16} {'of bare spaCy':>14}")
    for stage, spent in seconds.items():
        print(f"{stage:10} {spent / whole:16.2f} {spent / baseline:14.2f}")
    print(f"{'whole':10} {1:16.2f} {whole / baseline:14.2f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made_here:
            main(corpus.write(Path(made_here), DOCUMENTS))
