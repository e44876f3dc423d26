"""Commands that read, code and bring in: what stands between the command line and the stages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import polars as pl

from flows import settings as edge
from flows import terminal
from flows.settings import Settings
from flows.terminal import OUT, print_json, print_table, say
from flows.workers import map_in_order
from warehouse import answers, records, stages, tables, tools
from warehouse.articles.dates.decide import explain as explain_date
from warehouse.articles.together import relate
from warehouse.landing.land import land
from warehouse.sources import Sources
from warehouse.store import sqlfiles
from warehouse.store.lake import Lake

DONE, WRONG_USAGE, WITH_REJECTS = 0, 2, 3


def ingest(
    paths: list[str], settings: Settings, columns: dict[str, str] | None, workers: int | None, as_json: bool
) -> int:
    missing = [path for path in paths if not Path(path).exists()]
    if len(missing) == len(paths):
        say(f"wirelake: {', '.join(missing)}: nothing there. Say which files or folders to ingest.")
        return WRONG_USAGE
    Lake.open(settings.lake, read_only=False).close()  # what is wrong with it is said before a server starts
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


def summarise(counts: Mapping[str, Any], settings: Settings) -> None:
    """Say what is new, what the lake holds, and what to do next."""
    new = ", ".join(f"{counts[name]} {name}" for name in ("documents", "articles", "reports", "events", "rejects"))
    OUT.print(
        f"\nNew in {settings.where}: {new}."
        if any(counts[n] for n in ("documents", "sightings", "rejects"))
        else f"\nNothing new: {settings.where} is as it was.",
        markup=False,
    )
    if counts["skipped"]:
        OUT.print("Passed over: " + ", ".join(f"{n} × {why}" for why, n in sorted(counts["skipped"].items())) + ".")
    cursor = Lake.open(settings.lake).cursor()
    for file in sqlfiles.folder("summary"):
        rows = cursor.sql(file.text).pl()
        if rows.height:
            OUT.print()
            print_table(rows, file.meaning)
    OUT.print(
        f"\nThe lake is {settings.where}. Next:\n"
        f"  wirelake dashboard                 look at it\n"
        f'  wirelake sql "from articles"       ask it\n'
        f"  wirelake explain EVENT_ID          why was this coded?\n",
        markup=False,
    )


def read(paths: list[str], settings: Settings, columns: dict[str, str] | None, explain: bool) -> int:
    loaded = tools.load(settings.sources)
    landed = stages.land_documents(land(paths, columns=columns), datetime.now(UTC).replace(tzinfo=None))
    frames = stages.read_documents(landed["documents"], landed["sightings"], loaded)
    texts = frames["article_texts"]
    clues = {row["article_id"]: records.clues_of(row["date_clues"]) for row in texts.iter_rows(named=True)}
    days, groups = relate(frames["copy_signatures"], frames["story_terms"], clues)
    joined = (
        landed["sightings"].select("uri", article_id="document_id")
        .join(texts.drop("date_clues"), on="article_id")
        .join(records.date_rows(days), on="article_id")
        .join(groups, on="article_id")
        .with_columns(run_id=pl.lit(None, dtype=pl.String))  # no run has made it
        .select("uri", *tables.ARTICLES.columns)
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
    """JSON lines in, one line out for each, in order; a line that can't be coded says why in `error`."""
    return print_answers(
        map_in_order(partial(code_lines, settings.sources), _given(lines), settings.workers, settings.sources)
    )


def resolve(lines: TextIO, settings: Settings) -> int:
    """As `code`, for phrases."""
    return print_answers(map_in_order(partial(resolve_lines, settings.sources), _given(lines), 1, settings.sources))


def print_answers(answers: Iterable[dict[str, Any]]) -> int:
    status = DONE
    for answer in answers:
        print_json(answer)
        if "error" in answer:
            say(f"wirelake: {answer['error']}")
            status = WITH_REJECTS
    return status


def code_lines(sources: Sources, lines: list[str]) -> list[dict[str, Any]]:
    return [answers.code_line(line, tools.load(sources)) for line in lines]


def resolve_lines(sources: Sources, lines: list[str]) -> list[dict[str, Any]]:
    return [answers.resolve_line(line, tools.load(sources)) for line in lines]


def explain(what: str, settings: Settings, as_json: bool) -> int:
    """Explain an event of the lake, where `what` is the id of one, and any sentence otherwise."""
    from flows.commands import explanations

    return explanations.explain(what, settings, as_json)


def dashboard(settings: Settings, port: int, address: str, browser: bool) -> None:
    """Become the dashboard's process."""
    from dashboard.serve import command

    Lake.open(settings.lake)
    arguments, environment = command(settings.lake, port=port, address=address, open_browser=browser)
    os.execvpe(arguments[0], arguments, os.environ | environment)


def _given(lines: TextIO) -> Iterator[str]:
    return (line for line in lines if line.strip())
