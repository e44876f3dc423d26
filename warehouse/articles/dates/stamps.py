"""Reads dates out of short lines: when a page says it was posted, and when a page was merely touched or printed.

"Posted Oct 26, 2011 8:57 AM CDT" tells when an article was published. "Last Updated: 07/27/2016" and
"April 8, 2018 | Today's Paper" tell when somebody rebuilt or read the page, which can be years later: they bound the
day from above and are never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from warehouse.articles.article import Clue
from warehouse.articles.dates.words import (
    ANY_MONTH,
    DAY,
    SHORT_WEEKDAYS,
    WEEKDAY,
    YEAR,
    day_number,
    month_number,
    safe_date,
)

LONGEST_LINE = 140
MOST_OTHER_WORDS = 6  # in a line that is a date: a byline, a place; of small letters three at most

FULL_DATE = re.compile(
    rf"(?<![\d/.-])(?:(?<![^\W\d_])|(?=\d))(?:"
    rf"(?P<month1>{ANY_MONTH})\s*(?P<day1>{DAY})(?!\d|:)(?:,\s*|\s+|\s*,)(?P<year1>{YEAR})"
    rf"|(?P<day2>{DAY})(?:\s+(?:of\s+|de\s+)?|-|\.\s*)(?P<month2>{ANY_MONTH})(?:,?\s+(?:de\s+)?|-)(?P<year2>{YEAR})"
    rf"|(?P<year3>{YEAR})(?P<sep>[-/.])(?P<month3>[01]?\d)(?P=sep)(?P<day3>[0-3]?\d)(?:T\d\d)?"
    rf"|(?P<a>[0-3]?\d)(?P<sep2>[-/.])(?P<b>[0-3]?\d)(?P=sep2)(?P<year4>{YEAR}|(?<=\d\.)\d\d(?![.:]))"
    rf")(?![\d/])",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?\b|\b\d{1,2}\s?[ap]\.?\s?m\b|\b\d{4}\s?(?:GMT|UTC)\b|T\d\d\b", re.IGNORECASE
)
# Said of the page, not of the article; "updated" with a time of day beside it is said of the article.
TOUCHED = re.compile(
    r"today['’]s paper|copyright|©|\(c\)|all rights|generated|printed|accessed|retrieved|archived|cached|crawled"
    r"|reviewed|page (?:was )?(?:last )?(?:updated|modified|changed)|site|version",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"\b(?:updated?|modified|edited|revised|changed|amended|mis à jour|aktualisiert|actualizado|aggiornato|atualizado"
    r"|обновлено)\b",
    re.IGNORECASE,
)
POSTED = re.compile(
    r"\b(?:published|posted|created|released?|issued|filed|uploaded|submitted"
    r"|publié|veröffentlicht|publiziert|stand|publicado|pubblicato|опубликовано)(?![^\W\d_])",
    re.IGNORECASE,
)
# Dates of other things: of a quoted post, of a picture or a broadcast.
OF_A_POST = re.compile(r"\(@\w+\)\s*$")
OF_MEDIA = re.compile(r"\b(?:audio|video|photo|picture|image|sendung|bild|foto|listen|watch)\b", re.IGNORECASE)
# What may stand beside a date in a line that is one: clock times, zones, weekdays, small words.
TRIMMINGS = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?\s?m\b\.?)?|\b\d{3,4}\s?(?:GMT|UTC|HKT)\b|\b[ap]\.?\s?m\b\.?"
    rf"|\b(?:{WEEKDAY}|{'|'.join(SHORT_WEEKDAYS)})\b"
    r"|\b(?:[A-Z]{1,2}[SD]?T|GMT|UTC|BST|CEST|Uhr|HKT|MSK|SGT|IST)\b"
    r"|\b(?:at|on|by|the|from|in|time|date|first|story|last|was|alle|a las)\b"
    r"|\b(?:h|min(?:ut\w*)?|lesezeit|read|reading|lettura|lecture|lectura|tiempo|temps)\b"
    r"|[^\w\s]|\b\d{1,2}(?:\b|(?=h\b))",
    re.IGNORECASE,
)


DIGIT = re.compile(r"\d")


class WrittenDate(NamedTuple):
    """A full date in a text. Where day and month can't be told apart (04/05/2016), `other` is the other reading."""

    start: int
    end: int
    day: date
    other: date | None = None


