"""When to come again: intervals that follow a source's own pace, and back-off by how bad its troubles are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from warehouse.landing.web.net import HARD, Trouble

LONGEST_MINUTES = 360.0  # between two visits of a source that is well but says nothing new
FAILING_MINUTES = 1_440.0  # between two tries of one that is not well
FAILING = 8.0  # score from which a source counts as failing: eight hard troubles one after the other, or 32 time-outs
MOST_TRIES = 8  # of one page
FIRST_RETRY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source has done so far. Times are UTC, naive."""

    interval: float  # minutes
    score: float = 0.0  # weights of the troubles since it was last well
    due_at: datetime | None = None
    tried_at: datetime | None = None
    well_at: datetime | None = None
    new_at: datetime | None = None
    trouble: str = ""

    @property
    def is_failing(self) -> bool:
        return self.score >= FAILING


def after_success(standing: Standing, new: int, every: int, now: datetime) -> Standing:
    """Come sooner to what had something new, later to what had not."""
    interval = max(float(every), standing.interval / 2) if new else min(LONGEST_MINUTES, standing.interval * 1.25)
    interval = max(interval, float(every))
    return replace(
        standing,
        interval=interval,
        score=0.0,
        due_at=now + timedelta(minutes=interval),
        tried_at=now,
        well_at=now,
        new_at=now if new else standing.new_at,
        trouble="",
    )


def after_trouble(standing: Standing, trouble: Trouble, every: int, now: datetime) -> Standing:
    """Wait longer with each trouble, and as long as the server asks; never give up wholly."""
    gone = trouble.code == "status_410"
    score = FAILING if gone else min(standing.score + trouble.weight, 2 * FAILING)
    wait = timedelta(minutes=min(max(float(every), 1.0) * 2.0 ** min(score, 10.0), FAILING_MINUTES))
    if trouble.retry_after is not None:
        wait = max(wait, timedelta(seconds=trouble.retry_after))
    if score >= FAILING:
        wait = timedelta(minutes=FAILING_MINUTES)
    return replace(standing, score=score, due_at=now + wait, tried_at=now, trouble=f"{trouble.code}: {trouble.what}")


def next_try(tries: int, trouble: Trouble, now: datetime) -> datetime | None:
    """When to ask for a page again after its `tries`th trouble; None for never."""
    if trouble.weight >= HARD or tries >= MOST_TRIES:
        return None
    wait = FIRST_RETRY * 2 ** (tries - 1)
    if trouble.retry_after is not None:
        wait = max(wait, timedelta(seconds=trouble.retry_after))
    return now + wait
