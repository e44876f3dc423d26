"""Reads web pages: the article's text by trafilatura, what the page says of itself from its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

import htmldate
import trafilatura
from lxml import etree, html  # pyright: ignore[reportAttributeAccessIssue]

from warehouse.articles.furniture import FurnitureWords, squeeze
from warehouse.articles.lines import describe_line
from warehouse.articles.markup import Markup, read_markup
from warehouse.articles.pagetext import PageText
from warehouse.articles.plain import read_plain, refine
from warehouse.articles.reading import Stated

# ruff: noqa: SIM905
PUBLISHED = frozenset({"jsonld_published", "meta_published", "time_element"})
LAST_DAY = "2099-12-31"
BLOCKS = frozenset(
    "address article aside blockquote body br button dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html label li main nav ol option p pre section select summary table td th tr ul".split()
)
UNSEEN = frozenset("script style noscript template svg iframe head object canvas".split())
BIGGEST_PAGE = 8_000_000  # characters of markup; more is read as bare text
DEEPEST = 200  # elements inside one another; deeper pages are read as bare text
MOST_ELEMENTS = 20_000  # four times those of the largest news page seen; an extractor needs 5 seconds for them
MOST_ATTRIBUTES = 10_000  # of one element: a parser compares each with each
LEAST_LEAD = 5  # words of a summary
OPENING = 40  # characters by which a paragraph is found again on its page
LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{50000,}>")
TAG = re.compile(r"<[^<>]{0,2000}>")


def read_web(text: str, words: FurnitureWords) -> PageText:
    """The article of a web page. Its paragraphs are empty where nothing on the page looks like text."""
    tree = parse(text)
    if tree is None:
        return read_plain(TAG.sub("\n", text), words)
    markup = read_markup(tree)
    bare = None
    sound = is_sound(tree)
    if sound and not any(each.kind in PUBLISHED for each in markup.stated):
        markup = replace(markup, stated=(*markup.stated, *search_date(tree)))
    paragraphs = extract(tree) if sound else ()
    if not paragraphs:
        bare = read_plain(visible_text(tree), words)
        paragraphs = bare.paragraphs
    blocks = blocks_before(tree, paragraphs) if markup.summary else []
    at = find_lead(blocks, markup.summary, paragraphs)
    if at is None:
        return combine(markup, bare, paragraphs, words)
    if stands_apart(blocks[at + 1 : at + 3], words):
        return replace(combine(markup, bare, paragraphs, words), lead=blocks[at])
    return combine(markup, bare, (blocks[at], *paragraphs), words)


def take_paragraphs(text: str) -> tuple[str, ...]:
    """What an extractor takes for the article of a web page, else all that a reader would see; furniture and all."""
    tree = parse(text)
    if tree is None:
        return tuple(TAG.sub("\n", text).splitlines())
    return (extract(tree) if is_sound(tree) else ()) or tuple(visible_text(tree).split("\n\n"))


def parse(text: str) -> html.HtmlElement | None:
    if len(text) > BIGGEST_PAGE or any(tag.group().count("=") > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(text)):
        return None
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree


def is_sound(tree: html.HtmlElement) -> bool:
    """Whether a page is small and flat enough for an extractor that walks it many times."""
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST or count > MOST_ELEMENTS:
            return False
    return True


def search_date(tree: html.HtmlElement) -> Iterator[Stated]:
    """What htmldate finds anywhere on the page; for pages whose markup names no day of publication."""
    try:
        # A fixed last day: by default it is today's, and reading would depend on the clock.
        found = htmldate.find_date(deepcopy(tree), extensive_search=False, original_date=True, max_date=LAST_DAY)
    except Exception:  # as for the extractor below
        return
    if found:
        yield Stated("htmldate", found)


def extract(tree: html.HtmlElement) -> tuple[str, ...]:
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    except Exception:  # a page that breaks the extractor is read as bare text instead
        return ()
    text = found.text if found is not None and not isinstance(found, dict) else None
    return tuple(line.strip() for line in (text or "").split("\n") if line.strip())


def visible_text(tree: html.HtmlElement) -> str:
    """All that a reader would see, one block a paragraph."""
    return "\n\n".join(" ".join(block.split()) for block in "".join(walk_text(tree)).split("\0") if block.strip())


def walk_text(tree: html.HtmlElement) -> Iterator[str]:
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in UNSEEN:
            hidden += 1 if event == "start" else -1
        if event == "start":
            yield "\0" if element.tag in BLOCKS else ""
            yield element.text or "" if not hidden else ""
        else:
            yield "\0" if element.tag in BLOCKS else ""
            yield element.tail or "" if not hidden else ""


def blocks_before(tree: html.HtmlElement, paragraphs: tuple[str, ...]) -> list[str]:
    """What a reader sees before the text that an extractor took for the article, one item a paragraph."""
    blocks = visible_text(tree).split("\n\n")
    opening = squeeze(paragraphs[0])[:OPENING] if paragraphs else ""
    return blocks[: next((i for i, block in enumerate(blocks) if squeeze(block).startswith(opening)), 0)]


def find_lead(blocks: list[str], summary: str | None, paragraphs: tuple[str, ...]) -> int | None:
    """Which block is the summary of the markup, where readers see it too and the extractor left it out."""
    plain = squeeze(summary or "")
    if plain.count(" ") < LEAST_LEAD - 1 or any(plain in squeeze(paragraph) for paragraph in paragraphs):
        return None
    return next((i for i, block in enumerate(blocks) if squeeze(block) == plain), None)


def stands_apart(following: list[str], words: FurnitureWords) -> bool:
    """Whether a line of the day and a line of the hour divide a summary from the text, as in official news."""
    if len(following) < 2:
        return False
    day, hour = (describe_line(text, 0, words) for text in following)
    return day.is_date and hour.mark is not None and hour.mark.kind == "clock"


def combine(markup: Markup, bare: PageText | None, paragraphs: tuple[str, ...], words: FurnitureWords) -> PageText:
    title = markup.title or (bare.title if bare else None)
    kept, furniture = refine(paragraphs, title, words)
    return PageText(
        title=title,
        paragraphs=kept,
        lead=bare.lead if bare else None,
        byline=markup.byline or (bare.byline if bare else None),
        publisher=markup.publisher or (bare.publisher if bare else None),
        url=markup.url,
        section=markup.section,
        furniture=(*(bare.furniture if bare else ()), *furniture),
        stated=markup.stated,
    )
