"""Dates articles among others: each by its own clues, its story, and dated articles that tell of the same acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from warehouse.articles.article import Clue, Published
from warehouse.articles.dates.acts import relatives
from warehouse.articles.dates.decide import decide


def date_among(
    clues: Mapping[str, Sequence[Clue]], story_of: Mapping[str, str], asked: Collection[str] | None = None
) -> dict[str, Published]:
    """When each article was published; `clues` and `story_of` are of all articles that may bear on each other.

    With `asked`, only these articles are dated; the others are evidence.

    Another article is evidence only as its own clues date it, so no day supports itself, and the order in which
    articles came does not matter. An article that is in no story is its own.
    """
    wanted = clues.keys() if asked is None else [article for article in clues if article in asked]
    alone = {article: decide(own) for article, own in clues.items()}
    stories: dict[str, list[str]] = defaultdict(list)
    for article in sorted(clues):
        stories[story_of.get(article, article)].append(article)
    kin = relatives(
        {article: clues[article] for article in wanted if alone[article].on is None},
        {article: own for article, own in clues.items() if alone[article].on is not None},
    )
    return {
        article: _date(article, clues[article], stories[story_of.get(article, article)], kin.get(article, set()), alone)
        for article in wanted
    }


def _date(
    article: str, own: Sequence[Clue], story: Sequence[str], kin: set[str], alone: Mapping[str, Published]
) -> Published:
    siblings = [alone[other] for other in story if other != article]
    others = [alone[other] for other in sorted(kin - set(story))]
    return decide(own, siblings=siblings, relatives=others) if siblings or others else alone[article]
