"""Commands that read, code and bring in: what stands between the command line and the stages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO

import polars as pl

from flows import settings as edge
from flows import terminal
from flows.settings import Settings
from flows.terminal import OUT, print_json, print_table, say
from warehouse.store import sqlfiles
from warehouse.store.lake import Lake

DONE, FAILED, WRONG_USAGE, WITH_REJECTS = 0, 1, 2, 3


def ingest(
    paths: list[str], settings: Settings, columns: dict[str, str] | None, workers: int | None, as_json: bool
) -> int:
    missing = [path for path in paths if not Path(path).exists()]
    if len(missing) == len(paths):
        say(f"wirelake: {', '.join(missing)}: nothing there. Say which files or folders to ingest.")
        return WRONG_USAGE
    edge.prepare_prefect(settings.lake)
    if "PREFECT_API_URL" not in os.environ:
        say("Starting Prefect's own server (about 20 seconds; set PREFECT_API_URL to use a running one) …")
    from flows import ingest as flow  # imports Prefect, which reads the environment prepared above

    with terminal.progress() as progress:
        flow.PROGRESS.set(progress)
        counts = flow.ingest(
            paths=paths,
            lake=settings.lake,
            overlay=str(settings.overlay) if settings.overlay else None,
            model=str(settings.model) if settings.model else None,
            workers=workers or settings.workers,
            columns=columns,
        )
    if as_json:
        print_json(counts)
    else:
        summarise(counts, settings)
    return WITH_REJECTS if counts["rejects"] else DONE


def summarise(counts: Mapping[str, int | None], settings: Settings) -> None:
    """Say what is new, what the lake holds, and what to do next."""
    new = ", ".join(f"{counts[name]} {name}" for name in ("documents", "articles", "reports", "events", "rejects"))
    OUT.print(f"\nNew in {settings.lake}: {new}." if any(counts[n] for n in ("documents", "sightings", "rejects")) else
              f"\nNothing new: {settings.lake} is as it was.", markup=False)
    cursor = Lake.open(settings.lake).cursor()
    for file in sqlfiles.folder("summary"):
        rows = cursor.sql(file.text).pl()
        if rows.height:
            OUT.print()
            print_table(rows, file.meaning)
    OUT.print(
        f"\nThe lake is {Path(settings.lake).resolve()}. Next:\n"
        f"  wirelake dashboard                 look at it\n"
        f"  wirelake sql \"from articles\"       ask it\n"
        f"  wirelake explain EVENT_ID          why was this coded?\n",
        markup=False,
    )


def read(paths: list[str], settings: Settings, columns: dict[str, str] | None, explain: bool) -> int:
    from warehouse import stages, tools
    from warehouse.articles.dates.decide import explain as explain_date
    from warehouse.articles.together import relate
    from warehouse.landing.land import land

    loaded = tools.load_reading(settings.sources)
    landed = stages.land_documents(land(paths, columns=columns), edge.now())
    frames = stages.read_documents(landed["documents"], landed["sightings"], loaded)
    texts = frames["article_texts"]
    clues = {row["article_id"]: stages.clues_of(row["date_clues"]) for row in texts.iter_rows(named=True)}
    days, groups = relate(frames["copy_signatures"], frames["story_terms"], clues)
    joined = (
        landed["sightings"].select("uri", article_id="document_id")
        .join(texts.drop("date_clues"), on="article_id")
        .join(stages.date_rows(days), on="article_id")
        .join(groups, on="article_id")
        .sort("uri")
    )  # fmt: skip
    for row in joined.iter_rows(named=True):
        if explain:
            OUT.print(f"{row['uri']}\n  {row['title']}\n{explain_date(days[row['article_id']])}\n", markup=False)
        else:
            print_json(row)
    rejects = pl.concat([landed["rejects"], frames["rejects"]])
    for reason in rejects["reason"]:
        say(f"wirelake: {reason}")
    return WITH_REJECTS if rejects.height else DONE


def code(lines: TextIO, settings: Settings) -> int:
    """JSON lines in, one line out for each, in order; a line that can't be read says so in `error`."""
    from flows.workers import map_in_order
    from warehouse.events.answer import answer_line

    status = DONE
    for answer in map_in_order(answer_line, _given(lines), settings):
        print_json(answer)
        if "error" in answer:
            status = WITH_REJECTS
    return status


def resolve(lines: TextIO, settings: Settings) -> int:
    from warehouse import tools
    from warehouse.mentions.answer import answer_phrase

    actors = tools.load_actors(settings.sources)
    status = DONE
    for line in _given(lines):
        answer = answer_phrase(line, actors)
        print_json(answer)
        if "error" in answer:
            status = WITH_REJECTS
    return status


def _given(lines: TextIO) -> Iterator[str]:
    return (line for line in lines if line.strip())
