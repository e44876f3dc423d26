"""One transaction that makes staged batches part of the lake, with everything that follows from them.

New articles can change what is known of older ones: they may be copies, join stories, date each other, and tell of
events that the lake knows already. All of that is worked out here by the stages' own functions, for what is touched
and nothing else, inside the same transaction; then checks run, and only then readers see it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from warehouse import tables
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import checks, sqlfiles, staging
from warehouse.store.follow import follow
from warehouse.store.lake import Lake
from warehouse.store.session import Session

LANDED = (tables.DOCUMENTS, tables.SIGHTINGS, tables.REJECTS)
MADE = (tables.ARTICLE_TEXTS, tables.MENTIONS, tables.REPORT_CODINGS, tables.COPY_SIGNATURES, tables.STORY_TERMS)


@dataclass(frozen=True, slots=True)
class Run:
    """What a commit says of the run that makes it. `versions` and `settings` are JSON."""

    run_id: str
    flow: str
    started_at: datetime
    coder_version: str
    knowledge_version: str
    versions: str
    settings: str
    made_of: str = ""  # the coder's version without an overlay
    overlay: str = "{}"  # what the overlay says, as JSON


@dataclass(slots=True)
class Counts:
    """What one commit added."""

    documents: int = 0
    sightings: int = 0
    articles: int = 0
    mentions: int = 0
    reports: int = 0
    events: int = 0
    rejects: int = 0
    snapshot: int | None = field(default=None, compare=False)

    @property
    def is_nothing(self) -> bool:
        return not (self.documents or self.sightings or self.rejects)

    def __add__(self, other: Counts) -> Counts:
        both = {name: getattr(self, name) + getattr(other, name) for name in COUNTED}
        return Counts(**both, snapshot=other.snapshot or self.snapshot)


COUNTED = ("documents", "sightings", "articles", "mentions", "reports", "events", "rejects")


def commit(
    lake: Lake, batches: Sequence[Path], run: Run, actors: Actors, words: CommonWords, clock: Callable[[], datetime]
) -> Counts:
    """Commit whole batches at once; what the lake holds already is left out, and nothing new means no snapshot.

    `clock` tells the moment (UTC, naive) at which the work is done.

    Raises RuleBroken or ChecksFailed, with the failing rows; then nothing of it is in the lake.
    """
    with lake.writing() as cursor:
        frames = read_batches(batches)
        session = Session(cursor)
        fresh = leave_out_known(session, frames)
        counts = add_rows(session, fresh, run)
        if not counts.is_nothing:
            counts.events = follow(session, fresh, actors, words)
            before = cursor.execute(sqlfiles.read("newest_snapshot")).fetchone()
            write_run(session, run, counts, before, clock())
            remember_coder(session, run)
            checks.run(session, fresh["article_texts"].select("article_id"))
    counts.snapshot = lake.snapshot()
    return counts


def known_documents(lake: Lake, asked: Collection[str]) -> set[str]:
    """Which of these document ids the lake holds."""
    frame = pl.DataFrame({"document_id": list(asked)}, schema={"document_id": pl.String()})
    return set(Session(lake.cursor()).fetch("known_documents", asked=frame)["document_id"])


def read_batches(batches: Sequence[Path]) -> dict[str, pl.DataFrame]:
    """Each table's rows of all batches, each key once."""
    return {
        table.name: pl.concat([staging.read(batch, table.name) for batch in batches]).unique(
            table.key, keep="first", maintain_order=True
        )
        for table in (*LANDED, *MADE, tables.ARTICLE_DATES)
    }


def leave_out_known(session: Session, frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """What the lake does not hold yet: keys are checked again here, under the lock."""
    known = session.fetch("known_documents", asked=frames["documents"].select("document_id"))
    new = frames["documents"].select("document_id").join(known, on="document_id", how="anti")
    articles = new.rename({"document_id": "article_id"})
    fresh = {
        name: frame.join(articles, on="article_id", how="semi")
        for name, frame in frames.items()
        if "article_id" in frame.columns
    }
    fresh["documents"] = frames["documents"].join(new, on="document_id", how="semi")
    fresh["sightings"] = session.fetch("new_sightings", asked=frames["sightings"])
    fresh["rejects"] = session.fetch("new_rejects", asked=frames["rejects"])
    return fresh


def add_rows(session: Session, fresh: dict[str, pl.DataFrame], run: Run) -> Counts:
    added = {
        table.name: session.insert(table, fresh[table.name].with_columns(run_id=pl.lit(run.run_id)))
        for table in (*LANDED, *MADE)
    }
    return Counts(
        documents=added["documents"],
        sightings=added["sightings"],
        articles=added["article_texts"],
        mentions=added["mentions"],
        reports=added["report_codings"],
        rejects=added["rejects"],
    )


def write_run(session: Session, run: Run, counts: Counts, snapshot: tuple[int] | None, now: datetime) -> None:
    row = {
        "run_id": run.run_id,
        "flow": run.flow,
        "started_at": run.started_at,
        "ended_at": now,
        "document_count": counts.documents,
        "article_count": counts.articles,
        "mention_count": counts.mentions,
        "report_count": counts.reports,
        "event_count": counts.events,
        "reject_count": counts.rejects,
        "coder_version": run.coder_version,
        "knowledge_version": run.knowledge_version,
        "versions": run.versions,
        "settings": run.settings,
        "snapshot": snapshot[0] if snapshot else 0,
    }
    standing = session.fetch("run_so_far", {"run_id": run.run_id})
    for name in (n for n in row if n.endswith("_count")):
        row[name] += int(standing[name].sum())
    session.replace(tables.RUNS, pl.DataFrame([row], schema=tables.RUNS.schema))


def remember_coder(session: Session, run: Run) -> None:
    """Keep what this version of the coder was made of, once."""
    row = tables.CODERS.frame([(run.coder_version, run.made_of, run.overlay)])
    session.insert(tables.CODERS, session.fetch("new_coders", asked=row))
