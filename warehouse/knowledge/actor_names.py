"""Who is known by which name: countries, organisations, armed groups and people, with the offices they held.

Loads `actors/` (its README.md tells the columns) and the office-holders of `offices/`, and finds every name, role
noun and qualifying word of a text in one pass each, by the Aho-Corasick automaton.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick

from warehouse.knowledge import files
from warehouse.knowledge.files import KnowledgeError
from warehouse.knowledge.officeholders import Offices, Tenure, fold

FOLDER = "actors"
SENTENCES_KEPT = 1_000
RECENT = timedelta(days=3 * 365)
SECTORS = frozenset(
    {"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PTY", "REB", "PRM", "UAF", "CRM", "CVL", "JRN"}
    | {"BUS", "LAB", "AGR", "EDU", "MED", "REF", "REL", "SOC", "ELI", "UNK", "IGO", "PRE"}
)
# Sectors whose people news names by the surname alone.
POLITICAL = frozenset({"GOV", "REB", "PTY", "LEG", "PRM", "MIL", "SPY", "ELI", "REL"})
KINDS = frozenset({"country", "territory", "de_facto", "historical", "region"})
EFFECTS = frozenset({"former", "acting", "claimed", "hopeful", "next", "leads", "backs", "based", "plain"})
# Characters that have one plain equal, so that folding a text leaves all offsets where they are.
PLAIN: dict[int, str] = {
    code: folded for code in range(0xA0, 0x250) if len(folded := fold(chr(code))) == 1 and folded.isascii()
} | {0x2019: "'", 0x2018: "'", 0xA0: " ", 0x202F: " ", 0x2009: " ", 0x2010: "-", 0x2011: "-", 0x2B9: "'"}


@dataclass(frozen=True, slots=True)
class Role:
    """An office and its term. A missing day is not known, or, for `held_until`, the office is still held."""

    office: str
    country_code: str | None
    sector_code: str | None
    held_from: date | None = None
    held_until: date | None = None
    kind: str = ""  # of offices/kinds.csv
    organisation: str | None = None

    def covers(self, day: date) -> bool:
        return (self.held_from is None or self.held_from <= day) and (self.held_until is None or day <= self.held_until)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `sector_code` is null for countries, and for people whose offices tell it."""

    actor_id: str
    name: str
    type: str  # person, country, igo, organisation, armed_group, region or other
    country_code: str | None = None
    sector_code: str | None = None
    gender: str | None = None  # f, m or null
    origin: str = "knowledge"  # or user


class Sense(NamedTuple):
    """One thing that a string of text may be. `role` speaks for role nouns, `actor_id` for names."""

    kind: str  # country, adjective, demonym, capital, seat, organisation, person, city, role, modifier, homograph
    actor_id: str = ""
    role: RoleWord | None = None
    effect: str = ""  # of modifiers.csv; of a name, doubtful where another actor mostly has it
    country_code: str | None = None  # of cities


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A role noun or a word that qualifies one. A weak one takes the sector of what it belongs to."""

    role: str
    kind: str  # person, group, body, place or adjective
    sector_code: str | None
    is_weak: bool
    is_plural: bool
    gender: str | None


class NotActor(NamedTuple):
    """What a name that ends (or begins) with a word is, when it is no actor."""

    kind: str  # event, treaty, place or thing
    is_first: bool  # "Battle of Kursk"
    is_last: bool  # "Orange Revolution"
    is_front: bool  # "Operation Barbarossa", "Lake Chad"


class Membership(NamedTuple):
    """Countries that belonged to a body between two days."""

    actor_id: str
    country_codes: tuple[str, ...]
    joined: date | None
    left: date | None


class Split(NamedTuple):
    """A user's word that some mentions of an actor, or of nobody known (""), mean another. Empty conditions fit all."""

    actor_id: str
    new_id: str
    name: str
    country_code: str
    article_id: str

    def fits(self, name: str, country_code: str | None, article_id: str) -> bool:
        return (
            self.name in ("", name)
            and self.country_code in ("", country_code or "")
            and self.article_id in ("", article_id)
        )


class Match(NamedTuple):
    """Characters `start` to `end` of a text, and what they may be."""

    start: int
    end: int
    senses: tuple[Sense, ...]


