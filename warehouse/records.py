"""Records to rows and back: what stages work on, and what tables hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import polars as pl

from warehouse import tables
from warehouse.articles.article import Article, Clue, Published, Span
from warehouse.events.coding import Coding
from warehouse.landing.documents import Document
from warehouse.mentions.mention import Candidate, Mention
from warehouse.rejects import Reject
from warehouse.tables import Table


def documents_of(documents: pl.DataFrame, sightings: pl.DataFrame) -> Iterator[Document]:
    publishers = publishers_of(sightings)
    for row in documents.sort("document_id").iter_rows(named=True):
        yield Document(row["uri"], row["media_type"], row["content"], publishers.get(row["document_id"]))


def publishers_of(sightings: pl.DataFrame) -> dict[str, str]:
    """The publisher of each document (by id), as its first sighting that tells one has it."""
    return dict(
        sightings.drop_nulls("publisher").sort("uri", descending=True).select("document_id", "publisher").rows()
    )


def articles_of(articles: pl.DataFrame, dates: pl.DataFrame) -> Iterator[tuple[Article, Published]]:
    days = {row["article_id"]: published_of(row) for row in dates.iter_rows(named=True)}
    for row in articles.sort("article_id").iter_rows(named=True):
        yield article_of(row), days[row["article_id"]]


def mentions_of(mentions: pl.DataFrame) -> dict[str, list[Mention]]:
    by_article: dict[str, list[Mention]] = {}
    names = [field.name for field in fields(Mention)]
    for row in mentions.sort("article_id", "sentence_index", "start", "end").iter_rows(named=True):
        candidates = tuple(Candidate(**candidate) for candidate in row["candidates"] or [])
        mention = Mention(**{name: row[name] for name in names if name != "candidates"}, candidates=candidates)
        by_article.setdefault(mention.article_id, []).append(mention)
    return by_article


def article_of(row: Mapping[str, Any]) -> Article:
    """The record of a row of `article_texts`."""
    values = {field.name: row[field.name] for field in fields(Article)}
    values["sentence_spans"] = tuple(Span(**span) for span in row["sentence_spans"])
    values["paragraph_languages"] = tuple(row["paragraph_languages"])
    values["date_clues"] = clues_of(row["date_clues"])
    return Article(**values)


def published_of(row: Mapping[str, Any]) -> Published:
    """The record of a row of `article_dates`."""
    values = {field.name: row[f"published_{field.name}"] for field in fields(Published)}
    values["evidence"] = clues_of(row["published_evidence"])
    return Published(**values)


def clues_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Clue, ...]:
    return tuple(Clue(**row) for row in rows)


def article_row(article: Article) -> dict[str, Any]:
    row = {field.name: getattr(article, field.name) for field in fields(Article)}
    return row | {
        "document_id": article.article_id,
        "word_count": len(article.body.split()),
        "sentence_spans": [span._asdict() for span in article.sentence_spans],
        "paragraph_languages": list(article.paragraph_languages),
        "date_clues": [clue._asdict() for clue in article.date_clues],
    }


def date_rows(days: Mapping[str, Published]) -> pl.DataFrame:
    """ARTICLE_DATES of these decisions, by article."""
    rows = [
        {"article_id": article_id}
        | {f"published_{field.name}": getattr(published, field.name) for field in fields(Published)}
        | {"published_evidence": [clue._asdict() for clue in published.evidence]}
        for article_id, published in sorted(days.items())
    ]
    return pl.DataFrame(rows, schema=tables.ARTICLE_DATES.schema)


def mention_row(mention: Mention) -> dict[str, Any]:
    row = {field.name: getattr(mention, field.name) for field in fields(Mention)}
    candidates = [candidate._asdict() for candidate in mention.candidates]
    return row | {"mention_id": mention.mention_id, "candidates": candidates}


def coding_row(coding: Coding) -> dict[str, Any]:
    row = {field.name: getattr(coding, field.name) for field in fields(Coding)}
    del row["source_span"], row["target_span"]
    parties = party_columns("source", row.pop("source")) | party_columns("target", row.pop("target"))
    return row | parties | {"report_id": coding.report_id}


def party_columns(which: str, mention: Mention | None) -> dict[str, Any]:
    return {
        f"{which}_mention_id": mention.mention_id if mention else None,
        f"{which}_actor_id": mention.actor_id if mention else None,
        f"{which}_country_code": mention.country_code if mention else None,
        f"{which}_sector_code": mention.sector_code if mention else None,
    }


def reject_rows(rejects: Iterable[Reject]) -> pl.DataFrame:
    rows = [(r.document_id, r.uri, r.stage, r.reason_code, r.reason) for r in rejects]
    return pl.DataFrame(rows, schema=made(tables.REJECTS), orient="row").sort("uri", "stage", "reason_code")


def made(table: Table) -> pl.Schema:
    """The columns that a stage makes: all but the run's, which the commit adds."""
    return pl.Schema({name: kind for name, kind in table.schema.items() if name != "run_id"})
