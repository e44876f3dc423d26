"""How often each actor is named in which words."""

from __future__ import annotations

from typing import Any

import polars as pl

from tests.rows import rows
from warehouse import tables
from warehouse.mentions.forms import actor_forms, actor_readings

NORWAY: dict[str, Any] = {"actor_id": "norway", "actor_name": "Norway", "actor_type": "country", "text": "Oslo"}
NOBODY: dict[str, Any] = {"actor_id": None, "actor_name": None, "text": "Berg", "mention_kind": "name"}


def mentions(*given: dict[str, Any]) -> pl.DataFrame:
    kind = {"mention_kind": "capital", "confidence": 0.5}
    return rows(tables.MENTIONS, [{"mention_id": str(n)} | kind | row for n, row in enumerate(given)])


def test_a_form_counts_its_mentions_and_the_articles_that_hold_them() -> None:
    found = actor_forms(mentions(*[NORWAY | {"article_id": article} for article in ("a", "a", "b")]))
    assert found.select("actor_id", "text", "mention_count", "article_count", "confidence_sum").rows() == [
        ("norway", "Oslo", 3, 2, 1.5)
    ]


def test_a_name_that_may_mean_several_stands_apart_from_one_that_nobody_was_found_for() -> None:
    several = [{"actor_id": "berg-1", "confidence": 0.5}, {"actor_id": "berg-2", "confidence": 0.5}]
    found = actor_forms(mentions(NOBODY, NOBODY | {"candidates": several}))
    assert found.select("text", "is_ambiguous", "mention_count").rows() == [("Berg", False, 1), ("Berg", True, 1)]


def test_readings_are_those_of_actors_alone() -> None:
    found = actor_readings(mentions(NORWAY, NORWAY | {"sector_code": "GOV"}, NORWAY, NOBODY))
    assert found.select("actor_id", "sector_code", "mention_count").rows() == [
        ("norway", None, 2),
        ("norway", "GOV", 1),
    ]
