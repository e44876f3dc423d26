"""The flow `recode`: present dictionaries and coder, applied to the articles that they can change."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import asdict
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.assets import materialize
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from flows import recoding
from flows.ingest import COMMIT_ARTICLES, COMMIT_SECONDS, TABLES, own_server
from flows.profiles import with_profiles
from flows.recoding import Coded
from flows.runs import describe_run
from flows.settings import Settings, cores
from warehouse.sources import Sources
from warehouse.store import staging
from warehouse.store.commit import Run
from warehouse.store.lake import Lake
from warehouse.store.recode import Difference, Plan

# What the command line is told while it waits: (articles to code, articles done).
Progress = Callable[[int, int], None]
PROGRESS: ContextVar[Progress | None] = ContextVar("progress", default=None)
MOST_EVENTS_SHOWN = 500


def _run_name() -> str:
    parameters: dict[str, Any] = flow_run.parameters
    articles = parameters["articles"]
    return f"recode {f'{len(articles)} articles of ' if articles else ''}{Path(parameters['lake']).name}"


@flow(name="recode", flow_run_name=_run_name)
def recode(
    lake: str = "./lake",
    articles: list[str] | None = None,
    overlay: str | None = None,
    model: str | None = None,
    workers: int | None = None,
) -> dict[str, Any]:
    """Code articles anew: the named ones, or all that the present overlay, dictionary or coder can change.

    Returns what differs, with every event that does. Kill it and the next run goes on where it was.
    """
    settings = Settings(lake, Path(overlay) if overlay else None, Path(model) if model else None, workers or cores())
    opened = Lake.open(settings.lake, read_only=False)
    settings = with_profiles(settings, opened)
    plan = recoding.plan_of(opened, settings, articles)
    difference = run(opened, settings, plan)
    recoding.clear(opened)
    report(difference)
    return {"reasons": list(plan.reasons)} | asdict(difference)


def run(lake: Lake, settings: Settings, plan: Plan) -> Difference:
    difference = Difference()
    if not plan.article_ids:
        return difference
    described = describe_run("recode", settings, flow_run.id)
    waiting: list[Coded] = []
    committed_at = time.monotonic()
    with recoding.pool_for(plan, settings, own_server()) as pool:
        for coded in recoding.code(lake, plan, settings, pool):
            waiting.append(coded)
            tell(plan, difference, waiting)
            is_due = time.monotonic() - committed_at >= COMMIT_SECONDS
            if is_due or sum(one.article_count for one in waiting) >= COMMIT_ARTICLES:
                difference += publish(lake, waiting, described, settings.sources)
                committed_at = time.monotonic()
        if waiting:
            difference += publish(lake, waiting, described, settings.sources)
    return difference


def tell(plan: Plan, difference: Difference, waiting: list[Coded]) -> None:
    if progress := PROGRESS.get():
        done = difference.article_count + sum(one.article_count for one in waiting)
        progress(len(plan.article_ids), done)


def publish(lake: Lake, waiting: list[Coded], described: Run, sources: Sources) -> Difference:
    difference = commit_recoded([one.folder for one in waiting], lake, described, sources)
    for one in waiting:
        staging.finish(one.folder, one.lock)
    waiting.clear()
    return difference


@materialize(*TABLES, by="wirelake", retries=3, retry_delay_seconds=[1, 5, 20], cache_policy=NO_CACHE)
def commit_recoded(folders: list[Path], lake: Lake, described: Run, sources: Sources) -> Difference:
    """Put articles coded anew in place of what the lake holds of them, in one transaction."""
    return recoding.commit(lake, folders, described, sources, keep=True)


@task(cache_policy=NO_CACHE)
def report(difference: Difference) -> None:
    """Leave what changed where Prefect's pages show it."""
    counts = {name: value for name, value in asdict(difference).items() if name != "event_rows"}
    create_table_artifact(key="recode-counts", table=[counts], description="What coding anew changed.")
    shown = [{"event": row["event_id"], "change": row["change"]} for row in difference.event_rows[:MOST_EVENTS_SHOWN]]
    if shown:
        create_table_artifact(key="recode-events", table=shown, description="The events that differ.")
    get_run_logger().info("recoded: %s", counts)
