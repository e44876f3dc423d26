"""One batch from stage to stage, from folder to folder: what worker processes run. Knows nothing of Prefect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import datetime
from pathlib import Path

import polars as pl

from warehouse import stages, tools
from warehouse.landing.documents import Document
from warehouse.rejects import Reject
from warehouse.sources import Sources
from warehouse.store import staging

MOST_DOCUMENTS = 100  # some twenty seconds of one core's work
MOST_BYTES = 4_000_000


def cut(landed: Iterable[Document | Reject]) -> Iterator[list[Document | Reject]]:
    """Batches bounded in number and bytes. Where the cuts fall depends on the input alone, never on the lake."""
    batch: list[Document | Reject] = []
    size = 0
    for item in landed:
        batch.append(item)
        size += len(item.content) if isinstance(item, Document) else 0
        if len(batch) >= MOST_DOCUMENTS or size >= MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def name_of(batch: Iterable[Document | Reject], coder_version: str) -> str:
    names = (
        f"{item.document_id} {item.uri}" if isinstance(item, Document) else f"{item.reason_code} {item.uri}"
        for item in batch
    )
    return staging.batch_id(names, coder_version)


def land(batch: Path, landed: Iterable[Document | Reject], known: Set[str], at: datetime) -> Path:
    """Write what landed; of documents that the lake holds already (`known` ids) only the sighting."""
    frames = stages.land_documents(landed, at)
    new = ~pl.col("document_id").is_in(known)
    return staging.write(batch, "landed", frames | {"documents": frames["documents"].filter(new)})


def read(batch: Path, sources: Sources) -> Path:
    if not staging.has(batch, "read"):
        documents, sightings = staging.read(batch, "documents"), staging.read(batch, "sightings")
        staging.write(batch, "read", stages.read_documents(documents, sightings, tools.load(sources)))
    return batch


def mention(batch: Path, sources: Sources) -> Path:
    if not staging.has(batch, "mentions"):
        articles, dates = staging.read(batch, "article_texts"), staging.read(batch, "article_dates")
        staging.write(batch, "mentions", stages.mention_actors(articles, dates, tools.load(sources)))
    return batch


def code(batch: Path, sources: Sources) -> Path:
    if not staging.has(batch, "coded"):
        articles, dates, mentions = (staging.read(batch, t) for t in ("article_texts", "article_dates", "mentions"))
        staging.write(batch, "coded", stages.code_reports(articles, dates, mentions, tools.load(sources)))
    return batch
