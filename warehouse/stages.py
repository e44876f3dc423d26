"""How one batch goes from stage to stage: documents → articles → mentions → reports, each as frames of `tables`.

Every function takes frames and tools and returns frames. A document that breaks a stage becomes a reject with its
reason; the rest of the batch goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import TypeVar

import polars as pl
from spacy.tokens import Doc

from warehouse import tables
from warehouse.articles.article import Article, Clue, Published, Span
from warehouse.articles.copies import copy_signatures
from warehouse.articles.dates.decide import decide
from warehouse.articles.read import read_article
from warehouse.articles.stories import story_terms
from warehouse.events.code import code_article
from warehouse.events.coding import Coding
from warehouse.events.gate import may_hold_event
from warehouse.landing.documents import Document
from warehouse.mentions.find import find_mentions
from warehouse.mentions.mention import HEADLINE, Candidate, Mention
from warehouse.rejects import Reject
from warehouse.tables import Table
from warehouse.tools import Tools

LOG = logging.getLogger(__name__)
CODED_LANGUAGES = {"en"}
Frames = dict[str, pl.DataFrame]
Made = TypeVar("Made")


def land_documents(landed: Iterable[Document | Reject], at: datetime) -> Frames:
    """`documents` (each once), `sightings` and `rejects` of what landing found; `at` is the moment (UTC)."""
    items = list(landed)
    documents = [item for item in items if isinstance(item, Document)]
    unique = {document.document_id: document for document in reversed(documents)}
    rows = [(d.document_id, d.uri, d.media_type, len(d.content), d.content, at) for d in unique.values()]
    seen = {(d.document_id, d.uri): (d.document_id, d.uri, d.publisher, at) for d in documents}
    return {
        "documents": pl.DataFrame(rows, schema=made(tables.DOCUMENTS), orient="row").sort("document_id"),
        "sightings": tables.SIGHTINGS.frame(list(seen.values())).sort("document_id", "uri"),
        "rejects": reject_rows(item for item in items if isinstance(item, Reject)),
    }


def read_documents(documents: pl.DataFrame, sightings: pl.DataFrame, tools: Tools) -> Frames:
    """`article_texts`, `article_dates` (by each document alone), `copy_signatures`, `story_terms` and `rejects`."""
    articles: list[Article] = []
    rejects: list[Reject] = []
    for document in stored_documents(documents, sightings):
        read = attempt(lambda d=document: read_article(d, tools.reader), document.uri, document.document_id, "articles")
        (rejects if isinstance(read, Reject) else articles).append(read)  # pyright: ignore[reportArgumentType]
    days = {article.article_id: decide(article.date_clues) for article in articles}
    return {
        "article_texts": rows_of(tables.ARTICLE_TEXTS, map(article_row, articles), tools),
        "article_dates": date_rows(days),
        "copy_signatures": copy_signatures(articles),
        "story_terms": story_rows(articles, days, tools),
        "rejects": reject_rows(rejects),
    }


def mention_actors(articles: pl.DataFrame, dates: pl.DataFrame, tools: Tools) -> Frames:
    """`mentions` and `rejects` of articles as `article_texts` and `article_dates` hold them."""
    mentions: list[Mention] = []
    rejects: list[Reject] = []
    for article, published in stored_articles(articles, dates):
        found = attempt(
            lambda a=article, p=published: find_mentions(a, name_sentences(a, tools), p, tools.actors),
            article.url or article.article_id,
            article.article_id,
            "mentions",
        )
        rejects.append(found) if isinstance(found, Reject) else mentions.extend(found)
    return {"mentions": rows_of(tables.MENTIONS, map(mention_row, mentions), tools), "rejects": reject_rows(rejects)}


def code_reports(articles: pl.DataFrame, dates: pl.DataFrame, mentions: pl.DataFrame, tools: Tools) -> Frames:
    """`report_codings` and `rejects` of articles and their mentions. Articles in other languages are not coded."""
    codings: list[Coding] = []
    rejects: list[Reject] = []
    by_article = stored_mentions(mentions)
    for article, published in stored_articles(articles, dates):
        if article.language not in CODED_LANGUAGES:
            rejects.append(not_coded(article))
            continue
        found = attempt(
            lambda a=article, p=published: code_one(a, p, by_article.get(a.article_id, []), tools),
            article.url or article.article_id,
            article.article_id,
            "events",
        )
        rejects.append(found) if isinstance(found, Reject) else codings.extend(found)
    return {
        "report_codings": rows_of(tables.REPORT_CODINGS, map(coding_row, codings), tools),
        "rejects": reject_rows(rejects),
    }


def name_sentences(article: Article, tools: Tools) -> dict[int, Doc]:
    """Each sentence of the article (the headline is -1) as tokens with the names that the model sees."""
    sentences = sentence_texts(article)
    docs = tools.parser.find_names([tools.parser.tokenize(text) for text in sentences.values()])
    return dict(zip(sentences, docs, strict=True))


def code_one(article: Article, published: Published, mentions: Sequence[Mention], tools: Tools) -> list[Coding]:
    """The reports of one article: its sentences that can hold an event are parsed, and coded."""
    held = gated_sentences(article, mentions, tools)
    docs = tools.parser.parse([tools.parser.tokenize(text) for text in held.values()])
    parsed = dict(zip(held, docs, strict=True))
    return code_article(article, parsed, mentions, tools.lexicon, published, tools.places)


def gated_sentences(article: Article, mentions: Sequence[Mention], tools: Tools) -> dict[int, str]:
    """The sentences that can hold an event: those with an actor and a word that may name an act."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence_index, []).append(mention)
    return {
        index: text
        for index, text in sentence_texts(article).items()
        if may_hold_event(text, by_sentence.get(index, []), tools.lexicon)
    }


