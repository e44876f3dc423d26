"""Documents → articles: the text without page furniture, and what the document says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from warehouse.articles.article import Article, Clue
from warehouse.articles.dateline import find_dateline
from warehouse.articles.dates.clues import find_clues
from warehouse.articles.furniture import FurnitureWords
from warehouse.articles.language import find_language, find_main_language
from warehouse.articles.pagetext import PageText
from warehouse.articles.plain import read_plain, refine
from warehouse.articles.profiles import load_profiles
from warehouse.articles.publishers import Publishers
from warehouse.articles.reading import Reading, Stated
from warehouse.articles.sentences import split_sentences
from warehouse.articles.web import read_web
from warehouse.knowledge.officeholders import Offices
from warehouse.landing.documents import Document
from warehouse.landing.page import Page, Told, open_page
from warehouse.rejects import Reject

LONGEST_PAGE = 30_000_000  # characters of a page, markup and all
MOST_LINES = 50_000  # lines of a page of text; a web page may have two tags for each
LONGEST_BODY = 2_000_000  # characters: a thick book; more is no article, and would cost hours of parsing
ISO_DAY = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Reader:
    """The knowledge that reading needs, loaded once."""

    furniture: FurnitureWords
    publishers: Publishers
    offices: Offices
    profiles: Mapping[str, frozenset[str]] = field(default_factory=dict)  # publisher → lines that recur on its pages

    @classmethod
    def load(cls, overlay: Path | None = None, profiles: Path | None = None) -> Reader:
        """Read `knowledge/pages`, `knowledge/offices`, the user's overlay of the same form, and learnt profiles."""
        words, publishers = FurnitureWords.load(overlay), Publishers.load(overlay)
        return cls(words, publishers, Offices.load(overlay), load_profiles(profiles))


def read_article(document: Document, reader: Reader) -> Article | Reject:
    """What a document says, cleaned; a Reject, with its reason, when it says nothing."""
    page = open_page(document)
    if isinstance(page, Reject):
        return page
    breaks = page.text.count("<") / 2 if page.kind == "html" else page.text.count("\n")
    if len(page.text) > LONGEST_PAGE or breaks > MOST_LINES:
        return _too_long(document, page.text)
    reading = read_page(page, reader)
    if not reading.body:
        return _reject(document, "no_article", "has no running text, only headings, links or prompts; nothing to do.")
    if len(reading.body) > LONGEST_BODY:
        return _too_long(document, reading.body)
    return make_article(document.document_id, reading, find_clues(reading, reader.offices))


def read_page(page: Page, reader: Reader) -> Reading:
    """The article of an opened page, and all that may hint at its day. The body is empty where there is none."""
    text = (read_web if page.kind == "html" else read_plain)(page.text, reader.furniture)
    if page.told.title:
        text = replace(text, title=" ".join(page.told.title.split()))
    url = page.told.url or text.url
    publisher = _publisher(page.told, text, url, reader.publishers)
    if recurring := reader.profiles.get(publisher or ""):
        text = without_recurring(page, text, reader.furniture.with_recurring(recurring))
    body = "\n\n".join(text.paragraphs)
    languages = tuple(map(find_language, text.paragraphs))
    return Reading(
        title=text.title,
        body=body,
        lead=text.lead,
        dateline=find_dateline(body),
        furniture=text.furniture,
        stated=(*(_told_date(page.told)), *text.stated),
        publisher=publisher,
        byline=page.told.byline or text.byline,
        url=url,
        section=page.told.section or text.section,
        language=find_main_language(zip(text.paragraphs, languages, strict=True)),
        paragraph_languages=languages,
        place=text.place,
    )


def without_recurring(page: Page, text: PageText, words: FurnitureWords) -> PageText:
    """The text of a page less the lines that recur on its publisher's pages; as it is where nothing would be left."""
    if page.kind == "html":
        kept, furniture = refine(text.paragraphs, text.title, words)
        return replace(text, paragraphs=kept, furniture=(*text.furniture, *furniture))
    again = read_plain(page.text, words)
    return replace(again, title=(page.told.title and text.title) or again.title) if again.paragraphs else text


def make_article(article_id: str, reading: Reading, clues: tuple[Clue, ...]) -> Article:
    dateline = reading.dateline
    return Article(
        article_id=article_id,
        title=reading.title,
        body=reading.body,
        lead=reading.lead,
        publisher=reading.publisher,
        byline=reading.byline,
        url=reading.url,
        section=reading.section,
        language=reading.language,
        dateline_place=(dateline.place if dateline else None) or reading.place,
        dateline_agency=dateline.agency if dateline else None,
        updated_on=_updated_on(reading),
        sentence_spans=split_sentences(reading.body),
        paragraph_languages=reading.paragraph_languages,
        date_clues=clues,
    )


def _told_date(told: Told) -> tuple[Stated, ...]:
    return (Stated("told", told.date),) if told.date else ()


def _publisher(told: Told, text: PageText, url: str | None, publishers: Publishers) -> str | None:
    return publishers.usual_name(told.publisher) or publishers.usual_name(text.publisher) or publishers.of_url(url)


def _updated_on(reading: Reading) -> date | None:
    """The day of the last change, where the markup states one."""
    for stated in reading.stated:
        if stated.kind.endswith("_modified") and (found := ISO_DAY.search(stated.value)):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                return None
    return None


def _too_long(document: Document, text: str) -> Reject:
    lines = text.count("\n") + 1
    what = f"has {len(text):,} characters in {lines:,} lines, more than any article; split it into its articles."
    return _reject(document, "too_long", what)


def _reject(document: Document, code: str, what: str) -> Reject:
    return Reject(document.uri, "articles", code, f"{document.uri} {what}", document.document_id)
