"""Who of the people whom only texts name is one person."""

from __future__ import annotations

from itertools import permutations

from warehouse.knowledge.actor_names import Actors
from warehouse.mentions.namesakes import REASON, is_alone, joins, revision, standing
from warehouse.mentions.people import text_person_id

Reading = dict[str, str | int | None]


def person(
    actors: Actors, name: str, country: str | None, sector: str | None = None, guess: str | None = None
) -> Reading:
    """A way in which texts describe somebody; a country that was only guessed is no part of the id."""
    return {
        "actor_id": text_person_id(name, country, actors),
        "actor_name": name,
        "country_code": country or guess,
        "sector_code": sector,
        "mention_count": 2,
    }


def joined(actors: Actors, *readings: Reading) -> list[tuple[str, str]]:
    return [(one.actor_id, one.into_id) for one in joins(readings, actors)]


def test_who_is_named_without_a_country_is_the_only_namesake_that_has_one(actors: Actors):
    bare, zambian = person(actors, "Mihail Zarvandi", None), person(actors, "Mikhail Zarvandi", "ZMB", "BUS")
    other = person(actors, "Anna Milovan", "ZMB")
    for order in permutations([bare, zambian, other]):
        (one,) = joins(order, actors)
        assert (one.actor_id, one.into_id) == (bare["actor_id"], zambian["actor_id"])
        assert "ZMB" in one.reason


def test_of_two_namesakes_with_countries_it_may_be_either(actors: Actors):
    bare, zambian, peruvian = (person(actors, "Paul Zarvandi", code) for code in (None, "ZMB", "PER"))
    assert joined(actors, bare, zambian, peruvian) == []
    assert joined(actors, zambian, peruvian) == []
    assert not is_alone(str(zambian["actor_id"]), [zambian, peruvian], actors)
    assert is_alone(str(zambian["actor_id"]), [bare, zambian], actors)


def test_joins_that_a_second_namesake_disproves_are_withdrawn_and_the_users_merges_stay(actors: Actors):
    bare, zambian, peruvian = (person(actors, "Paul Zarvandi", code) for code in (None, "ZMB", "PER"))
    (join,) = revision([], [bare, zambian], actors).added
    merges = [join._asdict(), {"actor_id": "a", "into_id": "b", "reason": "a misspelling"}]
    assert revision(merges, [bare, zambian], actors) == ([], [])
    assert revision(merges, [bare, zambian, peruvian], actors) == ([join._asdict()], [])
    assert standing(merges) == [join._asdict()]


def test_whom_the_user_merged_is_not_joined(actors: Actors):
    bare, zambian = person(actors, "Paul Zarvandi", None), person(actors, "Paul Zarvandi", "ZMB")
    mine = {"actor_id": str(bare["actor_id"]), "into_id": "kofi-annan", "reason": f"not the {REASON}"}
    assert revision([mine], [bare, zambian], actors) == ([], [])


def test_what_contradicts_keeps_them_apart(actors: Actors):
    soldier, singer = person(actors, "Paul Zarvandi", None, "MIL"), person(actors, "Paul Zarvandi", "ZMB", "CVL")
    assert joined(actors, soldier, singer) == []
    guessed = person(actors, "Paul Zarvandi", None, guess="PER")
    assert joined(actors, guessed, person(actors, "Paul Zarvandi", "ZMB")) == []


def test_a_surname_alone_is_nobodys(actors: Actors):
    assert joined(actors, person(actors, "Zarvandi", None), person(actors, "Zarvandi", "ZMB")) == []