def sentence_texts(article: Article) -> dict[int, str]:
    headline = {HEADLINE: article.title} if article.title else {}
    return headline | {i: article.body[span.start : span.end] for i, span in enumerate(article.sentence_spans)}


def attempt(make: Callable[[], Made], uri: str, document_id: str, stage: str) -> Made | Reject:
    try:
        return make()
    except Exception as error:
        LOG.exception("%s: stage %s failed", uri, stage)
        reason = (
            f"{uri}: the stage '{stage}' broke on it ({type(error).__name__}: {error}). Please report the document."
        )
        return Reject(uri, stage, "failed", reason, document_id)


def not_coded(article: Article) -> Reject:
    named = "could not be told" if article.language == "und" else f"is '{article.language}'"
    reason = f"The language of the article {named}; events are coded in English only. It lands, counts and shows."
    return Reject(article.url or article.article_id, "events", "language_not_coded", reason, article.article_id)


def stored_documents(documents: pl.DataFrame, sightings: pl.DataFrame) -> Iterator[Document]:
    publishers = dict(
        sightings.drop_nulls("publisher").sort("uri", descending=True).select("document_id", "publisher").rows()
    )
    for row in documents.sort("document_id").iter_rows(named=True):
        yield Document(row["uri"], row["media_type"], row["content"], publishers.get(row["document_id"]))


def stored_articles(articles: pl.DataFrame, dates: pl.DataFrame) -> Iterator[tuple[Article, Published]]:
    days = {row["article_id"]: published_of(row) for row in dates.iter_rows(named=True)}
    for row in articles.sort("article_id").iter_rows(named=True):
        yield article_of(row), days[row["article_id"]]


def stored_mentions(mentions: pl.DataFrame) -> dict[str, list[Mention]]:
    by_article: dict[str, list[Mention]] = {}
    names = [field.name for field in fields(Mention)]
    for row in mentions.sort("article_id", "sentence_index", "start", "end").iter_rows(named=True):
        candidates = tuple(Candidate(**candidate) for candidate in row["candidates"] or [])
        mention = Mention(**{name: row[name] for name in names if name != "candidates"}, candidates=candidates)
        by_article.setdefault(mention.article_id, []).append(mention)
    return by_article


