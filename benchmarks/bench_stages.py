"""Where the time goes: each stage's share of a whole ingest without Prefect, one process, one thread.

    python -m benchmarks.bench_stages [FOLDER]        default: 300 invented documents

Baseline of the last column: the bare spaCy run (tagger, parser, names) over the same article bodies. Seconds are the
processor's, since other work on the machine would count in the clock's. Indented: the parts of the stage above.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"), "1"))

import spacy

from benchmarks import corpus
from flows import batches
from warehouse import stages, tools
from warehouse.landing.land import land
from warehouse.sources import Sources
from warehouse.store.commit import Run, commit
from warehouse.store.lake import Lake

Result = TypeVar("Result")
NOW = datetime(2026, 1, 1)
DOCUMENTS = 300
# What the stages call that costs most: functions of the parser, and of the module of stages.
PARTS = (
    ("parser", "find_names"),
    ("parser", "parse"),
    ("stages", "need_names_model"),
    ("stages", "find_mentions"),
    ("stages", "gated_sentences"),
    ("stages", "code_article"),
)
ORDER = (
    "landing", "reading", "mentions", "  need_names_model", "  find_names", "  find_mentions", "events",
    "  gated_sentences", "  parse", "  code_article", "commit",
)  # fmt: skip


def timed_part(timed: Callable[..., Any], stage: str, part: Callable[..., Any], *given: Any) -> Any:
    return timed(stage, lambda: part(*given))


def main(folder: Path) -> None:
    loaded = tools.warm_up(Sources())
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Result]) -> Result:
        before = time.process_time()
        result = work()
        seconds[stage] = seconds.get(stage, 0.0) + time.process_time() - before
        return result

    for owner, name in PARTS:
        part = getattr(loaded.parser if owner == "parser" else stages, name)
        work = partial(timed_part, timed, f"  {name}", part)
        setattr(loaded.parser if owner == "parser" else stages, name, work)

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
    whole = sum(spent for stage, spent in seconds.items() if not stage.startswith(" "))
    print(f"{len(bodies)} articles of {folder}")
    print(f"{'stage':18} {'share of ingest':>16} {'of bare spaCy':>14}")
    for stage in ORDER:
        spent = seconds.get(stage, 0.0)
        print(f"{stage:18} {spent / whole:16.2f} {spent / baseline:14.2f}")
    print(f"{'whole':18} {1:16.2f} {whole / baseline:14.2f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made_here:
            main(corpus.write(Path(made_here), DOCUMENTS))
