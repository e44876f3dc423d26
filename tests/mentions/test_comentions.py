"""Who is counted with whom."""

from __future__ import annotations

from datetime import date

import polars as pl

from warehouse.knowledge.actor_names import Actors
from warehouse.mentions.actors import actor_rows, role_rows
from warehouse.mentions.comentions import actor_days, comention_days
from warehouse.mentions.forms import actor_readings
from warehouse.tables import ACTOR_DAYS, ACTOR_ROLES, ACTORS, COMENTION_DAYS

DAY = date(2006, 10, 26)


def mention(article_id: str, sentence_index: int, actor_id: str | None, *, is_place: bool = False) -> dict[str, object]:
    return {"article_id": article_id, "sentence_index": sentence_index, "actor_id": actor_id, "is_place": is_place}


def article(article_id: str, *, is_original: bool = True, published_on: date | None = DAY) -> dict[str, object]:
    return {"article_id": article_id, "is_original": is_original, "published_on": published_on}


def test_a_pair_counts_its_articles_and_sentences_and_shares_its_weight():
    mentions = pl.DataFrame(
        [
            mention("a", 0, "x"),
            mention("a", 0, "y"),
            mention("a", 0, "x"),
            mention("a", 1, "z"),
            mention("b", 0, "y"),
            mention("b", 3, "x"),
        ]
    )
    pairs = comention_days(mentions, pl.DataFrame([article("a"), article("b")]))
    assert pairs.rows() == [("x", "y", DAY, 2, 1, 1.5), ("x", "z", DAY, 1, 0, 0.5), ("y", "z", DAY, 1, 0, 0.5)]


def test_copies_places_and_the_unresolved_tie_nobody():
    mentions = pl.DataFrame(
        [
            mention("a", 0, "x"),
            mention("a", 0, "y", is_place=True),
            mention("a", 0, None),
            mention("copy", 0, "x"),
            mention("copy", 0, "y"),
        ]
    )
    articles = pl.DataFrame([article("a"), article("copy", is_original=False)])
    assert comention_days(mentions, articles).is_empty()
    assert actor_days(mentions, articles).rows() == [("x", DAY, 1, 1, 1)]


def test_articles_without_a_day_are_counted_under_none():
    mentions = pl.DataFrame([mention("a", 0, "x"), mention("a", 0, "y")])
    pairs = comention_days(
        mentions, pl.DataFrame([article("a", published_on=None)], schema_overrides={"published_on": pl.Date})
    )
    assert pairs.rows() == [("x", "y", None, 1, 1, 1.0)]


def test_no_mentions_give_empty_tables_of_the_declared_columns():
    mentions = pl.DataFrame([mention("a", 0, "x")]).clear()
    articles = pl.DataFrame([article("a")])
    assert comention_days(mentions, articles).schema == COMENTION_DAYS.schema
    assert actor_days(mentions, articles).schema == ACTOR_DAYS.schema


def test_actors_are_as_knowledge_has_them_else_as_most_mentions_have_them(actors: Actors):
    columns = ("actor_id", "actor_name", "actor_type", "country_code", "sector_code")
    mentions = pl.DataFrame(
        [
            ("russia", "Kremlin", "country", "RUS", "GOV"),
            ("hash", "Gela Testman", "person", "GEO", "GOV"),
            ("hash", "Gela Testman", "person", None, "PTY"),
            ("hash", "G. Testman", "person", "GEO", "GOV"),
            (None, None, None, None, None),
        ],
        schema=columns,
        orient="row",
    )
    rows = actor_rows(actor_readings(mentions), actors)
    assert rows.schema == ACTORS.schema
    assert rows.rows() == [
        ("hash", "Gela Testman", "person", "GEO", "GOV", "text"),
        ("russia", "Russia", "country", "RUS", "GOV", "knowledge"),
    ]


def test_roles_are_the_terms_of_office(actors: Actors):
    rows = role_rows(["jaap-de-hoop-scheffer", "hash"], actors)
    assert rows.schema == ACTOR_ROLES.schema
    assert "IGO" in rows["sector_code"].to_list()
    assert rows.select("actor_id", "office", "country_code", "held_from").is_unique().all()
