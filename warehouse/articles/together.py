"""What articles say of each other: which are copies, which tell one story, and what that says of their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from warehouse.articles.article import Clue, Published
from warehouse.articles.copies import copy_groups, copy_pairs
from warehouse.articles.dates.among import date_among
from warehouse.articles.stories import link_counts, story_groups, story_links
from warehouse.tables import ARTICLE_GROUPS


def alone(articles: pl.DataFrame) -> pl.DataFrame:
    """ARTICLE_GROUPS of articles (`article_id`) that no other is known to resemble."""
    own = pl.col("article_id")
    return articles.select(own, copy_group_id=own, is_original=pl.lit(True), story_id=own, family_id=own)


def relate(
    signatures: pl.DataFrame, terms: pl.DataFrame, clues: Mapping[str, Sequence[Clue]]
) -> tuple[dict[str, Published], pl.DataFrame]:
    """The day of every article and ARTICLE_GROUPS, for articles that are all at hand.

    `signatures` and `terms` are COPY_SIGNATURES and STORY_TERMS of the articles that `clues` names.
    """
    groups = alone(signatures.select("article_id"))
    counts = link_counts(story_links(terms, terms.clear()))
    groups = groups.update(story_groups(terms, counts), on="article_id")
    days = date_among(clues, dict(groups.select("article_id", "story_id").iter_rows()))
    pairs = copy_pairs(signatures, signatures.clear())
    dates = pl.DataFrame(
        {"article_id": list(days), "published_on": [published.on for published in days.values()]},
        schema={"article_id": pl.String(), "published_on": pl.Date()},
    )
    existing = groups.select("article_id", "copy_group_id").clear()
    groups = groups.update(copy_groups(pairs, existing, dates), on="article_id")
    return days, groups.select(ARTICLE_GROUPS.schema.names())
