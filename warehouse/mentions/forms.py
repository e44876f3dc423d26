"""mentions → in which words each actor is named, and how often: what is looked up by name and what is curated."""

from __future__ import annotations

import polars as pl

from warehouse.tables import ACTOR_FORMS, ACTOR_READINGS

CONFIDENCE_DIGITS = 6  # of each confidence, so that sums are the same in whatever order they are added up


def actor_forms(mentions: pl.DataFrame) -> pl.DataFrame:
    """ACTOR_FORMS of whole articles' MENTIONS: one row an actor, or nobody, and a form of words."""
    return (
        mentions.with_columns(is_ambiguous=pl.col("actor_id").is_null() & (pl.col("candidates").list.len() > 0))
        .group_by(ACTOR_FORMS.key)
        .agg(
            mention_count=pl.len(),
            article_count=pl.col("article_id").n_unique(),
            confidence_sum=pl.col("confidence").round(CONFIDENCE_DIGITS).sum(),
        )
        .sort(ACTOR_FORMS.key)
        .select(pl.col(name).cast(kind) for name, kind in ACTOR_FORMS.schema.items())
    )


def actor_readings(mentions: pl.DataFrame) -> pl.DataFrame:
    """ACTOR_READINGS of MENTIONS: one row an actor and a way in which mentions describe it."""
    return (
        mentions.filter(pl.col("actor_id").is_not_null())
        .group_by(ACTOR_READINGS.key)
        .agg(mention_count=pl.len())
        .sort(ACTOR_READINGS.key)
        .select(pl.col(name).cast(kind) for name, kind in ACTOR_READINGS.schema.items())
    )
