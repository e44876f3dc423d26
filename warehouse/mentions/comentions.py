"""mentions → who is mentioned together, and how often each is mentioned at all, by day.

Copies of one text count once: only the article that stands for its copy group is counted. A country named merely as
a location ties nobody to anything, so such mentions are left out.

All counts are sums over articles: of an article that changes, what it counted for is taken away and what it
counts since is added, and nothing else is looked at.
"""

from __future__ import annotations

import polars as pl

from warehouse.tables import ACTOR_DAYS, COMENTION_DAYS

WEIGHT_DIGITS = 9  # of each article's share, so that sums are the same in whatever order they are added up


def comention_days(mentions: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """COMENTION_DAYS of these articles: one row a pair of actors and a day.

    `mentions` has `article_id`, `sentence_index`, `actor_id`, `is_place`; `articles` has `article_id`, `is_original`
    and `published_on`. A round-up that names k actors gives each of its pairs 1/(k-1), so that every actor gets a
    weight of one from an article, however many it names.
    """
    seen = mentions.pipe(counted, articles)
    both = (
        pairs(seen, "article_id")
        .group_by("actor_a_id", "actor_b_id", "day")
        .agg(
            pl.len().alias("article_count"),
            (1 / (pl.col("actor_count") - 1)).round(WEIGHT_DIGITS).sum().round(WEIGHT_DIGITS).alias("weight"),
        )
    )
    close = (
        pairs(seen, "article_id", "sentence_index")
        .group_by("actor_a_id", "actor_b_id", "day")
        .agg(pl.len().alias("sentence_count"))
    )
    return (
        both.join(close, on=["actor_a_id", "actor_b_id", "day"], how="left", nulls_equal=True)
        .with_columns(pl.col("sentence_count").fill_null(0))
        .sort(COMENTION_DAYS.key)
        .select(pl.col(name).cast(type_) for name, type_ in COMENTION_DAYS.schema.items())
    )


def actor_days(mentions: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """ACTOR_DAYS of these articles: one row an actor and a day. Arguments as for `comention_days`."""
    return (
        mentions.pipe(counted, articles)
        .group_by("actor_id", "day")
        .agg(
            pl.col("article_id").n_unique().alias("article_count"),
            pl.struct("article_id", "sentence_index").n_unique().alias("sentence_count"),
            pl.len().alias("mention_count"),
        )
        .sort(ACTOR_DAYS.key)
        .select(pl.col(name).cast(type_) for name, type_ in ACTOR_DAYS.schema.items())
    )


def counted(mentions: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """The mentions that count, each with its day: resolved, not mere places, in articles that are originals."""
    originals = articles.filter("is_original").select("article_id", day="published_on")
    return (
        mentions.filter(pl.col("actor_id").is_not_null() & ~pl.col("is_place"))
        .select("article_id", "sentence_index", "actor_id")
        .join(originals, on="article_id")
    )


def pairs(seen: pl.DataFrame, *unit: str) -> pl.DataFrame:
    """One row a unit (article, or sentence of it) and pair of distinct actors in it, with the unit's actor count."""
    actors = seen.unique(["actor_id", *unit]).with_columns(actor_count=pl.len().over(*unit))
    return (
        actors.rename({"actor_id": "actor_a_id"})
        .join(actors.select("actor_id", *unit).rename({"actor_id": "actor_b_id"}), on=unit)
        .filter(pl.col("actor_a_id") < pl.col("actor_b_id"))
    )
