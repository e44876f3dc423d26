"""articles → how many were published on each day, by whom and in which language: what every share is a share of."""

from __future__ import annotations

import polars as pl

from warehouse.tables import ARTICLE_DAYS


def article_days(articles: pl.DataFrame) -> pl.DataFrame:
    """ARTICLE_DAYS of these articles: one row a day, publisher and language.

    `articles` has `published_on`, `publisher`, `language`, `is_original` and `sentence_count` (headline included).
    """
    return (
        articles.with_columns(sentence_count=pl.when("is_original").then("sentence_count").otherwise(0))
        .group_by(day="published_on", publisher="publisher", language="language")
        .agg(
            article_count=pl.len(),
            text_count=pl.col("is_original").sum(),
            sentence_count=pl.col("sentence_count").sum(),
        )
        .sort(ARTICLE_DAYS.key)
        .select(pl.col(name).cast(kind) for name, kind in ARTICLE_DAYS.schema.items())
    )
