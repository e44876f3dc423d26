"""Finds the dateline: place, day and agency in front of a wire story's first sentence.

MOSCOW, November 1 (RIA Novosti) - Russia's foreign minister …
WASHINGTON (AP) -- The president …
Moscow. August 29. INTERFAX.RU - The ministry …
Bogotá, 4 Feb. (EFE).- The government …
Naqoura, Lebanon | A patrol …
(Reuters) - Oil prices …
"""

from __future__ import annotations

import re
import tomllib

from warehouse.articles.reading import Dateline
from warehouse.knowledge import files

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?"
DATE = (
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?"
    rf"(?:(?P<month1>{MONTH})\s+(?P<day1>[0-3]?\d)(?:st|nd|rd|th)?"
    rf"|(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\s+(?P<month2>{MONTH}))"
    rf"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
)
# "TBILISI", "NEW YORK", "WASHINGTON/MOSCOW"; a state or country may follow, as in "KHAN YOUNIS, Gaza Strip".
LOUD_WORD = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9.'’-]+"
LOUD = rf"{LOUD_WORD}(?:[\s/]+(?:(?:de|du|la|el|al|of|the|am|an|der)\s)?{LOUD_WORD}){{0,6}}"
QUIET = r"[A-ZÀ-ÖØ-Þ][\w.'’]*[\w'’](?:[\s-](?:(?:de|la|el|of|am)\s)?[A-ZÀ-ÖØ-Þ][\w'’]+){0,3}"
BEYOND = r"(?:,\s+[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){0,2})?"
DATELINE = re.compile(
    rf"""
    (?: (?: (?P<loud>{LOUD}) | (?P<quiet>{QUIET}) ) (?P<beyond>{BEYOND}?)
        (?: [,.]? \s+ {DATE} [,.]? )?
      )??
    \s* (?: \( (?P<agency>[^()\d]{{2,40}}) \) | (?<=\.\ ) (?P<bare>[A-Z][A-Za-z.-]{{2,20}}) )?
    (?P<dash> \s+ (?:--+|[-–—―_|]) \s+ | \s* [–—] \s* | \s+--+ | \s?\.[-–—]+ \s* )
    """,
    re.VERBOSE,
)
WORDS = tomllib.loads((files.HOME / "pages/datelines.toml").read_text(encoding="utf-8"))
NO_PLACE = frozenset(WORDS["no_place"].split())
SMALL_WORDS = frozenset(WORDS["small_words"].split())
REACH = 120  # characters in which a dateline must end
PARAGRAPHS = 3  # paragraphs in front of which one may stand: a summary can come first


def find_dateline(body: str) -> Dateline | None:
    """The dateline of a body, in front of one of its first three paragraphs; None where there is none."""
    start = 0
    for _ in range(PARAGRAPHS):
        if (dateline := dateline_at(body, start)) is not None:
            return dateline
        gap = body.find("\n\n", start)
        if gap < 0:
            return None
        start = gap + 2
    return None


def dateline_at(body: str, start: int) -> Dateline | None:
    """The dateline that begins at `start`; None where there is none."""
    found = DATELINE.match(body, start, start + REACH)
    if found is None or not _is_dateline(found, body):
        return None
    month, day = found["month1"] or found["month2"], found["day1"] or found["day2"]
    if day and not 1 <= int(day) <= 31:
        return None
    weekday = found["weekday"]
    return Dateline(
        text=found.group(),
        start=start,
        end=found.end(),
        place=_place(found),
        year=int(found["year"]) if found["year"] else None,
        month=MONTHS.index(month[:3].lower()) + 1 if month else None,
        day=int(day) if day else None,
        weekday=WEEKDAYS.index(weekday[:3].lower()) if weekday else None,
        agency=found["agency"] or found["bare"],
    )


def _place(found: re.Match[str]) -> str | None:
    """The place with its state or country, as it is usually written: "Crawford, Texas"."""
    if not (found["loud"] or found["quiet"]):
        return None
    whole = (found["loud"] or found["quiet"]) + found["beyond"]
    return _usual_case(whole) if found["loud"] else whole


def _is_dateline(found: re.Match[str], body: str) -> bool:
    if found.end() >= len(body) or body[found.end()].isspace():
        return False  # nothing follows
    is_dated, agency = bool(found["month1"] or found["month2"]), found["agency"]
    is_unusual = any(mark in found["dash"] for mark in "|.")  # menus have bars, and initials points, before a dash
    if is_unusual and not (is_dated or agency or found["beyond"]):
        return False
    if agency is not None and not agency[0].isupper():
        return False
    if found["loud"]:
        goes_on = body[found.end()].isupper() or body[found.end()] in "\"“'‘"
        is_plain = "." not in found["loud"] and goes_on  # U.S. - Russian talks
        return not NO_PLACE & set(found["loud"].split()) and (is_dated or agency is not None or is_plain)
    if found["quiet"]:
        if found["quiet"].startswith(("By ", "Von ", "Por ", "Par ")):
            return False
        is_sure = agency or (is_dated and (found["bare"] or found["dash"].strip() != "-"))
        return bool(is_sure or (is_unusual and found["beyond"]))
    return agency is not None


def _usual_case(place: str) -> str:
    """RIO DE JANEIRO as Rio de Janeiro, ST. PETERSBURG as St. Petersburg; D.C. stays."""
    return re.sub(r"[^\s/,-]+", lambda word: _usual_word(word.group(), word.start() == 0), place)


def _usual_word(word: str, is_first: bool) -> str:
    low = word.lower()
    if low in SMALL_WORDS and not is_first:
        return low
    word = word.replace("’S", "’s").replace("'S", "'s")
    return word if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", word) or not word.isupper() else word[:1] + low[1:]
