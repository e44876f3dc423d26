"""What is learnt of publishers' pages: documents to learn from, and the profiles that the lake holds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from warehouse import tables
from warehouse.articles.profiles import FEWEST_DOCUMENTS, PublishedPage, profile_version
from warehouse.landing.documents import Document
from warehouse.store import sqlfiles
from warehouse.store.lake import Lake
from warehouse.store.session import Session

MOST_DOCUMENTS = 400  # of one publisher; more would tell nothing new
CHUNK = 50  # documents fetched at once


def pages_of_publishers(lake: Lake) -> Iterator[PublishedPage]:
    """Documents to learn from, publisher by publisher: of each copy group one, at most 400 of a publisher."""
    limits = {"fewest": FEWEST_DOCUMENTS, "most": MOST_DOCUMENTS}
    chosen = lake.cursor().sql(sqlfiles.read("profiles/chosen_documents"), params=limits).pl()
    for chunk in chosen.iter_slices(CHUNK):
        found = Session(lake.cursor()).ask(sqlfiles.read("profiles/contents"), asked=chunk)
        for row in found.iter_rows(named=True):
            document = Document(row["uri"], row["media_type"], row["content"])
            yield PublishedPage(document, row["publisher"], row["title"])


def replace(lake: Lake, profiles: pl.DataFrame) -> bool:
    """Put newly learnt profiles in place of those that stand; False when they say the same, and nothing is done."""
    if profile_version(profiles) == profile_version(standing(lake)):
        return False
    with lake.writing() as cursor:
        session = Session(cursor)
        session.delete(tables.PUBLISHER_PROFILES, standing(lake).select("publisher").unique())
        session.insert(tables.PUBLISHER_PROFILES, profiles)
    return True


def standing(lake: Lake) -> pl.DataFrame:
    """PUBLISHER_PROFILES as the lake holds them."""
    return lake.cursor().sql(sqlfiles.read("profiles/standing")).pl()


def provide(lake: Lake) -> Path | None:
    """The lake's profiles as a file, named by their version, for the processes that read; None when there are none."""
    rows = standing(lake)
    if rows.is_empty():
        return None
    file = lake.address.home / "profiles" / f"{profile_version(rows)}.parquet"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".draft{os.getpid()}")
        rows.write_parquet(draft)
        draft.replace(file)
    return file
