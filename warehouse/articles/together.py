"""What articles say of each other: which are copies, which tell one story, and what that says of their days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from warehouse.articles.article import Clue, Published
from warehouse.articles.copies import copy_groups, copy_pairs
from warehouse.articles.dates.decide import decide
from warehouse.articles.stories import story_groups
from warehouse.tables import ARTICLE_GROUPS


def date_story(clues: Mapping[str, tuple[Clue, ...]]) -> dict[str, Published]:
    """When each article of one story was published, from its own clues and the other articles' days.

    Another article is evidence only as it is dated without this one: by its own clues. So no day can support itself,
    and the order in which the articles came does not matter.
    """
    alone = {article: decide(own) for article, own in clues.items()}
    if len(clues) == 1:
        return alone
    return {
        article: decide(own, siblings=[day for other, day in alone.items() if other != article])
        for article, own in clues.items()
    }


def alone(articles: pl.DataFrame) -> pl.DataFrame:
    """ARTICLE_GROUPS of articles (`article_id`) that no other is known to resemble."""
    own = pl.col("article_id")
    return articles.select(own, copy_group_id=own, is_original=pl.lit(True), story_id=own, family_id=own)


def relate(
    signatures: pl.DataFrame, terms: pl.DataFrame, clues: Mapping[str, tuple[Clue, ...]]
) -> tuple[dict[str, Published], pl.DataFrame]:
    """The day of every article and ARTICLE_GROUPS, for articles that are all at hand.

    `signatures` and `terms` are COPY_SIGNATURES and STORY_TERMS of the articles that `clues` names.
    """
    groups = alone(signatures.select("article_id"))
    groups = groups.update(story_groups(terms), on="article_id")
    days = _date_stories(groups, clues)
    pairs = copy_pairs(signatures, signatures.clear())
    dates = pl.DataFrame(
        {"article_id": list(days), "published_on": [published.on for published in days.values()]},
        schema={"article_id": pl.String(), "published_on": pl.Date()},
    )
    existing = groups.select("article_id", "copy_group_id").clear()
    groups = groups.update(copy_groups(pairs, existing, dates), on="article_id")
    return days, groups.select(ARTICLE_GROUPS.schema.names())


def _date_stories(groups: pl.DataFrame, clues: Mapping[str, tuple[Clue, ...]]) -> dict[str, Published]:
    stories: Iterable[list[str]] = groups.group_by("story_id").agg("article_id")["article_id"].to_list()
    return {
        article: published
        for members in stories
        for article, published in date_story({member: clues[member] for member in sorted(members)}).items()
    }