def written_dates(text: str) -> Iterator[WrittenDate]:
    """Full dates in a text, in order."""
    if not DIGIT.search(text):
        return
    for match in FULL_DATE.finditer(text):
        day, other = _read(match)
        if day:
            yield WrittenDate(match.start(), match.end(), day, other)


def _read(match: re.Match[str]) -> tuple[date | None, date | None]:
    for which in "12":
        if match[f"month{which}"]:
            year, month = int(match[f"year{which}"]), month_number(match[f"month{which}"])
            return safe_date(year, month, day_number(match[f"day{which}"])), None
    if match["year3"]:
        return safe_date(int(match["year3"]), int(match["month3"]), int(match["day3"])), None
    year, a, b = int(match["year4"]), int(match["a"]), int(match["b"])
    year += 2000 if year < 100 else 0
    month_first, day_first = safe_date(year, a, b), safe_date(year, b, a)
    if match["sep2"] == ".":  # 04.05.2016 is written where the day comes first
        return day_first or month_first, None
    if month_first and day_first and month_first != day_first:
        return month_first, day_first
    return month_first or day_first, None


def line_clues(line: str, language: str = "en") -> list[Clue]:
    """What a short line tells of the day: nothing for a sentence that happens to hold a date.

    In other languages than English, 04/05/2016 is the fourth of May; in English it can be either.
    """
    if len(line) > LONGEST_LINE or not (dates := list(written_dates(line))):
        return []
    is_bare = _is_bare(line, dates)
    clues: list[Clue] = []
    start = 0
    for number, written in enumerate(dates):
        end = dates[number + 1].start if number + 1 < len(dates) else len(line)
        if written.other and language not in ("en", "und"):
            written = written._replace(day=written.other, other=None)
        clue = _line_clue(line[start : written.start], line[written.end : end], written, line, is_bare)
        clues += [clue] if clue else []
        start = written.end
    return clues


def _line_clue(before: str, after: str, written: WrittenDate, line: str, is_bare: bool) -> Clue | None:
    text, day = line.strip(), written.day.isoformat()
    latest = max(written.day, written.other or written.day).isoformat()
    has_clock = bool(CLOCK.search(before[-16:]) or CLOCK.search(after[:24]))
    if TOUCHED.search(before) or TOUCHED.search(after) or re.search(r"©|copyright", line, re.IGNORECASE):
        return Clue("page stamp", text, f"<={latest}", weight=0.5)
    if (word := _last(UPDATED, before)) and word.start() > _start(_last(POSTED, before)):
        if not has_clock:
            return Clue("page stamp", text, f"<={latest}", weight=0.5)
        return Clue("update line", text, day, weight=0.6)
    if written.other:
        return Clue("ambiguous date line", text, f"<={latest}", weight=0.3)
    if POSTED.search(before):
        return Clue("published line", text, day, weight=0.95)
    if not is_bare or OF_A_POST.search(before):
        return None
    return Clue("date line", text, day, weight=0.4 if OF_MEDIA.search(line) else 0.85)


def _is_bare(line: str, dates: list[WrittenDate]) -> bool:
    """Whether hardly anything but the date stands in the line, such as a byline or a place."""
    rest = line
    for written in reversed(dates):
        rest = rest[: written.start] + " " + rest[written.end :]
    rest = POSTED.sub(" ", UPDATED.sub(" ", rest))
    others = TRIMMINGS.sub(" ", rest).split()
    is_sentence = line.strip().endswith((".", "!", "?")) and len(others) > 2
    is_sentence = is_sentence or sum(word.islower() for word in others) > 3
    return not others or (len(others) <= MOST_OTHER_WORDS and not is_sentence)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found


def _start(match: re.Match[str] | None) -> int:
    return match.start() if match else -1
