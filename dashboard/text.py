"""Words from documents, made fit to be shown: always as text, never as markup, script or picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Mark:
    """A stretch of a text and what it is there: source, target, act, day, place or other."""

    start: int
    end: int
    part: str
    note: str = ""


def as_html(text: object) -> str:
    return escape("" if text is None else str(text), quote=True)


def as_markdown(text: object) -> str:
    """The text as Markdown that shows just these characters on one line."""
    squeezed = " ".join(("" if text is None else str(text)).split())
    return PUNCTUATION.sub(r"\\\1", squeezed)


def marked(text: str, marks: Iterable[Mark], first: int = 0) -> str:
    """HTML of the text with its marks; `first` is the offset at which the text begins in what the marks refer to.

    Where marks overlap, the one named first has the words in common; the other keeps the rest of its own.
    """
    owner: list[Mark | None] = [None] * len(text)
    for mark in marks:
        for place in range(max(mark.start - first, 0), min(mark.end - first, len(text))):
            owner[place] = owner[place] or mark
    pieces = []
    for mark, stretch in groupby(range(len(text)), key=owner.__getitem__):
        places = list(stretch)
        words = text[places[0] : places[-1] + 1]
        label = as_html(mark.note or mark.part) if mark else ""
        # Blanks that are left between two marks are no mark of their own.
        shown = mark and words.strip()
        pieces.append(
            f'<mark class="wl-{mark.part}" title="{label}">{as_html(words)}</mark>'
            if mark and shown
            else as_html(words)
        )
    return "".join(pieces)


def day_text(day: date | None, precision: str | None = "day") -> str:
    """A day as far as it is known: 4 Mar 2007, Mar 2007, 2007, or undated."""
    if day is None:
        return "undated"
    match precision:
        case "year":
            return f"{day.year}"
        case "month":
            return f"{day:%b %Y}"
        case "week" | "season":
            return f"{precision} of {day.day} {day:%b %Y}"
        case _:
            return f"{day.day} {day:%b %Y}"


def count(number: int, one: str, many: str | None = None) -> str:
    """1 event, 2 events, 1,204 events."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def act_name(event_type: str | None, mode: str | None = None, cameo_code: str | None = None) -> str:
    """Assault (firearms), or Statement where PLOVER has no type."""
    statement = {"01": "Statement", "02": "Appeal"}.get((cameo_code or "")[:2], "Other act")
    name = event_type.capitalize() if event_type else statement
    return f"{name} ({mode})" if mode else name
