"""Copies: reprints find each other, filled-in forms and other reports of the same happening do not."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from warehouse.articles.article import Article
from warehouse.articles.copies import copy_groups, copy_pairs, copy_signature, copy_signatures

FLOOD = """\
The river Orla rose above its banks on Tuesday night and flooded the lower quarter of Tarvik, the mayor said.
Some 340 people left their homes, and the army sent two companies of engineers with boats and pumps.

"We have not seen water like this since my grandfather kept the ferry," said Mayor Ilse Brandt, who toured the
quarter with the head of the provincial fire service. Schools will stay closed until Monday.

Engineers expect the level to fall slowly from Thursday. The railway between Tarvik and the port of Lunde is
cut in three places, and the company that runs it said that repairs would take at least ten days.

Farmers along the lower Orla moved cattle to higher ground. The provincial government promised to pay for lost
fodder and asked the capital for help with the dikes, two of which were built before the war.

Insurance companies gave no figure for the damage. A spokesman of the largest of them, Nordland Mutual, said
that its assessors could not yet enter the quarter.
"""
OTHER_REPORT = """\
Hundreds were driven from their houses in Tarvik when the Orla burst its banks, officials in the province
said. Soldiers brought pumps. Classes are called off for the rest of the week and trains to Lunde do not run.

Mayor Ilse Brandt told reporters that the water was the highest in three generations. The fire service counted
340 people in emergency shelters, most of them in the sports hall.
"""
CALL = """\
{president} had a telephone conversation with the President of {country}, {name}. The two leaders discussed
the state of relations between their countries and agreed to keep working together in trade and energy. They
also exchanged views on matters of regional security. The conversation took place at the initiative of the
{side} side, and the leaders agreed to continue their contacts at various levels in the coming months.
"""


def signatures(**bodies: str) -> pl.DataFrame:
    return copy_signatures(Article(name, title=None, body=body) for name, body in bodies.items())


def pairs(**bodies: str) -> set[tuple[str, str]]:
    new = signatures(**bodies)
    return set(copy_pairs(new, new.clear()).select("article_a", "article_b").rows())


def cut_at_end(body: str) -> str:
    paragraphs = body.split("\n\n")
    return "\n\n".join(paragraphs[: len(paragraphs) * 2 // 3])


REPRINTS = {
    "the same text": FLOOD,
    "cut at its end": cut_at_end(FLOOD),
    "a sentence added": FLOOD.replace("Schools will", "A clip shows a cow on a roof. Schools will"),
    "words and numbers changed": FLOOD.replace("340", "360").replace("said Mayor", "told us Mayor").replace("two", "2"),
    "other furniture": f"Home | World | Weather\n\n{FLOOD}\n\nSign up for our evening letter. All rights reserved.",
    "other line breaks and capitals": FLOOD.replace("\n", " ").replace("The river Orla", "THE RIVER ORLA"),
}


@pytest.mark.parametrize("change", REPRINTS)
def test_a_reprint_is_a_copy(change):
    assert pairs(first=FLOOD, second=REPRINTS[change]) == {("first", "second")}


def test_another_report_of_the_same_flood_is_no_copy():
    assert pairs(first=FLOOD, second=OTHER_REPORT) == set()


def test_a_form_filled_in_otherwise_is_no_copy():
    finland = CALL.format(president="Marta Koval", country="Finland", name="Aino Laine", side="Finnish")
    chile = CALL.format(president="Marta Koval", country="Chile", name="Pedro Rojas", side="Chilean")
    assert pairs(first=finland, second=chile) == set()
    assert pairs(first=finland, second=finland.replace("trade and energy", "energy and trade")) != set()


def test_short_texts_count_their_headlines():
    notices = [
        Article("a", "Ferry sinks off Lunde", "Details to follow."),
        Article("b", "Mayor resigns", "Details to follow."),
    ]
    new = copy_signatures(notices)
    assert copy_pairs(new, new.clear()).is_empty()


@pytest.mark.parametrize("body", ["", "One.", "— … —", "洪水が町を襲った。" * 20])
def test_any_text_has_a_signature(body):
    signature = copy_signature(body, None)
    assert len(signature.signature) == 126
    assert len(signature.bands) == 42


def test_texts_without_spaces_are_compared_by_characters():
    text = (
        "河水周二晚间漫过堤岸淹没了城市的低洼地区市长表示约三百四十人离开了家园军队派出两个工兵连携带船只和水泵前往救援"
    )
    assert pairs(first=text, second=text.replace("三百", "四百")) == {("first", "second")}


def test_the_signature_never_changes():
    # Signatures of old articles lie in lakes; a new way of hashing would part copies from their originals.
    signature = copy_signature("The river rose above its banks on Tuesday night.", "Flood")
    assert signature.signature[:3] == [1166923150, 591574603, 1089747368]
    assert signature.bands[0] == 788218888804350992


def test_pairs_come_once_and_only_where_one_is_new():
    old, new = signatures(a=FLOOD, b=cut_at_end(FLOOD)), signatures(c=FLOOD + " End.")
    found = copy_pairs(new, pl.concat([old, new])).select("article_a", "article_b").rows()
    assert found == [("a", "c"), ("b", "c")]


def test_a_text_reprinted_many_times_makes_few_pairs():
    new = signatures(**{f"copy{number:03}": FLOOD for number in range(200)})
    found = copy_pairs(new, new.clear())
    assert len(found) == 199
    assert set(found["article_a"]) == {"copy000"}


def existing(**groups: str) -> pl.DataFrame:
    rows = list(groups.items())
    return pl.DataFrame(rows, schema={"article_id": pl.String, "copy_group_id": pl.String}, orient="row")


def linked(*rows: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"article_a": pl.String, "article_b": pl.String}, orient="row")


def days(**published_on: date | None) -> pl.DataFrame:
    rows = list(published_on.items())
    return pl.DataFrame(rows, schema={"article_id": pl.String, "published_on": pl.Date}, orient="row")


def test_the_original_is_the_earliest_known_and_undated_copies_come_last():
    groups = copy_groups(
        linked(("a", "b"), ("b", "c")), existing(), days(a=None, b=date(2006, 10, 27), c=date(2006, 10, 26))
    )
    assert groups.rows() == [("a", "a", False), ("b", "a", False), ("c", "a", True)]


def test_a_late_article_joins_two_groups():
    groups = copy_groups(linked(("b", "z"), ("d", "z")), existing(a="a", b="a", c="c", d="c"), days())
    assert groups["copy_group_id"].to_list() == ["a"] * 5
    assert groups.filter("is_original")["article_id"].to_list() == ["a"]


def test_a_group_outlives_the_article_that_named_it():
    groups = copy_groups(linked(), existing(b="a", c="a"), days())
    assert groups.rows() == [("b", "b", True), ("c", "b", False)]


def test_cutting_the_input_into_commits_does_not_change_the_groups():
    everything = signatures(a=FLOOD, b=cut_at_end(FLOOD), c=OTHER_REPORT, d=FLOOD + " More soon.")
    at_once = copy_groups(copy_pairs(everything, everything.clear()), existing(), days())
    for order in (["a", "b", "c", "d"], ["d", "c", "b", "a"], ["b", "d", "a", "c"]):
        groups = existing()
        for count, name in enumerate(order):
            new = everything.filter(pl.col("article_id") == name)
            old = everything.filter(pl.col("article_id").is_in(order[:count]))
            groups = copy_groups(copy_pairs(new, old), groups.select("article_id", "copy_group_id"), days())
        assert groups.equals(at_once)
