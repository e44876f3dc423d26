"""Learns which lines recur on a publisher's pages, and are therefore furniture whatever their words are.

A profile is made of whole documents, not of what the last reading left of them, so that learning twice gives the
same. Documents of one copy group count once, and a sentence has to recur without using the words of what it stands
with: neither a text that was sent out five times nor the background that closes each report of one affair is furniture.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from warehouse import tables
from warehouse.articles.furniture import FurnitureWords, recurring_form
from warehouse.articles.lines import Line, cut_lines, describe_line
from warehouse.articles.plain import content_words, is_prose, share_words
from warehouse.articles.web import take_paragraphs
from warehouse.landing.documents import Document
from warehouse.landing.page import open_page
from warehouse.rejects import Reject

FEWEST_DOCUMENTS = 5
LEAST_SHARE = 0.2  # of a publisher's documents in which a heading or a fragment recurs
LEAST_SHARE_OF_PROSE = 0.5  # the same for a sentence, which might be text
MOST_KINSHIP = 0.4  # share of a sentence's longer words that the rest of its page uses; above, it belongs to the text
FEWEST_LETTERS = 3  # in a line; numbers and symbols recur everywhere

PAGE_LINES = pl.Schema(
    {
        "publisher": tables.TEXT,
        "article_id": tables.ID,
        "line": tables.TEXT,
        "is_prose": tables.FLAG,
        "kinship": tables.SHARE,
    }
)


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A document that the lake holds, with what it knows of it."""

    document: Document
    publisher: str
    title: str | None


def page_lines(page: PublishedPage, words: FurnitureWords) -> pl.DataFrame:
    """PAGE_LINES of one page: each of its lines once, in the form in which it recurs. The headline is left out."""
    lines = lines_of(page.document, words)
    vocabulary = Counter(word for line in lines for word in content_words(line.text))
    title = recurring_form(page.title or "")
    forms: dict[str, tuple[bool, float]] = {}
    for line in lines:
        form = recurring_form(line.text)
        if form != title and sum(map(str.isalpha, form)) >= FEWEST_LETTERS:
            forms.setdefault(form, (is_prose(line), share_words(line.text, vocabulary, own=True)))
    about = (page.publisher, page.document.document_id)
    return pl.DataFrame([(*about, form, *seen) for form, seen in forms.items()], schema=PAGE_LINES, orient="row")


def lines_of(document: Document, words: FurnitureWords) -> list[Line]:
    """The lines that reading weighs: of a text all, of a web page those that an extractor takes for its article."""
    page = open_page(document)
    if isinstance(page, Reject):
        return []
    if page.kind != "html":
        return cut_lines(page.text, words)
    return [describe_line(" ".join(text.split()), i, words) for i, text in enumerate(take_paragraphs(page.text))]


def learn_profiles(lines: pl.DataFrame) -> pl.DataFrame:
    """PUBLISHER_PROFILES of publishers, from PAGE_LINES of their documents, one of each copy group.

    What is learnt of a publisher depends on its own documents alone, and not on their order.
    """
    documents = lines.group_by("publisher").agg(of=pl.col("article_id").n_unique())
    counted = lines.group_by("publisher", "line").agg(
        document_count=pl.col("article_id").n_unique().cast(tables.COUNT),
        is_prose=pl.col("is_prose").any(),
        kinship=pl.col("kinship").median(),
    )
    least = pl.when("is_prose").then(LEAST_SHARE_OF_PROSE).otherwise(LEAST_SHARE)
    is_text = pl.col("is_prose") & (pl.col("kinship") >= MOST_KINSHIP)
    return (
        counted.join(documents, on="publisher")
        .with_columns(share=pl.col("document_count") / pl.col("of"))
        .filter(pl.col("document_count") >= FEWEST_DOCUMENTS, pl.col("share") >= least, ~is_text)
        .select(tables.PUBLISHER_PROFILES.columns.keys())
        .sort("publisher", "line")
    )


def profile_version(profiles: pl.DataFrame) -> str:
    """Names what profiles say: hash of publishers and lines. Empty profiles have the version ""."""
    if profiles.is_empty():
        return ""
    digest = hashlib.sha256()
    for row in profiles.select("publisher", "line").sort("publisher", "line").rows():
        digest.update(repr(row).encode())
    return digest.hexdigest()[:16]


def load_profiles(file: Path | None) -> dict[str, frozenset[str]]:
    """The recurring lines of each publisher, from a Parquet file of PUBLISHER_PROFILES; none without a file."""
    if file is None:
        return {}
    rows = pl.read_parquet(file, columns=["publisher", "line"])
    lines: dict[str, set[str]] = {}
    for publisher, line in rows.rows():
        lines.setdefault(publisher, set()).add(line)
    return {publisher: frozenset(recurring) for publisher, recurring in lines.items()}
