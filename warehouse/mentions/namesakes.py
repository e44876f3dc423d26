"""People whom only texts name → who of them is one person: named here with a country and there without.

An id is made of name and country, so that namesakes of two countries stay two. Somebody whom a text names without any
country may be one of them; he is, when in the whole lake there is only one, and nothing that texts say speaks against
it. What comes out depends on the people in the lake, never on the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from warehouse.knowledge.actor_names import Actors
from warehouse.mentions.people import name_key, text_person_id

REASON = "same name"  # how the reason of every join begins


class Join(NamedTuple):
    """One person under two ids; `reason` says why, and begins with REASON."""

    actor_id: str
    into_id: str
    reason: str


class Revision(NamedTuple):
    """What is to become of the joins among a user's merges: those that no longer hold, and those that are missing."""

    withdrawn: list[dict[str, str]]
    added: list[Join]


@dataclass
class Person:
    """Somebody whom only texts name, and what they say."""

    actor_id: str
    name: str
    countries: set[str] = field(default_factory=set)
    sectors: set[str] = field(default_factory=set)
    mention_count: int = 0

    def contradicts(self, other: Person) -> bool:
        """Whether they are said to be of different countries, or to be something else altogether."""
        return any(
            mine and theirs and not mine & theirs
            for mine, theirs in ((self.countries, other.countries), (self.sectors, other.sectors))
        )


def joins(readings: Iterable[Mapping[str, Any]], actors: Actors) -> list[Join]:
    """The ids without a country that mean the one namesake who has one.

    `readings` are rows of ACTOR_READINGS of people whom knowledge lacks.
    """
    return sorted(_joins(_people(readings), actors))


def _joins(people: Iterable[Person], actors: Actors) -> Iterator[Join]:
    namesakes: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        namesakes[name_key(person.name, actors)].append(person)
    for key, group in namesakes.items():
        bare = next((p for p in group if p.actor_id == text_person_id(p.name, None, actors)), None)
        others = [p for p in group if p is not bare]
        if bare is None or len(others) != 1 or " " not in key or bare.contradicts(others[0]):
            continue
        one = others[0]
        where = ", ".join(sorted(one.countries))
        yield Join(
            bare.actor_id, one.actor_id, f"{REASON}: {one.name} of {where}, and no other is named with a country"
        )


def revision(merges: Sequence[dict[str, str]], readings: Iterable[Mapping[str, Any]], actors: Actors) -> Revision:
    """What texts say by now of the joins in `merges`, rows of merges.csv. Whom any row merges is not joined again."""
    told = list(readings)
    merged = {row["actor_id"] for row in merges}
    withdrawn = [row for row in standing(merges) if not is_alone(row["into_id"], told, actors)]
    return Revision(withdrawn, [join for join in joins(told, actors) if join.actor_id not in merged])


def standing(merges: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of merges.csv that are joins, and no merges of the user's own."""
    return [row for row in merges if row.get("reason", "").startswith(REASON)]


def is_alone(into_id: str, readings: Iterable[Mapping[str, Any]], actors: Actors) -> bool:
    """Whether an id is still the only one of its name that has a country: whether a join into it holds."""
    people = list(_people(readings))
    one = next((p for p in people if p.actor_id == into_id), None)
    if one is None:
        return False
    key = name_key(one.name, actors)
    same = [p for p in people if p is not one and name_key(p.name, actors) == key]
    return all(p.actor_id == text_person_id(p.name, None, actors) for p in same)


def _people(readings: Iterable[Mapping[str, Any]]) -> Iterable[Person]:
    people: dict[str, Person] = {}
    rows = sorted(readings, key=lambda row: (-row["mention_count"], str(row["actor_name"])))
    for row in rows:
        person = people.setdefault(row["actor_id"], Person(row["actor_id"], row["actor_name"] or ""))
        person.mention_count += row["mention_count"]
        person.countries |= {row["country_code"]} - {None}
        person.sectors |= {row["sector_code"]} - {None}
    return people.values()
