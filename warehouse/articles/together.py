"""What articles say of each other: which are copies, which tell one story, and what that says of their days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from warehouse.articles.article import Clue, Published
from warehouse.articles.copies import copy_groups, copy_pairs
from warehouse.articles.dates.acts import relatives
from warehouse.articles.dates.decide import decide
from warehouse.articles.stories import story_groups
from warehouse.tables import ARTICLE_GROUPS

Clues = Mapping[str, tuple[Clue, ...]]


def date_articles(stories: Iterable[Collection[str]], clues: Clues) -> dict[str, Published]:
    """When each article of some whole stories was published, from its own clues and other articles' days.

    `clues` are those of all articles of the stories and of articles that may tell of the same acts. Another article
    is evidence only as it is dated without this one: by its own clues. So no day can support itself, and the order in
    which the articles came does not matter.
    """
    alone = {article: decide(own) for article, own in clues.items()}
    members = [sorted(story) for story in stories]
    undated = {article: clues[article] for story in members for article in story if alone[article].on is None}
    kin = relatives(undated, clues)
    return {
        article: _decide_together(article, story, clues[article], kin.get(article, set()), alone)
        for story in members
        for article in story
    }


def _decide_together(
    article: str, story: Collection[str], own: tuple[Clue, ...], kin: Collection[str], alone: Mapping[str, Published]
) -> Published:
    siblings = [alone[other] for other in story if other != article]
    others = [alone[other] for other in sorted(kin) if other not in story]
    return decide(own, siblings=siblings, relatives=others) if siblings or others else alone[article]


def alone(articles: pl.DataFrame) -> pl.DataFrame:
    """ARTICLE_GROUPS of articles (`article_id`) that no other is known to resemble."""
    own = pl.col("article_id")
    return articles.select(own, copy_group_id=own, is_original=pl.lit(True), story_id=own, family_id=own)


def relate(signatures: pl.DataFrame, terms: pl.DataFrame, clues: Clues) -> tuple[dict[str, Published], pl.DataFrame]:
    """The day of every article and ARTICLE_GROUPS, for articles that are all at hand.

    `signatures` and `terms` are COPY_SIGNATURES and STORY_TERMS of the articles that `clues` names.
    """
    groups = alone(signatures.select("article_id"))
    groups = groups.update(story_groups(terms), on="article_id")
    days = date_articles(groups.group_by("story_id").agg("article_id")["article_id"].to_list(), clues)
    pairs = copy_pairs(signatures, signatures.clear())
    dates = pl.DataFrame(
        {"article_id": list(days), "published_on": [published.on for published in days.values()]},
        schema={"article_id": pl.String(), "published_on": pl.Date()},
    )
    existing = groups.select("article_id", "copy_group_id").clear()
    groups = groups.update(copy_groups(pairs, existing, dates), on="article_id")
    return days, groups.select(ARTICLE_GROUPS.schema.names())
