"""Words for months, weekdays and small numbers, and the patterns made of them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from warehouse.knowledge import files

# ruff: noqa: SIM905
MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
WEEKDAY_NAMES = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)}
SHORT_WEEKDAYS = {name[:3]: number for name, number in WEEKDAYS.items()} | {"tues": 1, "thur": 3, "thurs": 3}
SMALL_NUMBERS = {
    name: number
    for number, name in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}

OTHER_MONTHS = {
    name: int(row["month"]) for row in files.rows("dates/months.csv").to_dicts() for name in row["names"].split(";")
}

MONTH = "(?:" + "|".join([*MONTHS, *(rf"{name}\b\.?" for name in sorted(SHORT_MONTHS, reverse=True))]) + ")"
# In any language, longest first; for lines, since in English running text these would take words for months.
ANY_MONTH = f"(?:{'|'.join(sorted(OTHER_MONTHS, key=lambda name: (-len(name), name)))}|{MONTH})"
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"


def month_number(word: str) -> int:
    """1 to 12 for "August", "Aug.", "aug" or "août"."""
    word = word.lower().rstrip(".")
    return MONTHS.get(word) or SHORT_MONTHS.get(word) or OTHER_MONTHS[word]


def day_number(word: str) -> int:
    """8 for "8", "08" or "8th"."""
    return int(word.lower().rstrip("stndrh"))


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def shift_month(day: date, months: int) -> date:
    """The first day of the month that lies so many months from the day's own."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
