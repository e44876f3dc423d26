"""Rows for tests: say what matters, and the rest is filled with something harmless."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from warehouse import ids, tables
from warehouse.articles.article import Article, Published
from warehouse.articles.copies import copy_signatures
from warehouse.articles.sentences import split_sentences
from warehouse.articles.stories import CommonWords, story_terms
from warehouse.records import article_row, date_rows, made
from warehouse.store import staging
from warehouse.tables import Table

NOW = datetime(2026, 1, 2, 3, 4, 5)
HARMLESS: dict[type, Any] = {
    pl.String: "x",
    pl.Binary: b"x",
    pl.Boolean: False,
    pl.Date: date(2006, 1, 1),
    pl.Datetime: NOW,
    pl.Int32: 0,
    pl.Int64: 1,
    pl.Float64: 0.5,
    pl.List: [],
}


def clock() -> datetime:
    return NOW


def row(table: Table, **values: Any) -> dict[str, Any]:
    """A row of a table: the given values, null where it may be null, something harmless elsewhere."""
    blank = {n: None if c.nullable else HARMLESS[type(c.type)] for n, c in table.columns.items() if n != "run_id"}
    return blank | values


def rows(table: Table, given: Sequence[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame([row(table, **values) for values in given], schema=made(table))


def article(body: str, title: str | None = "A title", **values: Any) -> Article:
    """An article whose document is its own title and body."""
    content = f"{title}\n\n{body}".encode()
    return Article(ids.document_id(content), title, body, language="en", sentence_spans=split_sentences(body), **values)


def published(day: str | None) -> Published:
    if day is None:
        return Published()
    on = date.fromisoformat(day)
    return Published(on, on.year, on.month, on.day, "day", 0.9, (), on, on)


def batch(
    folder: Path,
    articles: Sequence[tuple[Article, str | None]],
    mentions: Sequence[dict[str, Any]] = (),
    reports: Sequence[dict[str, Any]] = (),
    rejects: Sequence[dict[str, Any]] = (),
    coder_version: str = "test",
) -> Path:
    """A whole staged batch of articles (each with its day, or None), with rows for mentions, reports and rejects."""
    days = {a.article_id: published(day) for a, day in articles}
    contents = {a.article_id: f"{a.title}\n\n{a.body}".encode() for a, _ in articles}
    documents = [
        {"document_id": i, "uri": f"{i[:8]}.txt", "content": c, "byte_count": len(c), "landed_at": NOW}
        for i, c in contents.items()
    ]
    words = CommonWords.load()
    terms = [
        {"article_id": a.article_id, "acts": []} | dict(_fields(story_terms(a, days[a.article_id], words)))
        for a, _ in articles
    ]
    texts = [article_row(a) | {"coder_version": coder_version} for a, _ in articles]
    return staging.write(
        folder,
        staging.STAGES[-1],
        {
            "documents": rows(tables.DOCUMENTS, documents),
            "sightings": rows(
                tables.SIGHTINGS, [{"document_id": d["document_id"], "uri": d["uri"]} for d in documents]
            ),
            "rejects": rows(tables.REJECTS, rejects),
            "article_texts": pl.DataFrame(texts, schema=made(tables.ARTICLE_TEXTS)),
            "article_dates": date_rows(days),
            "copy_signatures": copy_signatures([a for a, _ in articles]),
            "story_terms": pl.DataFrame(terms, schema=tables.STORY_TERMS.schema),
            "mentions": rows(tables.MENTIONS, mentions),
            "report_codings": rows(tables.REPORT_CODINGS, reports),
        },
    )


def mention(of: Article, text: str, actor_id: str, sentence_index: int = 0, **values: Any) -> dict[str, Any]:
    """A row of MENTIONS where `text` first stands in the article's body."""
    start = of.body.index(text)
    return {
        "mention_id": ids.row_id(of.article_id, sentence_index, start, start + len(text)),
        "article_id": of.article_id,
        "sentence_index": sentence_index,
        "start": start,
        "end": start + len(text),
        "text": text,
        "mention_kind": "name",
        "actor_id": actor_id,
        "actor_name": actor_id.title(),
        "actor_type": "country",
        "confidence": 0.9,
    } | values


def report(of: Article, action: str, source: dict[str, Any], target: dict[str, Any], **values: Any) -> dict[str, Any]:
    """A row of REPORT_CODINGS of the act named by `action` between two mentions."""
    start = of.body.index(action)
    return {
        "report_id": ids.row_id(of.article_id, start, source["mention_id"], target["mention_id"]),
        "article_id": of.article_id,
        "source_mention_id": source["mention_id"],
        "target_mention_id": target["mention_id"],
        "source_actor_id": source["actor_id"],
        "target_actor_id": target["actor_id"],
        "action_start": start,
        "action_end": start + len(action),
        "action_text": action,
        "event_type": "COERCE",
        "event_mode": "arrest",
        "cameo_code": "173",
        "quad_class": 4,
        "goldstein": -5.0,
        "status": "actual",
        "confidence": 0.8,
    } | values


def _fields(record: Any) -> list[tuple[str, Any]]:
    return [(name, getattr(record, name)) for name in record.__slots__]