class Actors:
    """All actors that knowledge names, and the words for roles. Loaded once; read-only afterwards."""

    def __init__(
        self,
        actors: Iterable[Actor],
        names: Iterable[tuple[str, Sense]],
        words: Iterable[tuple[str, Sense]],
        offices: Offices,
        roles: dict[str, tuple[Role, ...]],
        surnames: Mapping[str, Sequence[str]],
        genders: dict[str, str],
        given_names: dict[str, str],
        not_actors: Mapping[str, NotActor],
        cities: dict[str, str],
        members: Sequence[Membership],
        merges: Mapping[str, str],
        splits: Sequence[Split],
        aliases: Sequence[Mapping[str, str]],
    ):
        self.offices = offices
        self.not_actors = not_actors
        self._cities = cities
        self._merges = merges
        self._splits = splits
        self._given = {(plain(row["name"]), row["actor_id"]) for row in aliases if not row["withdrawn"]}
        self._withdrawn = {(plain(row["name"]), row["actor_id"]) for row in aliases if row["withdrawn"]}
        self._given_names = given_names
        self._surnames = surnames
        self.genders = genders
        self._members = members
        self._actors = {actor.actor_id: actor for actor in actors}
        self._roles = roles
        self._terms: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
        for tenure in offices.tenures:
            self._terms[tenure.of, tenure.kind].append(tenure)
        # Offices that ended after this day count as held where no day is known.
        self.recent = max((t.held_from for t in offices.tenures if t.held_from), default=date.max) - RECENT
        self._names = _collect(names)
        self._words = _collect(words)
        self._name_automaton = _automaton(self._names)
        self._word_automaton = _automaton(self._words)
        # A sentence is looked through several times on its way: by the gate, for names, for phrases.
        self._names_in = lru_cache(SENTENCES_KEPT)(
            lambda text: _longest(_matches(self._name_automaton, text, self._names))
        )
        self._words_in = lru_cache(SENTENCES_KEPT)(
            lambda text: _longest(_matches(self._word_automaton, text, self._words))
        )
        # The actors behind the short names that offices/ uses for international bodies.
        self._bodies = {
            of: senses[0].actor_id
            for of in offices.organisation_words
            if (senses := self.named(of) or self.named(of.replace("-", " ")))
        }
        self._countries = {
            actor.country_code: actor.actor_id
            for actor in reversed(self._actors.values())
            if actor.type == "country" and actor.country_code
        }

    @classmethod
    def load(cls, overlay: Path | None = None) -> Actors:
        """Read the knowledge files and the user's overlay. Raises KnowledgeError where a row can't be used."""
        return _load(overlay)

    def get(self, actor_id: str) -> Actor | None:
        return self._actors.get(actor_id)

    def ids(self) -> list[str]:
        """The ids of all actors that knowledge names."""
        return list(self._actors)

    def known_as(self, actor_id: str) -> list[str]:
        """Every name by which an actor is found, in the order of the alphabet."""
        return sorted(name for name, senses in self._names.items() if any(s.actor_id == actor_id for s in senses))

    def __getitem__(self, actor_id: str) -> Actor:
        return self._actors[actor_id]

    def roles(self, actor_id: str) -> tuple[Role, ...]:
        return self._roles.get(actor_id, ())

    def bearers(self, name: str, found: Iterable[str]) -> tuple[str, ...]:
        """Of the people found to bear a name those whom the user's aliases leave."""
        key, people = plain(name), tuple(dict.fromkeys(found))
        given = tuple(actor_id for actor_id in people if (key, actor_id) in self._given)
        return given or tuple(actor_id for actor_id in people if (key, actor_id) not in self._withdrawn)

    def corrected(self, actor_id: str | None, name: str, country_code: str | None, article_id: str) -> str | None:
        """The actor in whose place the user puts this one, by `merges.csv` and `splits.csv`; else the same."""
        for split in self._splits:
            if split.actor_id == (actor_id or "") and split.fits(name, country_code, article_id):
                return split.new_id
        for _ in range(8):  # a merge may lead to another; a ring of merges ends somewhere in it
            if actor_id is None or actor_id not in self._merges:
                break
            actor_id = self._merges[actor_id]
        return actor_id

    def city_country(self, name: str) -> str | None:
        """Country of the city of that name, where one outweighs all others of the name."""
        return self._cities.get(plain(name))

    def gender(self, name: str) -> str | None:
        """f or m by the first given name, where it is telling."""
        return gender_of(name, self.genders)

    def surnamed(self, surname: str) -> tuple[str, ...]:
        """Ids of those whom a surname alone may mean: office-holders who bear it, else others of politics."""
        holders = tuple(person.person_id for person in self.offices.surnamed(surname))
        return holders or tuple(self._surnames.get(plain(surname), ()))

    def is_known_by_surname(self, word: str) -> bool:
        """Whether a word, by itself, is the surname of somebody whom news so names, and seldom anything else."""
        return plain(word) in self._surnames

    def given_name(self, name: str) -> str:
        """The spelling that stands for all spellings of a given name: Mikhail for Mikheil."""
        return self._given_names.get(fold(name).lower(), name)

    def is_given_name(self, name: str) -> bool:
        folded = name if name.isascii() else fold(name)
        return folded in self.genders or folded.lower() in self._given_names

    def members(self, actor_id: str, on: date) -> frozenset[str]:
        """Alpha-3 codes of the countries that belonged to a body on a day."""
        return frozenset(
            code
            for row in self._members
            if row.actor_id == actor_id and (row.joined or on) <= on <= (row.left or on)
            for code in row.country_codes
        )

    def body(self, of: str | None) -> str | None:
        """The actor behind a short name of offices/organisations.csv."""
        return self._bodies.get(of or "")

    def office_place(self, actor: Actor) -> str | None:
        """How offices/ names a country or body: its alpha-3 code or short name."""
        if actor.type == "country":
            return actor.country_code
        return next((of for of, actor_id in self._bodies.items() if actor_id == actor.actor_id), None)

    def terms(self, of: str, kind: str) -> Sequence[Tenure]:
        """Everybody who held that kind of office there."""
        return self._terms.get((of, kind), ())

    def country(self, country_code: str | None) -> Actor | None:
        """The country with that ISO 3166 alpha-3 code."""
        return self._actors.get(self._countries.get(country_code or "", ""))

    def named(self, name: str) -> tuple[Sense, ...]:
        """What a whole string may name, letter case as in a text."""
        return self._names.get(plain(name), ())

    def is_generic(self, name: str) -> bool:
        """Whether a name is a plain role noun too, which many countries' bodies bear: "Democratic Party"."""
        return any(sense.role is not None for sense in self._words.get(plain(name).lower(), ()))

    def names(self, text: str) -> tuple[Match, ...]:
        """The names in a text, the longest of those that overlap, left to right."""
        return self._names_in(text)

    def words(self, text: str) -> tuple[Match, ...]:
        """Role nouns, and words that qualify them, in a text of whatever case; as for `names`."""
        return self._words_in(text.lower())


