"""Small lakes for tests: three articles that arrive in any order, and all that a lake says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests import rows
from warehouse import tables
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import commit
from warehouse.store.commit import Run
from warehouse.store.lake import Lake

ARREST = rows.article(
    "Georgia arrested four Russian officers in Tbilisi on espionage charges in late September 2006. "
    "Russia cut transport links with its neighbour and said that the officers must be freed at once."
)
AGAIN = rows.article(
    "Georgia arrested four Russian officers on Wednesday. The officers, held in Tbilisi on espionage charges, "
    "denied the charges. Moscow recalled its ambassador from the Georgian capital.",
    title="Four officers held",
)
OTHER = rows.article("Norway arrested a Swedish trawler off Bodo. Sweden asked for its release.", title="Trawler")


def run(run_id: str = "run-1") -> Run:
    return Run(run_id, "ingest", rows.NOW, "test", "test", "{}", "{}")


def coded(article: Any, source: str, target: str, day: str, value: str | None) -> dict[str, Any]:
    """Arguments for `rows.batch`: one article in which `source` arrested `target`."""
    by, of = rows.mention(article, source, source.lower()), rows.mention(article, target, target.lower())
    report = rows.report(article, "arrested", by, of, event_date_value=value)
    return {"articles": [(article, day)], "mentions": [by, of], "reports": [report]}


BATCHES = [
    coded(ARREST, "Georgia", "Russian", "2006-11-01", "2006-09;late"),
    coded(AGAIN, "Georgia", "Russian", "2006-09-28", "2006-09-27"),
    coded(OTHER, "Norway", "Swedish", "2006-09-28", "2006-09-27"),
]


def ingest(home: Path, order: Sequence[int], knowledge: tuple[Actors, CommonWords], *, at_once: bool) -> Lake:
    lake = Lake.open(home, read_only=False)
    folders = [rows.batch(home / "staging" / f"b{i}", **BATCHES[i]) for i in order]
    for group in [folders] if at_once else [[folder] for folder in folders]:
        commit.commit(lake, group, run(), *knowledge, rows.clock)
    return lake


def content(lake: Lake) -> dict[str, list[tuple[Any, ...]]]:
    """All that the lake says, but for runs and times."""
    left_out = {"runs", "lake_info"}
    return {
        table.name: sorted(
            lake.cursor().execute(f"select columns(c -> c not in ('run_id', 'landed_at', 'seen_at')) from {table.name}")
            .fetchall(), key=repr,
        )
        for table in tables.TABLES
        if table.name not in left_out
    }  # fmt: skip