def article_of(row: Mapping[str, object]) -> Article:
    """The record of a row of `article_texts`."""
    values = {field.name: row[field.name] for field in fields(Article)}
    values["sentence_spans"] = tuple(Span(**span) for span in row["sentence_spans"])  # pyright: ignore[reportGeneralTypeIssues]
    values["paragraph_languages"] = tuple(row["paragraph_languages"])  # pyright: ignore[reportArgumentType]
    values["date_clues"] = clues_of(row["date_clues"])
    return Article(**values)  # pyright: ignore[reportArgumentType]


def published_of(row: Mapping[str, object]) -> Published:
    """The record of a row of `article_dates`."""
    values = {field.name: row[f"published_{field.name}"] for field in fields(Published)}
    values["evidence"] = clues_of(row["published_evidence"])
    return Published(**values)  # pyright: ignore[reportArgumentType]


def clues_of(rows: object) -> tuple[Clue, ...]:
    return tuple(Clue(**row) for row in rows)  # pyright: ignore[reportGeneralTypeIssues]


def article_row(article: Article) -> dict[str, object]:
    row = {field.name: getattr(article, field.name) for field in fields(Article)}
    return row | {
        "document_id": article.article_id,
        "word_count": len(article.body.split()),
        "sentence_spans": [span._asdict() for span in article.sentence_spans],
        "paragraph_languages": list(article.paragraph_languages),
        "date_clues": [clue._asdict() for clue in article.date_clues],
    }


def story_rows(articles: Iterable[Article], days: Mapping[str, Published], tools: Tools) -> pl.DataFrame:
    """STORY_TERMS of articles, by the day that each document tells by itself."""
    rows = [
        {"article_id": article.article_id} | asdict(story_terms(article, days[article.article_id], tools.common_words))
        for article in articles
    ]
    return pl.DataFrame(rows, schema=tables.STORY_TERMS.schema)


def date_rows(days: Mapping[str, Published]) -> pl.DataFrame:
    """ARTICLE_DATES of these decisions, by article."""
    rows = [
        {"article_id": article_id}
        | {f"published_{field.name}": getattr(published, field.name) for field in fields(Published)}
        | {"published_evidence": [clue._asdict() for clue in published.evidence]}
        for article_id, published in sorted(days.items())
    ]
    return pl.DataFrame(rows, schema=tables.ARTICLE_DATES.schema)


def mention_row(mention: Mention) -> dict[str, object]:
    row = {field.name: getattr(mention, field.name) for field in fields(Mention)}
    candidates = [candidate._asdict() for candidate in mention.candidates]
    return row | {"mention_id": mention.mention_id, "candidates": candidates}


def coding_row(coding: Coding) -> dict[str, object]:
    row = {field.name: getattr(coding, field.name) for field in fields(Coding)}
    parties = party_columns("source", row.pop("source")) | party_columns("target", row.pop("target"))
    return row | parties | {"report_id": coding.report_id}


def party_columns(which: str, mention: Mention | None) -> dict[str, object]:
    return {
        f"{which}_mention_id": mention.mention_id if mention else None,
        f"{which}_actor_id": mention.actor_id if mention else None,
        f"{which}_country_code": mention.country_code if mention else None,
        f"{which}_sector_code": mention.sector_code if mention else None,
    }


def reject_rows(rejects: Iterable[Reject]) -> pl.DataFrame:
    rows = [(r.document_id, r.uri, r.stage, r.reason_code, r.reason) for r in rejects]
    return pl.DataFrame(rows, schema=made(tables.REJECTS), orient="row").sort("uri", "stage", "reason_code")


def rows_of(table: Table, rows: Iterable[Mapping[str, object]], tools: Tools) -> pl.DataFrame:
    """The rows as the table's columns, with the coder's version; the run is put to them when they are committed."""
    versioned = (dict(row) | {"coder_version": tools.coder_version} for row in rows)
    return pl.DataFrame(list(versioned), schema=made(table))


def made(table: Table) -> pl.Schema:
    """The columns that a stage makes: all but the run's, which the commit adds."""
    return pl.Schema({name: kind for name, kind in table.schema.items() if name != "run_id"})