def plain(text: str) -> str:
    """The text with accents, curly apostrophes and odd spaces made plain, character for character."""
    return text.translate(PLAIN)


def _collect(pairs: Iterable[tuple[str, Sense]]) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, dict[Sense, None]] = defaultdict(dict)
    for name, sense in pairs:
        if name:
            found[plain(name.removeprefix("the "))][sense] = None
    return {name: tuple(senses) for name, senses in found.items()}


def _automaton(names: dict[str, tuple[Sense, ...]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for name in names:
        automaton.add_word(name)
    automaton.make_automaton()
    return automaton


def _matches(
    automaton: ahocorasick.Automaton, text: str, names: dict[str, tuple[Sense, ...]]
) -> Iterator[tuple[int, int, tuple[Sense, ...]]]:
    size = len(text)
    for last, length in automaton.iter(text):
        start, end = last + 1 - length, last + 1
        if start and text[start - 1].isalnum():
            continue
        if end < size and text[end].isalnum():
            continue
        yield start, end, names[text[start:end]]


def _longest(found: Iterable[tuple[int, int, tuple[Sense, ...]]]) -> tuple[Match, ...]:
    kept: list[Match] = []
    reached = 0
    for start, end, senses in sorted(found, key=lambda match: (match[0], -match[1])):
        if start >= reached:
            kept.append(Match(start, end, senses))
            reached = end
    return tuple(kept)


# Loading


def _load(overlay: Path | None) -> Actors:
    actors: dict[str, Actor] = {}
    names: list[tuple[str, Sense]] = []
    for row in _rows("countries.csv", overlay):
        actor = _place(row)
        actors[actor.actor_id] = actor
        names += _place_names(row, actor)
    for file in ("organisations.csv", "groups.csv"):
        for row in _rows(file, overlay):
            actor = _organisation(row, file)
            actors[actor.actor_id] = actor
            names += [(name, Sense("organisation", actor.actor_id)) for name in [row["name"], *listed(row["names"])]]
            doubtful = listed(row.get("doubtful", ""))
            names += [(name, Sense("organisation", actor.actor_id, effect="doubtful")) for name in doubtful]
    offices = Offices.load(overlay)
    genders = {name: row["gender"] for row in _rows("given_names.csv", overlay) for name in listed(row["names"])}
    roles: dict[str, tuple[Role, ...]] = {}
    for actor, terms, known_as in _people(offices, overlay, genders):
        actors[actor.actor_id] = actor
        roles[actor.actor_id] = terms
        names += [(name, Sense("person", actor.actor_id)) for name in known_as if " " in name or len(known_as) == 1]
    aliases = _rows("aliases.csv", overlay)
    names = _with_aliases(names, aliases, actors)
    actors |= _new_actors(_rows("splits.csv", overlay), actors)
    words = list(_role_words(_rows("roles.csv", overlay)))
    effects = {row["modifier"]: row["effect"] for row in _rows("modifiers.csv", overlay)}
    words += [(word, Sense("modifier", effect=effect)) for word, effect in effects.items()]
    spellings = [listed(row["spellings"]) for row in files.rows("offices/given_names.csv", overlay).to_dicts()]
    given_names = {fold(name).lower(): group[0] for group in reversed(spellings) for name in group}
    not_actors = {
        row["word"]: NotActor(
            row["kind"] or "thing",
            row["place"] in ("first", "front", "either"),
            row["place"] in ("last", "either"),
            row["place"] == "front" or (row["kind"] == "place" and row["place"] in ("first", "either")),
        )
        for row in _rows("not_actors.csv", overlay)
    }
    cities, big_cities = _cities(overlay)
    taken = {plain(name) for name, _ in names} | set(genders) | {word.title() for word, _ in words}
    surnames = _known_by_surname(actors, offices, overlay, taken | {n.title() for n in given_names})
    taken |= {surname for person in offices.persons.values() for surname in person.surnames}
    names += [(name, Sense("city", country_code=cities[name])) for name in big_cities if name not in taken]
    members = [
        Membership(row["actor_id"], tuple(listed(row["country_codes"])), _day(row["joined"]), _day(row["left"]))
        for row in _rows("members.csv", overlay)
    ]
    return Actors(
        actors.values(),
        names,
        words,
        offices,
        roles,
        surnames,
        genders,
        given_names,
        not_actors,
        cities,
        members,
        {row["actor_id"]: row["into_id"] for row in _rows("merges.csv", overlay)},
        [Split(*(row.get(key, "") for key in Split._fields)) for row in _rows("splits.csv", overlay)],
        aliases,
    )


def _with_aliases(
    names: list[tuple[str, Sense]], aliases: list[dict[str, str]], actors: Mapping[str, Actor]
) -> list[tuple[str, Sense]]:
    """The names after the user's: a name that the user gives means those whom the user gives it to, and nobody else;
    one that is withdrawn from an actor means the others who bear it."""
    for row in aliases:
        if row["actor_id"] not in actors:
            raise KnowledgeError(
                f"actors/aliases.csv, {row['name']!r}: there is no actor {row['actor_id']!r}. Add it to persons.csv, "
                "organisations.csv or countries.csv of the overlay, or correct the id."
            )
    given = {plain(row["name"]) for row in aliases if not row["withdrawn"]}
    taken = {(plain(row["name"]), row["actor_id"]) for row in aliases if row["withdrawn"]}
    kept = [
        (name, sense)
        for name, sense in names
        if plain(name) not in given and (plain(name), sense.actor_id) not in taken
    ]
    kinds = {"person": "person", "country": "country", "region": "country"}
    mine = [
        (row["name"], Sense(kinds.get(actors[row["actor_id"]].type, "organisation"), row["actor_id"]))
        for row in aliases
        if not row["withdrawn"]
    ]
    return kept + mine


def _new_actors(splits: list[dict[str, str]], actors: Mapping[str, Actor]) -> dict[str, Actor]:
    """Actors that only a split names: of the sort of the one that they are split from."""
    new: dict[str, Actor] = {}
    for row in splits:
        old = actors.get(row["actor_id"])
        if row["new_id"] not in actors and row.get("new_name"):
            kind = old.type if old else "person"
            new[row["new_id"]] = Actor(
                row["new_id"], row["new_name"], kind, row.get("country_code") or None, origin="user"
            )
    return new


BIG_CITY = 120_000  # people; smaller places are named like too many other things
DOMINANT = 4  # times as many people as in the next place of that name


def _cities(overlay: Path | None) -> tuple[dict[str, str], list[str]]:
    """Country of each city whose name means it, and the names that are told from other words without a model."""
    sizes: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in files.rows("places/cities.csv", overlay).iter_rows(named=True):
        sizes[plain(row["name"])].append((int(row["population"]), row["country_code"]))
    others = files.rows("places/city_names.csv", overlay)
    for row in others.iter_rows(named=True):
        sizes[plain(row["other_name"])] += sizes.get(plain(row["name"]), [])
    countries: dict[str, str] = {}
    big: list[str] = []
    for name, places in sizes.items():
        places.sort(reverse=True)
        elsewhere = max((size for size, code in places if code != places[0][1]), default=0)
        if places and places[0][0] >= DOMINANT * elsewhere:
            countries[name] = places[0][1]
            if places[0][0] >= BIG_CITY and len(name) > 3:
                big.append(name)
    return countries, big


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _rows(name: str, overlay: Path | None) -> list[dict[str, str]]:
    """Rows with "" for empty cells, and under `origin` whether they are ours or the user's."""
    ours = files.rows(f"{FOLDER}/{name}").height
    frame = files.rows(f"{FOLDER}/{name}", overlay).fill_null("")
    return [row | {"origin": "knowledge" if at < ours else "user"} for at, row in enumerate(frame.to_dicts())]


def _place(row: dict[str, str]) -> Actor:
    # An historical state acts like a country; a de facto state is spoken of as a part of another.
    is_country = row["kind"] in ("country", "territory", "historical")
    sector = "PRE" if row["kind"] == "de_facto" else None
    return Actor(
        row["actor_id"],
        row["name"],
        "country" if is_country else "region",
        row["country_code"] or None,
        sector,
        origin=row["origin"],
    )


def _place_names(row: dict[str, str], actor: Actor) -> Iterator[tuple[str, Sense]]:
    for name in [row["name"], *listed(row["names"])]:
        yield name, Sense("country", actor.actor_id)
    for name in listed(row.get("doubtful", "")):
        yield name, Sense("country", actor.actor_id, effect="doubtful")
    for name in listed(row["adjectives"]):
        yield name, Sense("adjective", actor.actor_id)
    for name in listed(row["demonyms"]):
        yield name, Sense("demonym", actor.actor_id)
        if (more := demonym_plural(name)) != name:
            yield more, Sense("demonym", actor.actor_id)
    for column, kind in (("capital", "capital"), ("seats", "seat")):
        for name in listed(row[column]):
            yield name, Sense(kind, actor.actor_id)


def demonym_plural(name: str) -> str:
    """Georgian → Georgians, Frenchman → Frenchmen, Chinese → Chinese."""
    if name.endswith(("man", "woman")) and not name.endswith(("German", "Roman", "Ottoman", "Norman")):
        return name[:-2] + "en"
    return name if name.endswith(("s", "sh", "ch", "ese")) else name + "s"


def _organisation(row: dict[str, str], file: str) -> Actor:
    if row["type"] not in ("igo", "organisation", "armed_group"):
        raise KnowledgeError(
            f"actors/{file}, {row['actor_id']}: type {row['type']!r} is none of igo, organisation, armed_group."
        )
    country, sector = row["country_code"] or None, row["sector_code"] or None
    return Actor(row["actor_id"], row["name"], row["type"], country, sector, origin=row["origin"])


def _people(
    offices: Offices, overlay: Path | None, genders: dict[str, str]
) -> Iterator[tuple[Actor, tuple[Role, ...], list[str]]]:
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows("persons.csv", overlay):
        rows[row["actor_id"]].append(row)
    for person in offices.persons.values():
        extra = rows.pop(person.person_id, [])
        terms = [
            Role(t.office, t.country_code, t.sector_code, t.held_from, t.held_until, t.kind, t.organisation)
            for t in person.tenures
        ]
        country = next((term.country_code for term in terms if term.country_code), None)
        gender = next((row["gender"] for row in extra if row["gender"]), None) or gender_of(person.name, genders)
        terms += [term for row in extra for term in _terms(row)]
        names = [*person.names, *(name for row in extra for name in listed(row["names"]))]
        yield Actor(person.person_id, person.name, "person", country, None, gender), _in_order(terms), names
    for actor_id, own in rows.items():
        last = own[-1]
        gender = last["gender"] or gender_of(last["name"], genders)
        country, sector = last["country_code"] or None, last["sector_code"] or None
        names = [name for row in own for name in (row["name"], *listed(row["names"]))]
        actor = Actor(actor_id, last["name"], "person", country, sector, gender, last["origin"])
        yield actor, _in_order(term for row in own for term in _terms(row)), names


def _known_by_surname(
    actors: Mapping[str, Actor], offices: Offices, overlay: Path | None, others: Container[str]
) -> dict[str, list[str]]:
    """Surnames that alone tell who is meant, and their bearers: holders of offices whose kind says so, and people of
    politics. Left out are `others`, which name something else, and those of common_surnames.csv."""
    common = {row["surname"] for row in _rows("common_surnames.csv", overlay)}
    found: dict[str, list[str]] = defaultdict(list)
    for person in offices.persons.values():
        if any(term.is_by_surname for term in person.tenures):
            for surname in person.surnames:
                found[plain(surname)].append(person.person_id)
    for actor in actors.values():
        if actor.type == "person" and actor.sector_code in POLITICAL and " " in actor.name:
            found[plain(actor.name.split()[-1])].append(actor.actor_id)
    return {
        surname: bearers
        for surname, bearers in found.items()
        if surname[0].isupper() and " " not in surname and surname not in common and surname not in others
    }


def _in_order(terms: Iterable[Role]) -> tuple[Role, ...]:
    return tuple(sorted(terms, key=lambda term: (term.held_from or date.min, term.office)))


def _terms(row: dict[str, str]) -> Iterator[Role]:
    if row["role"]:
        try:
            start, end = (date.fromisoformat(row[key]) if row[key] else None for key in ("held_from", "held_until"))
        except ValueError as error:
            raise KnowledgeError(
                f"actors/persons.csv, {row['name']}: {error}. Write days as 2008-08-29, or leave the cell empty."
            ) from error
        yield Role(row["role"], row["country_code"] or None, row["sector_code"] or None, start, end)


def gender_of(name: str, genders: dict[str, str]) -> str | None:
    return genders.get(fold(name.split()[0])) if name else None


def _role_words(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, Sense]]:
    # The user's row for a word replaces ours.
    rows = list({(row["role"], row["kind"] == "adjective"): row for row in rows}.values())
    also_adjectives = {row["role"] for row in rows if row["kind"] == "adjective"}
    for row in rows:
        make: Callable[[bool], RoleWord] = lambda is_plural, row=row: RoleWord(  # noqa: E731
            row["role"],
            row["kind"],
            row["sector_code"] or None,
            row["strength"] == "weak",
            is_plural,
            row["gender"] or None,
        )
        yield row["role"], Sense("role", role=make(row["number"] == "plural"))
        if row["kind"] != "adjective" and row["role"] in also_adjectives:
            yield row["role"], Sense("homograph")
        if row["plural"]:
            yield row["plural"], Sense("role", role=make(True))
