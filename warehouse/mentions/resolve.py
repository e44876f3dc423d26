"""Phrases → actors: who is meant, in which role, on the article's day.

One `Resolver` reads one article. It first learns which people the article names in full, then resolves the phrases in
reading order, so that a surname, a title or a pronoun may go back to what stands before it. Where two readings are
equally good, it keeps them as candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from warehouse import ids
from warehouse.articles.article import Published
from warehouse.knowledge.actor_names import Actor, Actors, NotActor, Role, RoleWord, Sense
from warehouse.mentions.mention import Candidate, Mention
from warehouse.mentions.people import name_key, name_words, spelling_key, text_person_id
from warehouse.mentions.phrases import PLACE, Phrase, Tie
from warehouse.mentions.words import (
    CLAUSE_OPENERS,
    CLAUSE_VERBS,
    CREWS,
    GOVERNING,
    LANDS,
    MEETINGS,
    OF_WORDS,
    PLACE_WORDS,
    RELATIONS,
    THING_WORDS,
    TO_WORDS,
)

FORMER_SECTORS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "IGO"})
STATE_SECTORS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "IGO", "UNK", "PRE", None})
OFFICIAL_SECTORS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
MOSTLY_TIMES, MOSTLY_SHARE = 3, 0.75
GONE = frozenset({"SUN", "YUG", "CSK", "DDR", "SCG"})  # former codes of states that are no more
APPOSITION = re.compile(r",\s(?:(?:the|a|an|who is|its|his|her|their)\s)?")
OF_OR_ON = re.compile(r" (?:of|on) ")
CAPITAL_ROLES = frozenset({"capital", "seat"})
ABROAD = frozenset({"embassy", "consulate", "ambassador", "consul", "diplomat"})


class Period(NamedTuple):
    """The days between which an article was published; open where the evidence leaves it open."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, published: Published) -> Period:
        if published.on:
            return cls(published.on, published.on)
        if published.year:
            month = published.month
            return cls(date(published.year, month or 1, 1), date(published.year, month or 12, 28))
        return cls(published.no_earlier, published.no_later)

    @property
    def is_known(self) -> bool:
        return self.first is not None and self.last is not None and (self.last - self.first).days < 800

    def meets(self, role: Role) -> bool:
        """Whether the office may have been held on the article's day."""
        if not self.is_known or self.first is None or self.last is None:
            return True
        return (role.held_from is None or role.held_from <= self.last) and (
            role.held_until is None or self.first <= role.held_until
        )

    def follows(self, role: Role) -> bool:
        return self.is_known and role.held_until is not None and self.first is not None and role.held_until < self.first


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a phrase means; `actor_id` is null where it can't be told, and `candidates` then says who it may be."""

    actor_id: str | None = None
    actor_name: str | None = None
    actor_type: str | None = None
    country_code: str | None = None
    sector_code: str | None = None
    confidence: float = 0.0
    method: str = ""
    candidates: tuple[Candidate, ...] = ()
    role_text: str | None = None


@dataclass(slots=True)
class Known:
    """A person whom the article names, and what it has told so far."""

    name: str
    key: str
    actor_id: str | None = None
    actor: Actor | None = None
    candidates: tuple[str, ...] = ()
    gender: str | None = None
    country_code: str | None = None
    sector_code: str | None = None
    is_former: bool = False
    roles: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)  # as former ones
    method: str = "text"
    last_seen: int = -1

    @property
    def words(self) -> list[str]:
        return self.key.split()


class Referent(NamedTuple):
    """What was mentioned where, for what refers back to it."""

    order: int
    sentence: int
    resolved: Resolved
    role: RoleWord | None
    is_plural: bool
    person: Known | None
    is_place: bool = False
    is_subject: bool = True  # may be one, by the words beside it
    before: tuple[str, ...] = ()  # as a Phrase's
    after: tuple[str, ...] = ()


