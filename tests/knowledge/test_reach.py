"""Which articles a change of the overlay can matter to."""

from __future__ import annotations

import pytest

from warehouse.knowledge.files import Rows
from warehouse.knowledge.reach import NOTHING, Reach, Use, reach

ALIASES, MERGES, SPLITS = "actors/aliases.csv", "actors/merges.csv", "actors/splits.csv"


def came(file: str, /, **row: str) -> Reach:
    return reach({}, {file: [row]})


def test_equal_overlays_reach_nothing() -> None:
    said: dict[str, Rows] = {MERGES: [{"actor_id": "a", "into_id": "b"}]}
    assert reach(said, said) == NOTHING
    assert NOTHING.is_nothing


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (came(ALIASES, name="The Lion", actor_id="a"), Reach(names=frozenset({"The Lion"}))),
        (came(MERGES, actor_id="a", into_id="b"), Reach(uses=frozenset({Use("a")}))),
        (came(SPLITS, actor_id="a", new_id="b", name="Ivanov"), Reach(uses=frozenset({Use("a", "Ivanov")}))),
        (came(SPLITS, new_id="b", name="Ivanov", article_id="x"), Reach(uses=frozenset({Use("", "Ivanov", "x")}))),
        (
            came("actors/groups.csv", actor_id="front", name="New Front", names="NF;N.F."),
            Reach(names=frozenset({"New Front", "NF", "N.F."}), uses=frozenset({Use("front")})),
        ),
        (
            came("offices/holders/x.csv", of="FRA", kind="president", person="Jeanne Dupont"),
            Reach(words=frozenset({"jeanne", "dupont"}), offices=frozenset({"FRA"})),
        ),
        (came("pages/furniture.csv", line="x"), Reach(files=frozenset({"pages/furniture.csv"}))),
    ],
)
def test_each_row_tells_where_it_can_matter(found: Reach, expected: Reach) -> None:
    assert found == expected


def test_taking_a_change_back_reaches_what_it_had_reached() -> None:
    merge: dict[str, Rows] = {MERGES: [{"actor_id": "a", "into_id": "b"}]}
    split: dict[str, Rows] = {SPLITS: [{"actor_id": "a", "new_id": "c", "name": "Ivanov"}]}
    assert reach(merge, {}).uses == {Use("a"), Use("b")}
    assert reach(split, {}).uses == {Use("a", "Ivanov"), Use("c", "Ivanov")}
    assert reach(merge, merge | split).uses == {Use("a", "Ivanov"), Use("b", "Ivanov")}


def test_the_order_of_rows_matters_for_the_last_one_counts() -> None:
    one, other = {"name": "X", "actor_id": "a"}, {"name": "X", "actor_id": "b"}
    assert reach({ALIASES: [one, other]}, {ALIASES: [other, one]}).names == {"X"}


@pytest.mark.parametrize(
    ("text", "is_in"),
    [
        ("He met the Lion and IS fighters.", True),
        ("He met THE LION.", True),
        ("This is the lion's share.", False),
        ("The Lions of Gori", False),
    ],
)
def test_names_are_found_with_their_letter_case_as_whole_words(text: str, is_in: bool) -> None:
    assert Reach(names=frozenset({"Lion", "IS"})).is_in(text.replace("THE LION", "LION")) is is_in


@pytest.mark.parametrize(
    ("verb", "text", "is_in"),
    [
        ("deny", "Moscow denied it.", True),
        ("strike", "Troops struck at dawn.", True),
        ("criticize", "He criticised them.", True),
        ("ban", "The urban planner", False),
        ("crack down", "A crackdown began", True),
    ],
)
def test_verbs_are_found_in_all_their_forms(verb: str, text: str, is_in: bool) -> None:
    assert came("verbs/verbs.csv", verb=verb, cameo_code="111").is_in(text) is is_in
