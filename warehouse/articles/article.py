"""What reading makes: articles, and what is known of their day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` up to, not including, `end`."""

    start: int
    end: int


class Clue(NamedTuple):
    """One piece of evidence for a day of publication. The fields are those of `tables.EVIDENCE`."""

    kind: str
    text: str
    implies: str
    verdict: str = ""  # "", "followed", "contradicted" or "set aside", once it has been weighed
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as far as the evidence allows. The fields are those of `ARTICLE_DATES`."""

    on: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    precision: str = "unknown"  # day, month, year, month_day or unknown
    confidence: float = 0.0
    evidence: tuple[Clue, ...] = ()
    no_earlier: date | None = None
    no_later: date | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What a document says, cleaned. The fields are those of `ARTICLE_TEXTS`."""

    article_id: str
    title: str | None
    body: str
    lead: str | None = None  # summary that the page sets apart from the text
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    section: str | None = None
    language: str = "und"
    dateline_place: str | None = None
    dateline_agency: str | None = None
    updated_on: date | None = None
    sentence_spans: tuple[Span, ...] = ()
    paragraph_languages: tuple[str, ...] = ()
    date_clues: tuple[Clue, ...] = ()