class Resolver:
    """Resolves the phrases of one article."""

    def __init__(self, actors: Actors, period: Period, home_country: str | None = None, *, is_latest: bool = False):
        self.actors = actors
        self.period = period
        self.home_country = home_country
        self.own_country: str | None = None  # that the article is about
        self.is_latest = is_latest  # offices count as they stand at the end of what knowledge has
        self.people: list[Known] = []
        self.countries: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self.common_names: Counter[str] = Counter()  # by country, names of parties that prove nothing of it
        self.bodies: set[str] = set()  # international ones that are named for certain
        self.seen: list[Referent] = []
        self.acronyms: dict[str, Resolved] = {}
        self.same: dict[tuple[int, int], Known] = {}  # sentence and start of a role noun -> whom it stands beside
        self.order = 0

    # Learning

    def learn(self, sentences: Mapping[int, tuple[str, Sequence[Phrase]]]) -> None:
        """Take in whom the article names in full, what it calls them, and which countries it speaks of."""
        for _, phrases in sentences.values():
            for sense in (phrase.head.senses[0] for phrase in phrases if len(phrase.head.senses) == 1):
                actor = self.actors.get(sense.actor_id)
                if actor and actor.type == "igo":
                    self.bodies.add(actor.actor_id)
                if actor and actor.country_code:
                    self.countries[actor.country_code] += 1
                    if actor.sector_code == "PTY" and self.actors.is_generic(actor.name):
                        self.common_names[actor.country_code] += 1
                if sense.kind == "city" or (actor and actor.type == "region"):
                    self.regions[sense.country_code or (actor and actor.country_code) or ""] += 1
        self.own_country = self._mostly_about(phrase for _, phrases in sentences.values() for phrase in phrases)
        for index, (text, phrases) in sentences.items():
            for phrase in phrases:
                if is_person(phrase):
                    self._learn_person(phrase)
            self._learn_appositions(index, text, phrases)
        for person in self.people:
            self._identify(person)

    def _mostly_about(self, phrases: Iterable[Phrase]) -> str | None:
        """The country that nearly all names of countries, their towns and bodies lead to."""
        spoken: Counter[str] = Counter()
        for phrase in phrases:
            for unit in (phrase.head, *(tie.unit for tie in phrase.ties if tie.unit != phrase.head)):
                actors = [self.actors.get(sense.actor_id) for sense in unit.senses]
                codes = {a.country_code for a in actors if a} | {
                    s.country_code for s in unit.senses if s.kind == "city"
                }
                if len(codes) == 1 and not unit.has("person"):
                    spoken.update(code for code in codes if code)
        if not spoken:
            return None
        code, count = min(spoken.items(), key=lambda item: (-item[1], item[0]))
        return code if count >= MOSTLY_TIMES and count >= MOSTLY_SHARE * spoken.total() else None

    def _learn_appositions(self, index: int, text: str, phrases: Sequence[Phrase]) -> None:
        """ "Ivan Safranchuk, an analyst" and "Georgia's president, Mikheil Saakashvili": one and the same."""
        for one, other in pairwise(phrase for phrase in phrases if not phrase.is_tie):
            gap = text[
                max(one.end, *(tie.unit.end for tie in one.ties if tie.unit.end <= other.start), 0) : other.start
            ]
            role, name = (other, one) if is_person(one) else (one, other)
            if not is_person(name) or role.kind != "role" or role.role is None or role.role.is_plural:
                continue
            if role.role.kind != "person" or not APPOSITION.fullmatch(gap):
                continue
            if (person := self._introduced(name)) is not None:
                self._note_title(person, replace(role, role_text=role.text))
                self.same[index, role.start] = person

    def _introduced(self, phrase: Phrase) -> Known | None:
        key = name_key(phrase.text, self.actors)
        return next((known for known in self.people if known.key == key), None)

    def _learn_person(self, phrase: Phrase) -> None:
        if len(name_words(phrase.text)) < 2 or is_second_reference(phrase.text):
            return
        key = name_key(phrase.text, self.actors)
        person = self._introduced(phrase)
        if person is None:
            person = Known(phrase.text, key, gender=self.actors.gender(phrase.text))
            person.candidates = self._who(phrase)
            self.people.append(person)
        self._note_title(person, phrase)

    def _who(self, phrase: Phrase) -> tuple[str, ...]:
        listed = [sense.actor_id for sense in phrase.head.senses if sense.kind == "person"]
        return self.actors.bearers(
            phrase.text, [*listed, *(p.person_id for p in self.actors.offices.named(phrase.text))]
        )

    def _note_title(self, person: Known, phrase: Phrase) -> None:
        if phrase.role is None:
            return
        country, sector = self.belonging(phrase)
        person.country_code = person.country_code or country
        if "former" in phrase.effects:
            person.held.append(phrase.role.role)
        elif phrase.role_text:
            person.sector_code = person.sector_code or sector
            if "next" not in phrase.effects:  # "the president" is not the president-elect
                person.roles.append(phrase.role.role)
        person.is_former = person.is_former or "former" in phrase.effects
        person.gender = person.gender or phrase.role.gender

    def _identify(self, person: Known) -> None:
        if len(person.candidates) > 1:
            best = self._fitting(person)
            if len(best) == 1:
                person.candidates = (best[0],)
        if len(person.candidates) == 1:
            person.actor = self.actors.get(person.candidates[0])
            person.actor_id, person.method = person.candidates[0], "knowledge"
            if person.actor:
                person.gender = person.actor.gender or person.gender
        elif not person.candidates:
            # A guessed country is no part of the id: other articles may not suggest it.
            person.actor_id = text_person_id(person.name, person.country_code, self.actors)
            if person.sector_code in OFFICIAL_SECTORS:
                person.country_code = person.country_code or self.own_country

    def _fitting(self, person: Known) -> list[str]:
        """Of namesakes, those whose office on that day, country or title fits best."""

        def fit(actor_id: str) -> int:
            roles = self.actors.roles(actor_id)
            current = [role for role in roles if self.period.meets(role)]
            kinds = {kind for title in person.roles for kind in self.actors.offices.kinds(title)}
            return (
                4 * any(role.kind in kinds for role in current)
                + 2 * any(role.country_code == person.country_code for role in roles if person.country_code)
                + (bool(current) and self.period.is_known)
            )

        scores = {actor_id: fit(actor_id) for actor_id in person.candidates}
        best = max(scores.values())
        return [actor_id for actor_id, score in scores.items() if score == best]

    # What a role noun belongs to

    def belonging(self, phrase: Phrase) -> tuple[str | None, str | None]:
        """Country and sector of a role noun, by its ties, its qualifying words and itself."""
        ties = [self._tied(tie) for tie in phrase.ties]
        if "former" in phrase.effects:
            # "Former Soviet republics" are no part of the Soviet Union.
            ties = [(actor, tie) for actor, tie in ties if actor and actor.country_code not in GONE]
        country = next((actor.country_code for actor, _ in ties if actor and actor.country_code), None)
        country = country or next((code for tie in phrase.ties if (code := self._city(tie))), None)
        return country, self._sector(phrase, [actor for actor, _ in ties if actor])

    def _tied(self, tie: Tie) -> tuple[Actor | None, Tie]:
        senses = [sense for sense in tie.unit.senses if sense.actor_id]
        actor = self.actors.get(self._likely(senses)[0]) if senses else None
        if tie.how == "person":
            # "The Assad regime", "Bolsonaro's supporters": his country's.
            actor = self.actors.country(actor.country_code if actor else self._country_of(tie.unit.text))
        return actor, tie

    def _country_of(self, surname: str) -> str | None:
        """The country of whoever bears a surname, in the article or else in knowledge, where there is only one."""
        people = [person for person in self.people if shares_surname(surname, person, self.actors)]
        codes = {person.actor.country_code if person.actor else person.country_code for person in people}
        if not people:
            codes = {self.actors[actor_id].country_code for actor_id in self.actors.surnamed(surname)}
        return codes.pop() if len(codes) == 1 else None

    def _city(self, tie: Tie) -> str | None:
        listed = next((sense.country_code for sense in tie.unit.senses if sense.kind == "city"), None)
        return listed or (self.actors.city_country(tie.unit.text) if tie.unit.label in ("GPE", "LOC") else None)

    def _sector(self, phrase: Phrase, tied: Sequence[Actor]) -> str | None:
        role = phrase.role
        if role is None:
            return None
        sector = role.sector_code
        if role.kind != "person" and any(tie.unit.role and tie.unit.role.role in LANDS for tie in phrase.ties):
            return "IGO"  # "a union of republics"
        if role.is_weak:
            inner = [tie.unit.role for tie in phrase.ties if tie.unit.role is not None]
            domains = [word.sector_code for word in (*inner, *phrase.domains) if word.sector_code and not word.is_weak]
            owners = [actor.sector_code for actor in tied if actor.sector_code and actor.sector_code != "PRE"]
            sector = next(iter([*domains, *owners]), None) or sector
        if "former" in phrase.effects and sector in FORMER_SECTORS:
            return "ELI"
        return sector

    def _likely(self, senses: Sequence[Sense]) -> list[str]:
        """The actors that a name may mean, the likeliest first; more than one only when they can't be told apart."""
        doubtful = [sense.actor_id for sense in senses if sense.effect == "doubtful"]
        found = list(dict.fromkeys(sense.actor_id for sense in senses if sense.effect != "doubtful"))
        if doubtful and found and self._speaks_for(doubtful[0], found[0]):
            return doubtful[:1]
        if len(found) < 2:
            return found or doubtful
        weights = {
            actor_id: self.countries[actor.country_code or ""]
            for actor_id in found
            if (actor := self.actors.get(actor_id)) is not None
        }
        best = max(weights.values())
        return [actor_id for actor_id, weight in weights.items() if weight == best]

    def _speaks_for(self, doubtful: str, usual: str) -> bool:
        """Whether the article is about the rarer bearer of a name: other American states, nothing Caucasian; no UN."""
        rare, common = self.actors[doubtful], self.actors[usual]
        if common.type == "igo":
            whole = {sense.actor_id for sense in self.actors.named(common.name.split()[0])}  # the UN of "UN …"
            return self.countries[rare.country_code or ""] > 0 and not self.bodies & {usual, *whole}
        signs = self.regions if rare.type == "region" else self.countries
        return signs[rare.country_code or ""] > 0 and self.countries[common.country_code or ""] == 0

    # Resolving

    def resolve(self, phrase: Phrase, sentence: int) -> Resolved | None:
        """Whom a phrase means; None where it names no actor."""
        self.order += 1
        person: Known | None = None
        if is_person(phrase):
            resolved, person = self._person(phrase)
        elif phrase.kind == "role":
            resolved, person = self._role(phrase, sentence)
        elif phrase.kind == "event":
            return no_party(phrase.head.label.lower())
        elif phrase.head.kind == "found":
            resolved = self._found(phrase)
        else:
            resolved = self._name(phrase)
        if resolved is not None:
            if resolved.actor_type in ("organisation", "igo", "armed_group") and resolved.actor_id:
                self._note_acronym(phrase, resolved)
            self.note(resolved, sentence, phrase.role if phrase.kind == "role" else None, person, phrase)
        return resolved

    def _note_acronym(self, phrase: Phrase, resolved: Resolved) -> None:
        """Remember "(SDI)" behind a name for the rest of the article."""
        if len(phrase.after) == 2 and phrase.after[0] == "(" and " " in phrase.text:
            initials = "".join(word[0] for word in phrase.text.split() if word[0].isupper())
            short = phrase.after[1]
            if short.upper()[:1] == initials[:1].upper() and " " not in short:
                self.acronyms.setdefault(short.upper(), resolved)

    def note(
        self, resolved: Resolved, sentence: int, role: RoleWord | None, person: Known | None, phrase: Phrase | None
    ) -> None:
        if person is not None:
            person.last_seen = self.order
        is_plural = bool(role and (role.is_plural or role.kind == "group")) and phrase is not None
        is_where = phrase is not None and phrase.kind == "name" and is_place(phrase)
        is_subject = phrase is None or (not phrase.is_tie and may_be_subject(phrase))
        beside = (phrase.before, phrase.after) if phrase is not None else ((), ())
        self.seen.append(
            Referent(self.order, sentence, resolved, role, is_plural, person, is_where, is_subject, *beside)
        )

    # Names of countries and organisations

    def _name(self, phrase: Phrase) -> Resolved | None:
        city = next((sense for sense in phrase.head.senses if sense.kind == "city"), None)
        if city is not None:
            return Resolved(actor_type="region", country_code=city.country_code, confidence=0.7, method="city")
        likely = self._likely(phrase.head.senses)
        if len(likely) > 1:
            share = round(1 / len(likely), 2)
            sectors = {self.actors[actor_id].sector_code for actor_id in likely}
            return Resolved(
                actor_type=self.actors[likely[0]].type,
                sector_code=sectors.pop() if len(sectors) == 1 else None,
                confidence=0.3,
                method="ambiguous_name",
                candidates=tuple(Candidate(actor_id, share) for actor_id in likely),
            )
        actor = self.actors[likely[0]]
        if self._may_be_any(actor, phrase.text):
            return Resolved(
                actor_type=actor.type,
                sector_code=actor.sector_code,
                confidence=0.3,
                method="common_name",
                candidates=(Candidate(actor.actor_id, 0.3),),
            )
        sense = next(sense for sense in phrase.head.senses if sense.actor_id == actor.actor_id)
        sector = actor.sector_code
        if sense.kind in CAPITAL_ROLES and not is_place(phrase):
            sector = "GOV"
        sure = 0.95 if len(phrase.head.senses) == 1 else 0.7
        return self._as(actor, sector, sure, sense.kind, phrase.role_text)

    def _may_be_any(self, actor: Actor, name: str) -> bool:
        """Whether a party bears a name that many bear, in an article that does not speak of its country otherwise."""
        if actor.sector_code != "PTY" or actor.country_code is None or not self.actors.is_generic(name):
            return False
        return self.countries[actor.country_code] <= self.common_names[actor.country_code]

    def _as(
        self, actor: Actor, sector: str | None, confidence: float, method: str, role: str | None = None
    ) -> Resolved:
        return Resolved(
            actor.actor_id, actor.name, actor.type, actor.country_code, sector, confidence, method, role_text=role
        )

    def _found(self, phrase: Phrase) -> Resolved | None:
        """A name that only the model knows: an organisation becomes an actor of its own, a place stays unresolved."""
        no_actor = self._no_actor(phrase.text.lower())
        if no_actor is not None and no_actor.kind != "place":
            return None if no_actor.kind == "thing" else no_party(no_actor.kind)
        if no_actor is not None or phrase.head.label in ("GPE", "LOC", "FAC", PLACE):
            country = self.actors.city_country(phrase.text)
            return Resolved(actor_type="region", country_code=country, confidence=0.4, method="model_place")
        if phrase.head.label == "NORP":
            return Resolved(actor_type="other", confidence=0.3, method="model_group")
        inside = self.actors.names(phrase.text)
        actor = next((self.actors.get(match.senses[0].actor_id) for match in inside), None)
        country = actor.country_code if actor else None
        # The head of "Department of Labor" stands before "of".
        roles = [match.senses[0].role for match in self.actors.words(re.split(r" (?:of|for) ", phrase.text)[0])]
        sector = next((role.sector_code for role in reversed(roles) if role and role.sector_code), None)
        if phrase.text.upper() in self.acronyms:
            return replace(self.acronyms[phrase.text.upper()], method="acronym_in_text")
        return self._named_body(phrase.text, country, sector)

    def _no_actor(self, name: str) -> NotActor | None:
        """What a name is that is no actor's, by its last words, or by its head: "Convention on Nuclear Safety"."""
        words, known = name.split(), self.actors.not_actors
        found = known.get(name) or known.get(" ".join(words[-2:])) or known.get(words[-1])
        head = OF_OR_ON.split(name)[0].split()[-1]
        by_head = known.get(head) if head != words[-1] else None
        return found or (by_head if by_head and by_head.kind == "treaty" else None)

    def _named_body(self, name: str, country: str | None, sector: str | None) -> Resolved:
        """An organisation that knowledge lacks: an actor of its own, the same wherever it is so named."""
        key = " ".join(key for word in name.split() if (key := spelling_key(word)))
        actor_id = ids.row_id("organisation", key, country or "")
        return Resolved(actor_id, name, "organisation", country, sector, 0.5, "text_body")

    # People

    def _person(self, phrase: Phrase) -> tuple[Resolved | None, Known | None]:
        key = name_key(phrase.text, self.actors)
        exact = [person for person in self.people if person.key == key]
        if exact:
            return self._known(exact[0], phrase, 0.95), exact[0]
        fitting = [person for person in self.people if shares_surname(phrase.text, person, self.actors)]
        chosen = self._closest(fitting, phrase)
        if chosen is not None:
            return self._known(chosen, phrase, 0.9 if len(fitting) == 1 else 0.7), chosen
        if fitting:
            return self._undecided([p.actor_id or p.key for p in fitting], "two_of_that_surname"), None
        return self._unintroduced(phrase)

    def _closest(self, people: list[Known], phrase: Phrase) -> Known | None:
        """Of people with one surname: the one with that title, else the only one mentioned so far or just now, else the
        only one whom knowledge has."""
        if len(people) < 2:
            return people[0] if people else None
        if phrase.role is not None:
            titled = [person for person in people if self._holds(person, phrase)]
            if len(titled) == 1:
                return titled[0]
        recent = sorted((person for person in people if person.last_seen >= 0), key=lambda p: -p.last_seen)
        if len(recent) == 1 or (len(recent) > 1 and recent[0].last_seen - recent[1].last_seen > 8):
            return recent[0]
        of_news = [person for person in people if person.actor is not None]
        return of_news[0] if len(of_news) == 1 else None  # and not his wife or brother

    def _undecided(self, actor_ids: Iterable[str], method: str) -> Resolved:
        found = list(dict.fromkeys(actor_ids))
        share = round(1 / len(found), 2)
        known = [actor for actor_id in found if (actor := self.actors.get(actor_id)) is not None]
        countries = {actor.country_code for actor in known} if len(known) == len(found) else set()
        return Resolved(
            actor_type="person",
            country_code=countries.pop() if len(countries) == 1 else None,
            confidence=0.3,
            method=method,
            candidates=tuple(Candidate(actor_id, share) for actor_id in found),
        )

    def _unintroduced(self, phrase: Phrase) -> tuple[Resolved | None, Known | None]:
        """A surname whose bearer the article never names in full: an office-holder of the day, if there is just one."""
        ids_found = list(self.actors.surnamed(phrase.text))
        ids_found += [sense.actor_id for sense in phrase.head.senses if sense.kind == "person"]
        bearers = self.actors.bearers(phrase.text, ids_found)
        person = Known(phrase.text, name_key(phrase.text, self.actors), candidates=bearers)
        self._note_title(person, phrase)
        if self.period.is_known and phrase.role is None:
            person.candidates = self._of_the_day(person.candidates)
        self._identify(person)
        if person.actor_id is None:
            return self._undecided(person.candidates, "surname_of_several"), None
        self.people.append(person)
        sure = 0.75 if person.actor else 0.4
        return self._known(person, phrase, sure), person

    def _of_the_day(self, bearers: tuple[str, ...]) -> tuple[str, ...]:
        """Of those who bear a surname, whoever is in office or never was in one; else whoever has been; else all."""
        roles = {actor_id: self.actors.roles(actor_id) for actor_id in bearers}
        current = tuple(a for a in bearers if not roles[a] or any(map(self.period.meets, roles[a])))
        return current or tuple(a for a in bearers if any(map(self.period.follows, roles[a]))) or bearers

    def _known(self, person: Known, phrase: Phrase, confidence: float) -> Resolved:
        role_text = phrase.role_text
        if person.actor_id is None:
            return self._undecided(person.candidates, "namesakes")
        country, sector = self._standing(person)
        name = person.actor.name if person.actor else person.name
        method = person.method
        if person.actor is None and name_key(phrase.text, self.actors) != phrase.text and phrase.text != person.name:
            method = "text:same_as " + person.name
        return Resolved(person.actor_id, name, "person", country, sector, confidence, method, role_text=role_text)

    def _standing(self, person: Known) -> tuple[str | None, str | None]:
        """Country and sector of a person on the article's day: by office, else by what the text says."""
        roles = self.actors.roles(person.actor_id or "")
        current = [role for role in roles if self.period.meets(role)]
        kinds = {kind for title in person.roles for kind in self.actors.offices.kinds(title)}
        titled = [role for role in current if role.kind in kinds]
        if person.is_former and not person.roles:
            country = roles[-1].country_code if roles else person.country_code
            return country or person.country_code, "ELI"
        known = person.actor.country_code if person.actor else None
        if titled or (current and self.period.is_known):
            return self._place(titled or current, known)
        if roles and self.is_latest and not person.roles:
            held = [role for role in roles if role.held_until is None] or [
                role for role in roles if role.held_until and role.held_until >= self.actors.recent
            ]
            role = (held or list(roles))[-1]
            if not held and role.sector_code in FORMER_SECTORS:
                return role.country_code or known, "ELI"
            return self._place(held or roles, known)
        if person.sector_code:
            return person.country_code or known, person.sector_code
        if roles and self.period.is_known:
            # Out of office on that day: a former official, or one who is yet to be.
            return known, "ELI" if any(self.period.follows(role) for role in roles) else None
        if roles:
            return self._place([role for role in roles if role.held_until is None] or roles, known)
        return person.country_code or known, person.actor.sector_code if person.actor else None

    def _place(self, roles: Sequence[Role], known: str | None) -> tuple[str | None, str | None]:
        """Country and sector of the last of a person's roles; international offices have no country."""
        role = roles[-1]
        if role.country_code is None and role.sector_code != "IGO":
            return next(
                (other.country_code for other in reversed(roles) if other.country_code), known
            ), role.sector_code
        return role.country_code, role.sector_code

    def _holds(self, person: Known, phrase: Phrase) -> bool:
        """Whether a role noun may stand for that person: by titles in the text or by an office on the day."""
        role = phrase.role
        if role is None:
            return False
        country, _ = self.belonging(phrase)
        tied = {actor.actor_id for actor, _ in map(self._tied, phrase.ties) if actor and actor.type != "person"}
        words = role.role
        in_text = any(same_role(words, title) for title in person.roles)
        kinds = self.actors.offices.kinds(words)
        offices = [
            office
            for office in self.actors.roles(person.actor_id or "")
            if self.period.meets(office) and (office.kind in kinds or same_role(words, office.office.lower()))
        ]
        if country and not tied_to_body(tied, self.actors):
            mine = {person.country_code, *(office.country_code for office in offices)}
            return (in_text and (person.country_code in (None, country))) or (bool(offices) and country in mine)
        if tied:
            return any(
                self.actors.body(office.organisation) in tied
                for office in self.actors.roles(person.actor_id or "")
                if self.period.meets(office)
            )
        return in_text or bool(offices)

    # Role nouns

    def _role(self, phrase: Phrase, sentence: int) -> tuple[Resolved | None, Known | None]:
        role = phrase.role
        assert role is not None
        country, sector = self.belonging(phrase)
        tied = self._owners(phrase, sentence)
        if (beside := self.same.get((sentence, phrase.start))) is not None:
            return replace(self._known(beside, phrase, 0.9), method="apposition"), beside
        is_single = role.kind == "person" and not role.is_plural
        if is_single and not phrase.effects & {"former", "claimed", "hopeful", "next"}:
            person = self._bearer(phrase, bool(tied))
            if person is not None:
                resolved = self._known(person, phrase, 0.85)
                return replace(resolved, method="role_in_text"), person
            holder = self._office_holder(phrase, tied)
            if holder is not None:
                return holder, None
        if is_single and "former" in phrase.effects and (past := self._former(phrase)) is not None:
            return replace(self._known(past, phrase, 0.8), method="role_in_text"), past
        if is_named_body(phrase, sector):
            return self._named_body(phrase.text, country, sector), None
        nation = self._nation_of(phrase, sentence)
        if nation is not None:
            return nation, None
        if tied:
            return self._member_of(phrase, tied, sector), None
        back = self._refers_back(phrase, sentence)
        if back is not None:
            return back, None
        if role.kind == "place":
            return None, None
        home = self._home(phrase)
        if home is not None:
            if is_single and not phrase.effects and (holder := self._office_holder(phrase, [home])) is not None:
                return holder, None
            return self._as(home, sector, 0.5, "role_of_home_country", phrase.text), None
        return Resolved(
            actor_type=sort_of(role), country_code=country, sector_code=sector, confidence=0.4, method="role_alone",
            role_text=phrase.text,
        ), None  # fmt: skip

    def _owners(self, phrase: Phrase, sentence: int) -> list[Actor]:
        """The countries and bodies that a role noun belongs to: as tied, or "the country's government"."""
        tied = [
            actor
            for actor, tie in map(self._tied, phrase.ties)
            if actor and actor.type != "person" and not _is_field(actor, tie)
        ]
        if "former" in phrase.effects:
            tied = [actor for actor in tied if actor.country_code not in GONE]
        if tied:
            return tied
        last: Resolved | None = None
        if any(domain.role in LANDS for domain in phrase.domains):
            last = self._last(sentence, lambda r: r.resolved.actor_type == "country", "country_before", phrase)
        elif any(domain.sector_code == "IGO" and domain.is_weak for domain in phrase.domains):
            last = self._last(sentence, lambda r: r.resolved.actor_type == "igo", "body_before", phrase)
        elif phrase.role and may_be_owned(phrase.role):
            owner = self._owner(phrase, sentence)
            return [owner] if owner else []
        actor = self.actors.get(last.actor_id) if last and last.actor_id else None
        return [actor] if actor else []

    def _owner(self, phrase: Phrase, sentence: int) -> Actor | None:
        """Whose army or ministry "its", "their", "his" or "her" makes it; nobody's where two may be meant."""
        here = [r for r in self.seen if r.sentence == sentence and r.resolved.actor_id and not r.is_place]
        if phrase.determiner == "its":
            here = [r for r in here if not r.is_plural and r.resolved.actor_type != "person"]
        elif phrase.determiner == "their":
            here = [r for r in here if r.is_plural or r.resolved.actor_type != "person"]
        elif phrase.determiner in ("his", "her") and phrase.role and phrase.role.sector_code in OFFICIAL_SECTORS:
            here = [r for r in here if r.person is not None and r.resolved.sector_code in OFFICIAL_SECTORS]
        else:
            return None
        if not here:
            return None
        is_last = is_owner_beside(here[-1], phrase) or (phrase.role is not None and phrase.role.role in CREWS)
        if len({r.resolved.actor_id for r in here}) > 1 and not is_last:
            return None
        if phrase.determiner == "their" and not here[-1].is_plural:
            return None
        last = here[-1].resolved
        return self.actors.country(last.country_code) if here[-1].person else self.actors.get(last.actor_id or "")

    def _member_of(self, phrase: Phrase, tied: Sequence[Actor], sector: str | None) -> Resolved:
        """A role noun with a country or body: that actor, in the role's sector."""
        body = next((actor for actor in tied if actor.type in ("igo", "organisation", "armed_group")), None)
        actor = body or tied[0]
        country = next((one.country_code for one in tied if one.country_code), None)
        if body is not None and body.type == "igo" and sector in ("GOV", "LEG", "JUD", "UNK", None):
            sector = "IGO"
        if body is not None and body.type == "armed_group" and sector in STATE_SECTORS:
            sector = body.sector_code
        resolved = self._as(actor, sector, 0.8, "role_of_actor", phrase.text)
        return replace(resolved, country_code=country)

    def _bearer(self, phrase: Phrase, is_tied: bool) -> Known | None:
        """The person in the article whom a role noun stands for."""
        if not is_tied and phrase.determiner not in ("the", "his", "her", "their", "its", "our", ""):
            return None
        if phrase.determiner in ("a", "an"):
            return None
        fitting = [person for person in self.people if self._holds(person, phrase)]
        if is_tied:
            return fitting[0] if len(fitting) == 1 else self._closest(fitting, phrase) if fitting else None
        near = [person for person in fitting if person.last_seen >= 0]
        if phrase.determiner == "" and not phrase.text[0].isupper():
            return None
        near = [person for person in near if not self._was_only(person, phrase)] or near
        near.sort(key=lambda person: -person.last_seen)
        return near[0] if near else self._of_that_sort(phrase)

    def _was_only(self, person: Known, phrase: Phrase) -> bool:
        """Whether somebody held that office before the article's day and holds it no more: "President Bush" in 2016."""
        kinds = self.actors.offices.kinds(phrase.role.role) if phrase.role else frozenset()
        held = [role for role in self.actors.roles(person.actor_id or "") if role.kind in kinds]
        return bool(held) and all(map(self.period.follows, held))

    def _former(self, phrase: Phrase) -> Known | None:
        """ "The former president": the only one named so far who is said to have been it, or is known to have been."""
        if phrase.determiner != "the" or phrase.ties or phrase.role is None:
            return None
        kinds, words = self.actors.offices.kinds(phrase.role.role), phrase.role.role
        fitting = [
            person
            for person in self.people
            if person.last_seen >= 0
            and (
                any(same_role(words, title) for title in person.held)
                or any(r.kind in kinds and self.period.follows(r) for r in self.actors.roles(person.actor_id or ""))
            )
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _of_that_sort(self, phrase: Phrase) -> Known | None:
        """ "The diplomat": whoever of that sector was the last to be named, if that was just now."""
        last = next((r for r in reversed(self.seen) if r.person is not None), None)
        if last is None or phrase.role is None or phrase.determiner != "the" or self.order - last.order > 12:
            return None
        return last.person if last.resolved.sector_code == phrase.role.sector_code else None

    def _office_holder(self, phrase: Phrase, tied: Sequence[Actor]) -> Resolved | None:
        """The one who held that office on the article's day."""
        if phrase.role is None:
            return None
        kinds = self.actors.offices.kinds(phrase.role.role)
        if phrase.role.role == "counterpart":
            kinds = self._kinds_of_last()
        return self._holder(kinds, tied, phrase)

    def _kinds_of_last(self) -> set[str]:
        """The kinds of office of the person mentioned last: "Lavrov met his Georgian counterpart"."""
        last = next((r.person for r in reversed(self.seen[-6:]) if r.person is not None), None)
        if last is None:
            return set()
        held = {office.kind for office in self.actors.roles(last.actor_id or "") if self.period.meets(office)}
        return {kind for title in last.roles for kind in self.actors.offices.kinds(title)} or held

    def _holder(self, kinds: Iterable[str], tied: Sequence[Actor], phrase: Phrase) -> Resolved | None:
        if not self.period.is_known or self.period.first is None or not tied:
            return None
        if self.period.first != self.period.last:
            return None
        places = [self.actors.office_place(actor) for actor in tied]
        holders = {
            tenure.person_id: tenure
            for place in places
            if place
            for kind in kinds
            for tenure in self.actors.terms(place, kind)
            if tenure.is_single and tenure.covers(self.period.first)
        }
        if len(holders) != 1:
            return None
        tenure = next(iter(holders.values()))
        holder = self.actors[tenure.person_id]
        country, sector = tenure.country_code, tenure.sector_code
        return replace(self._as(holder, sector, 0.8, "office_on_the_day", phrase.text), country_code=country)

    def _refers_back(self, phrase: Phrase, sentence: int) -> Resolved | None:
        """ "The alliance", "the ministry", "the group": the last actor of that sort."""
        role = phrase.role
        if role is None or role.kind == "person" or phrase.determiner not in ("the", "this", "that"):
            return None
        if role.role in LANDS:
            return self._last(sentence, lambda r: r.resolved.actor_type == "country", "country_before", phrase)
        if role.sector_code == "IGO" and role.is_weak:
            return self._last(sentence, lambda r: r.resolved.actor_type == "igo", "body_before", phrase)
        if role.kind == "body":
            head = role.role.split()[-1]
            return self._last(
                sentence,
                lambda r: r.role is not None and r.role.role.split()[-1] == head and r.resolved.actor_id is not None,
                "same_body_before",
                phrase,
            )
        if role.kind == "group" and not role.is_plural and role.sector_code in ("PTY", "REB", "BUS", "UNK"):
            return self._last(
                sentence,
                lambda r: (
                    r.resolved.actor_type in ("organisation", "armed_group")
                    and r.resolved.sector_code == role.sector_code
                ),
                "group_before",
                phrase,
            )
        return None

    def _nation_of(self, phrase: Phrase, sentence: int) -> Resolved | None:
        """ "The Caucasus nation", "the ex-Soviet republic": the last country mentioned that belongs there."""
        role = phrase.role
        if role is None or role.role not in LANDS or role.is_plural or phrase.determiner in ("a", "an", ""):
            return None
        regions = [actor.actor_id for actor, _ in map(self._tied, phrase.ties) if actor]
        codes = {code for region in regions for code in self.actors.members(region, self.period.last or date.max)}
        if not codes:
            return None
        return self._last(
            sentence,
            lambda r: r.resolved.actor_type == "country" and r.resolved.country_code in codes,
            "country_of_region",
            phrase,
        )

    def _last(
        self,
        sentence: int,
        fits: Callable[[Referent], bool],
        method: str,
        phrase: Phrase,
        reach: int = 4,
    ) -> Resolved | None:
        """The last actor that fits, at most `reach` sentences back."""
        for referent in reversed(self.seen[-25:]):
            if sentence - referent.sentence <= reach and referent.resolved.actor_id and fits(referent):
                sector = None if referent.resolved.actor_type == "country" else referent.resolved.sector_code
                return replace(
                    referent.resolved, sector_code=sector, confidence=0.6, method=method, role_text=phrase.text
                )
        return None

    def _home(self, phrase: Phrase) -> Actor | None:
        """A ministry, its spokesman or a minister of no country belongs to where the article was written, or to the
        country that it is about."""
        role = phrase.role
        home = self.home_country or self.own_country
        if role is None or not home or phrase.determiner not in ("", "the", "a", "an"):
            return None
        if role.sector_code in OFFICIAL_SECTORS and role.kind == "group" and self.own_country == home:
            return self.actors.country(home)  # "police said", in a text about one country
        if role.is_plural:
            return None
        bodies = [role, *phrase.domains] if role.is_weak else [role]
        is_state = any(word.sector_code in ("GOV", "LEG", "MIL") and not word.is_weak for word in bodies)
        if not is_state or role.role in ABROAD or role.kind not in ("body", "person"):
            return None
        return self.actors.country(home)

    # Pronouns

    def pronoun(self, word: str, sentence: int, subject: str | None = None) -> Resolved | None:
        """The person or party that a pronoun goes back to, within two sentences; as an object, not its own subject."""
        near = [
            r
            for r in self.seen
            if 0 <= sentence - r.sentence <= 2 and r.resolved.actor_id and r.resolved.actor_id != subject
        ]
        if word in ("he", "him", "she", "her"):
            gender = "m" if word in ("he", "him") else "f"
            people = [r for r in near if r.person is not None and r.person.gender in (gender, None)]
            chosen = self._antecedent(people)
        elif word in ("they", "them"):
            chosen = self._antecedent([r for r in near if r.is_plural])
        else:
            parties = [r for r in near if r.person is None and not r.is_plural and not r.is_place and r.is_subject]
            chosen = self._antecedent([r for r in parties if r.resolved.actor_type != "person"])
            if chosen is not None and chosen.sentence < sentence and not self._opens(chosen):
                return None  # "it" begins with what the sentence before began with
        if chosen is None:
            return None
        self.order += 1
        resolved = replace(chosen.resolved, confidence=0.6, method="pronoun", role_text=None)
        self.note(resolved, sentence, None, chosen.person, None)
        return resolved

    def _opens(self, referent: Referent) -> bool:
        """Whether a sentence mentions nobody before it."""
        return next(r for r in self.seen if r.sentence == referent.sentence) is referent

    def first_person(self, is_single: bool, speaker: Mention) -> Resolved | None:
        """ "I" is the speaker, "we" the country or body that he or she speaks for; a body speaks for itself."""
        actor: Actor | None = None
        if speaker.actor_type == "person" and not is_single:
            offices = [role for role in self.actors.roles(speaker.actor_id or "") if self.period.meets(role)]
            bodies = [self.actors.body(role.organisation) for role in offices if role.organisation]
            if speaker.sector_code == "IGO" and bodies and bodies[-1]:
                actor = self.actors.get(bodies[-1])
            elif speaker.sector_code in STATE_SECTORS - {"IGO", "UNK", None}:
                actor = self.actors.country(speaker.country_code)
            return self._as(actor, speaker.sector_code, 0.5, "speaker") if actor else None
        return Resolved(
            speaker.actor_id,
            speaker.actor_name,
            speaker.actor_type,
            speaker.country_code,
            speaker.sector_code,
            0.6,
            "speaker",
        )

    def _antecedent(self, referents: list[Referent]) -> Referent | None:
        """The first of the nearest sentence that has one: the subject more often than not."""
        if not referents:
            return None
        nearest = max(r.sentence for r in referents)
        inside = [r for r in referents if r.sentence == nearest]
        return inside[0]


def _is_field(actor: Actor, tie: Tie) -> bool:
    """Whether a region is what somebody is in charge of, and not whom he serves: "Minister for Central Asia"."""
    return tie.how == "for" and actor.type == "region" and actor.country_code is None


def no_party(kind: str) -> Resolved:
    """A named event or treaty: to be found, and never a party."""
    return Resolved(actor_type="other", confidence=0.5, method=kind)


def is_named_body(phrase: Phrase, sector: str | None) -> bool:
    """Whether a role noun in capitals is an organisation's own name: "Italian Socialist Party", not "Greek police"."""
    role = phrase.role
    if role is None or role.kind not in ("body", "group") or role.is_plural or sector in STATE_SECTORS:
        return False
    return phrase.head.text[0].isupper() and sum(word[0].isupper() for word in phrase.text.split()) > 1


def sort_of(role: RoleWord) -> str:
    """The type of actor that a role noun names when it is not told which: a person ("a commander"), an armed group
    ("gunmen"), or other people together ("police", "villagers")."""
    if role.kind == "person" and not role.is_plural:
        return "person"
    return "armed_group" if role.sector_code in ("REB", "UAF", "PRM", "CRM") else "organisation"


def is_person(phrase: Phrase) -> bool:
    return phrase.kind == "name" and (phrase.head.label == "PERSON" or phrase.head.has("person"))


def is_second_reference(name: str) -> bool:
    """Whether several words are still a surname alone: "de Hoop Scheffer", "al Maliki"."""
    first = name.split()[0]
    return first[0].islower() or first in ("De", "Van", "Von", "Al", "El", "Bin")


def shares_surname(name: str, person: Known, actors: Actors) -> bool:
    """Whether a name is the end of that person's name, or another second-reference name that knowledge has."""
    words = [key for word in name_words(name) if (key := spelling_key(word))]
    if not words:
        return False
    mine = [spelling_key(word) for word in name_words(person.name)]
    if len(words) < len(mine) and mine[-len(words) :] == words:
        return True
    if person.actor_id and len(words) == 1:
        surnames = {p.person_id for p in actors.offices.surnamed(name)}
        return person.actor_id in surnames
    return False


def same_role(words: str, title: str) -> bool:
    """Whether a short title takes up a longer one: "minister" and "foreign minister", "secretary general" as said."""
    words, title = words.replace("-", " "), title.replace("-", " ")
    return words == title or title.endswith(" " + words) or words.endswith(" " + title)


def tied_to_body(actor_ids: Iterable[str], actors: Actors) -> bool:
    return any(actors[actor_id].type in ("igo", "organisation", "armed_group") for actor_id in actor_ids)


def may_be_owned(role: RoleWord) -> bool:
    """Whether "its" before a role noun makes it a part of the owner: "its army", not "its border", "its neighbour"."""
    return role.role not in RELATIONS and (
        role.kind in ("body", "group") or (role.kind, role.is_plural) == ("person", False)
    )


def is_owner_beside(referent: Referent, phrase: Phrase) -> bool:
    """Whether of several owners the last is meant: joined by "and" ("Georgia and its army"), or the subject of the
    clause ("Ukraine said Russia would withdraw its forces"), and not the object of the one before it."""
    if referent.after[:2] == ("and", phrase.determiner):
        return True
    is_clause_over = any(word in CLAUSE_OPENERS for word in phrase.before)
    before = referent.before[-1] if referent.before else ""
    return not is_clause_over and before in CLAUSE_OPENERS | CLAUSE_VERBS


def may_be_subject(phrase: Phrase) -> bool:
    """Whether "it" in a later clause may go back to a name: not to one behind a preposition or in a list."""
    before = [word for word in phrase.before[-2:] if word != "the"]
    return not (before and before[-1] in GOVERNING) and phrase.after[:1] not in (("and",), ("'s",), ("’s",))


def is_place(phrase: Phrase) -> bool:
    """Whether a country's name says only where: "in Moscow", "visit to Georgia", "parts of Georgia"."""
    if phrase.is_tie:
        return True
    if phrase.head.has("adjective") and not phrase.head.has("country"):
        return bool(phrase.after) and phrase.after[0] in THING_WORDS
    if (
        phrase.head.has("capital")
        and not phrase.head.has("country")
        and phrase.after[:1]
        and phrase.after[0] in MEETINGS
    ):
        return True  # "the Minsk agreements"
    before = [word for word in phrase.governed if word not in ("the", "northern", "southern", "eastern", "western")]
    last = before[-1] if before else ""
    other = before[-2] if len(before) > 1 else ""
    if last in PLACE_WORDS:
        return True
    if last == "to":
        return other in TO_WORDS or (phrase.head.has("capital") and any(word in TO_WORDS for word in before[:-2]))
    if last == "of":
        return other in OF_WORDS
    after = phrase.after[:2]
    return bool(after) and (after[0] in THING_WORDS or (after[0] in ("'s", "’s") and after[-1] in THING_WORDS))
