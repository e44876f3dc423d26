"""What reading a page finds before its day is weighed: the text, and all that may hint at the day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words before a wire story's first sentence: place, day and agency, as far as they are given.

    `text` is the prefix as it stands, with `start` and `end` its place in the article's body.
    """

    text: str
    start: int
    end: int
    place: str | None = None
    year: int | None = None
    month: int | None = None  # 1 to 12
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    agency: str | None = None


class LinePlace(StrEnum):
    """Where a line of furniture stood, seen from the article."""

    BEFORE = "before"
    WITHIN = "within"
    AFTER = "after"


class Furniture(NamedTuple):
    """A line of the page that is not the article's text, and where it stood."""

    text: str
    place: LinePlace


class Stated(NamedTuple):
    """A date or time that the page's markup or the source's record states.

    `kind` says where it stood and is one of: `told` (the record's own column or the feed),
    `jsonld_published`, `jsonld_modified`, `meta_published`, `meta_modified`, `time_element`, `url`,
    `htmldate`. `value` is as written.
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read: what is article, what is not, and every statement of a date."""

    title: str | None
    body: str  # paragraphs, one blank line between them
    lead: str | None = None  # the summary that stood above the text and is no part of the body
    dateline: Dateline | None = None
    furniture: tuple[Furniture, ...] = ()  # in the order of the page
    stated: tuple[Stated, ...] = ()  # in order of trust
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    section: str | None = None
    language: str = "und"
    paragraph_languages: tuple[str, ...] = ()  # of each paragraph of the body
    place: str | None = None  # given on a line of its own above the text
