"""What a reader of one kind of page makes of it, before dateline, language and sentences are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.articles.reading import Furniture, Stated


@dataclass(frozen=True, slots=True)
class PageText:
    """The article of a page and what its page says of it. `paragraphs` are empty where there is no article."""

    title: str | None
    paragraphs: tuple[str, ...]
    lead: str | None = None  # a summary above the text that is not part of it
    place: str | None = None  # given on a line of its own above the text
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    section: str | None = None
    furniture: tuple[Furniture, ...] = ()
    stated: tuple[Stated, ...] = ()
