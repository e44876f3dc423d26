"""What follows from articles that come, change and go, worked out for what they touch and nothing else."""

from __future__ import annotations

from pathlib import Path
from random import Random

import polars as pl
import pytest

from tests.articles.test_stories import BANK_IN_LUNDE, BANK_IN_LUNDE_AGAIN, BANK_IN_OSTRA, DAY, ELECTION_IN_OSTRA, on
from tests.articles.test_stories import rows as terms_of
from warehouse import tables
from warehouse.articles import stories
from warehouse.articles.together import alone
from warehouse.store import follow
from warehouse.store.lake import Lake
from warehouse.store.session import Session

NAMES = "abcdefghijkl"


def alike() -> pl.DataFrame:
    """STORY_TERMS of articles that share sentences."""
    chance = Random(4)
    told = (BANK_IN_LUNDE, BANK_IN_LUNDE_AGAIN, BANK_IN_OSTRA, ELECTION_IN_OSTRA)
    sentences = [sentence for _, body in told for sentence in body.split(". ")]
    bodies = [". ".join(chance.sample(sentences, 4)) for _ in NAMES]
    articles = {name: ((body[:40], body), on(DAY)) for name, body in zip(NAMES, bodies, strict=True)}
    return terms_of(**articles).with_columns(acts=pl.lit([], dtype=tables.STORY_TERMS.schema["acts"]))


def bring(lake: Lake, terms: pl.DataFrame) -> None:
    with lake.writing() as cursor:
        session = Session(cursor)
        session.insert(tables.STORY_TERMS, terms)
        session.insert(tables.ARTICLE_GROUPS, alone(terms.select("article_id")))
        follow.link_stories(session, terms)


def told(lake: Lake) -> list[list[tuple[object, ...]]]:
    return [
        lake.cursor().execute(f"from {table} order by all").fetchall() for table in ("article_groups", "story_links")
    ]


def test_an_article_that_goes_leaves_stories_as_if_it_had_never_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "USUAL_LINKS", 1)
    everything = alike()
    lake, without = (Lake.open(tmp_path / name, read_only=False) for name in ("lake", "without"))
    bring(lake, everything)
    left = everything.filter(pl.col("article_id") != "e")
    bring(without, left)
    gone = everything.filter(pl.col("article_id") == "e")
    with lake.writing() as cursor:
        session = Session(cursor)
        family = session.fetch("families_of", asked=gone).select("article_id").filter(pl.col("article_id") != "e")
        for table in (tables.STORY_TERMS, tables.ARTICLE_GROUPS):
            session.delete(table, gone.select("article_id"))
        session.replace(tables.ARTICLE_GROUPS, alone(family))
        follow.link_stories(session, gone.clear(), gone, family)
    assert told(lake) == told(without)
