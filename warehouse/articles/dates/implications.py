"""What a clue's `implies` says of a day: the one place that knows its forms.

| form | meaning |
| --- | --- |
| `2006-11-01` | that day |
| `2006-11-XX`, `2006-XX-XX` | that month, that year |
| `XXXX-11-01` | that day of a year that is not known |
| `XXXX-07-06/XXXX-07-07` | a day between these two of a year that is not known |
| `>=2006-10-01`, `<=2008-12-31` | not earlier, not later |
| `2005-10-19/2008-01-31,2012-05-07/..` | a day in one of these spans; `..` is open |
| `weekday=friday` | that weekday, or the day after: morning papers tell of the day before |
| `XXXX-10-26;weekday=thursday` | the nearest 26 October fell on a Thursday |
| `told=month-1` | an act was told of with these words for its day; says nothing until the act is dated (`acts.py`) |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from warehouse.articles.dates.words import WEEKDAYS, last_of_month, safe_date

FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2199, 12, 31)
AGREES, ALLOWS, NEAR, EXCLUDES = 1.0, 0.0, 0.2, -1.0
# Later than an office-holder's term is half as bad as earlier: texts recall those who were in office once.
AFTER_A_TERM = -0.5
SLACK = timedelta(days=2)  # clocks and time zones
HANDOVER = timedelta(days=7)  # news calls a president so for some days before and after


class Days(NamedTuple):
    """First and last day of a span."""

    first: date
    last: date


@lru_cache(maxsize=4096)
def spans(implies: str) -> tuple[Days, ...]:
    """The spans of days that are allowed; all days for forms without a year."""
    if implies.startswith(">="):
        return (Days(date.fromisoformat(implies[2:]), LAST_DAY),)
    if implies.startswith("<="):
        return (Days(FIRST_DAY, date.fromisoformat(implies[2:])),)
    if not has_year(implies):
        return (Days(FIRST_DAY, LAST_DAY),)
    return tuple(_span(part) for part in implies.split(","))


def _span(part: str) -> Days:
    if "/" in part:
        first, last = part.split("/")
        return Days(
            FIRST_DAY if first == ".." else date.fromisoformat(first),
            LAST_DAY if last == ".." else date.fromisoformat(last),
        )
    year, month, day = part.split("-")
    if month == "XX":
        return Days(date(int(year), 1, 1), date(int(year), 12, 31))
    if day == "XX":
        return Days(date(int(year), int(month), 1), last_of_month(int(year), int(month)))
    return Days(date.fromisoformat(part), date.fromisoformat(part))


def has_year(implies: str) -> bool:
    """Whether it says something of the year; a weekday and a day of an unknown year do not by themselves."""
    return not implies.startswith(("XXXX", "weekday=", "told="))


@lru_cache(maxsize=4096)
def exact_day(implies: str) -> date | None:
    """The day that it names, where it names one in full."""
    return date.fromisoformat(implies) if re.fullmatch(r"\d{4}-\d\d-\d\d", implies) else None


@lru_cache(maxsize=4096)
def month_day(implies: str) -> tuple[int, int] | None:
    """Month and day that it names without a year."""
    found = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", implies)
    return (int(found[1]), int(found[2])) if found else None


@lru_cache(maxsize=4096)
def first_month_day(implies: str) -> tuple[int, int] | None:
    """Month and day with which a span of an unknown year begins."""
    found = re.fullmatch(r"XXXX-(\d\d)-(\d\d)/XXXX-\d\d-\d\d", implies)
    return (int(found[1]), int(found[2])) if found else None


# An article is dated alone and among others, and both times the same clues are asked about the same day of each year.
@lru_cache(maxsize=200_000)
def speaks(implies: str, day: date) -> float:
    """How a clue speaks of a day: 1 for it, 0 allows it, down to -1 against it."""
    if implies.startswith("told="):
        return ALLOWS
    if implies.startswith("weekday="):
        days_after = (day.weekday() - WEEKDAYS[implies.removeprefix("weekday=")]) % 7
        return {0: AGREES, 1: NEAR}.get(days_after, EXCLUDES)
    if implies.startswith("XXXX"):
        return _of_unknown_year(implies, day)
    if implies.startswith((">=", "<=")):
        (allowed,) = spans(implies)
        return ALLOWS if allowed.first - SLACK <= day <= allowed.last + SLACK else EXCLUDES
    if exact := exact_day(implies):
        return AGREES if exact == day else NEAR if abs(exact - day) <= timedelta(days=1) else EXCLUDES
    return _of_spans(spans(implies), day)


def _of_spans(allowed: tuple[Days, ...], day: date) -> float:
    if any(first - HANDOVER <= day and (last == LAST_DAY or day <= last + HANDOVER) for first, last in allowed):
        return 0.5
    return AFTER_A_TERM if any(last < day for _, last in allowed) else EXCLUDES


def _of_unknown_year(implies: str, day: date) -> float:
    main, _, weekday = implies.partition(";weekday=")
    if weekday:
        _, month, of_month = main.split("-")
        nearest = min(
            _same_day_around(int(month), int(of_month), day), key=lambda found: abs(found - day), default=None
        )
        return 0.5 if nearest and nearest.weekday() == WEEKDAYS[weekday] else EXCLUDES
    if "/" in main:
        first, last = main.replace("XXXX-", "").split("/")
        today = f"{day:%m-%d}"
        is_between = first <= today <= last if first <= last else today >= first or today <= last
        return AGREES if is_between else EXCLUDES
    _, month, of_month = main.split("-")
    distance = min((abs(found - day) for found in _same_day_around(int(month), int(of_month), day)), default=SLACK * 9)
    return AGREES if not distance else NEAR if distance <= timedelta(days=1) else EXCLUDES


def _same_day_around(month: int, of_month: int, day: date) -> Iterator[date]:
    for year in (day.year - 1, day.year, day.year + 1):
        if found := safe_date(year, month, of_month):
            yield found
