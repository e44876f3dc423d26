"""A sentence → the noun phrases in it that may stand for an actor.

Dictionary matches, the names that a model found and the words between them become a row of units; names and role
nouns take with them what qualifies them: "Georgia's former deputy foreign minister", "U.S.-led forces", "ministers of
Canada and France". No parse is needed, so a phrase alone reads as well as a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from warehouse.knowledge.actor_names import Actors, Match, RoleWord, Sense, plain
from warehouse.mentions.words import (
    ACTS,
    COUNTS,
    DETERMINERS,
    HONORIFICS,
    LANDS,
    MACHINES,
    MEANS,
    NUMBERS,
    STOPS,
    SUBJECTS,
)

TOKEN = re.compile(r"['’]s?\b(?!\w)|\w+(?:[-.]\w+|['’](?!s\b)\w+)*|[^\w\s]")
TIES = frozenset({"of", "for", "from", "at", "in", "to", "with"})
PERSON_KINDS = frozenset({"person"})


CAPITALS = re.compile(r"\b(?:[A-Z]{2,3} )?[A-Z]{4,}(?: [A-Z]{3,})*\b")
OWNER_GAP = re.compile(r"(?:'s)? ")
OWNED_GAP = re.compile(r" of (?:the )?")
LOWER = re.compile(r"[a-z]")
BEFORE = 6
NOUN_ENDINGS = ("ments", "tions", "sions", "nces", "ities", "isms")
OFFICIAL = frozenset({"GOV", "LEG", "JUD"})
THING = "THING"
EVENT = "EVENT"
TREATY = "TREATY"
PLACE = "PLACE"  # by its look: "Lake Chad", "Tigris River"
NO_PARTY_LABELS = frozenset({THING, EVENT, TREATY})


class Found(NamedTuple):
    """A name that the model found: PERSON, ORG, GPE, LOC, NORP or FAC; EVENT, TREATY or THING where it is no party."""

    start: int
    end: int
    label: str


class Unit(NamedTuple):
    """A stretch of a sentence that is taken as one: a name, a role noun, a qualifier, a word or a mark."""

    start: int
    end: int
    kind: str  # name, found, role, modifier, word or mark
    text: str
    senses: tuple[Sense, ...] = ()
    label: str = ""

    @property
    def role(self) -> RoleWord | None:
        return self.senses[0].role if self.kind == "role" else None

    @property
    def effect(self) -> str:
        return self.senses[0].effect if self.kind == "modifier" else ""

    def has(self, *kinds: str) -> bool:
        return any(sense.kind in kinds for sense in self.senses)


class Tie(NamedTuple):
    """What a role noun belongs to: a unit, and how (adjective, possessive, of, leads, based, noun, person)."""

    unit: Unit
    how: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may stand for an actor. Offsets are into the sentence.

    For a person's name with a title in front, the phrase is the name and `role` and `ties` are the title's.
    """

    start: int
    end: int
    text: str
    head: Unit
    kind: str  # name, role or event (an event or text, which is no party)
    role: RoleWord | None = None
    role_text: str | None = None
    ties: tuple[Tie, ...] = ()
    domains: tuple[RoleWord, ...] = ()
    effects: frozenset[str] = frozenset()
    determiner: str = ""
    before: tuple[str, ...] = ()  # up to six words in front, lower case, nearest last
    after: tuple[str, ...] = ()  # the two words behind
    is_tie: bool = False  # serves to qualify another phrase
    title: Phrase | None = field(default=None)
    governed: tuple[str, ...] = ()  # as `before`, of the first name of a list: "in Abkhazia and South Ossetia"


def read_units(text: str, found: Sequence[Found], actors: Actors) -> list[Unit]:
    """The units of a sentence, in order and without overlap."""
    flat = plain(text)
    shown = _title_case(flat) if _is_shouted(flat) or (flat.isupper() and not actors.names(flat)) else flat
    names = [Unit(m.start, m.end, "name", text[m.start : m.end], m.senses) for m in actors.names(shown)]
    if shown is not flat:
        names = _outer(
            [*(Unit(m.start, m.end, "name", text[m.start : m.end], m.senses) for m in actors.names(flat)), *names]
        )
    words = [
        Unit(m.start, m.end, m.senses[0].kind, text[m.start : m.end], m.senses)
        for m in actors.words(flat)
        if not _is_part_of_word(flat, m)
    ]
    names = _outer([*_in_capitals(text, flat, actors), *names])
    names = [unit for unit in names if not _is_cut_short(unit, found, actors)]
    names = [unit for unit in names if not _is_of_another_country(unit, names, flat, actors)]
    pieces = _choose(names, words, [Unit(f.start, f.end, "found", text[f.start : f.end], label=f.label) for f in found])
    return list(_fill(text, pieces))


def _is_of_another_country(unit: Unit, names: Sequence[Unit], text: str, actors: Actors) -> bool:
    """Whether a body's common name is said to be another country's: "Japan's House of Representatives"."""
    if not unit.has("organisation") or not actors.is_generic(unit.text):
        return False
    mine = {actor.country_code for sense in unit.senses if (actor := actors.get(sense.actor_id))}
    for other in names:
        is_owner = OWNER_GAP.fullmatch(text[other.end : unit.start]) if other.end < unit.start else None
        is_owned = OWNED_GAP.fullmatch(text[unit.end : other.start]) if unit.end < other.start else None
        if (is_owner or is_owned) and other.has("adjective", "country"):
            theirs = {actor.country_code for sense in other.senses if (actor := actors.get(sense.actor_id))}
            return not mine & theirs
    return False


def _is_part_of_word(text: str, match: Match) -> bool:
    """Whether a qualifier is the end of a compound word: "old" in "15-year-old", but not "led" in "U.S.-led"."""
    sense = match.senses[0]
    return sense.kind == "modifier" and sense.effect in ("plain", "former") and text[max(0, match.start - 1)] == "-"


def _in_capitals(text: str, flat: str, actors: Actors) -> list[Unit]:
    """Names that stand in capitals inside a sentence, as a dateline does: "MOSCOW, November 1"."""
    units: list[Unit] = []
    for match in CAPITALS.finditer(flat):
        whole = match.group()
        for name in (whole, whole.partition(" ")[2]):  # "NEW DELHI", and of "IN MOSCOW" the second word
            if not actors.named(name) and (senses := actors.named(name.title())):
                start = match.end() - len(name)
                units.append(Unit(start, match.end(), "name", text[start : match.end()], senses))
                break
    return units


def _is_cut_short(unit: Unit, found: Sequence[Found], actors: Actors) -> bool:
    """Whether a known name of given names alone begins a longer one: a king's "Juan Carlos" in a commoner's name."""
    if not unit.has("person") or not actors.is_given_name(plain(unit.text.split()[-1])):
        return False
    return any(f.start == unit.start and f.end > unit.end and f.label == "PERSON" for f in found)


def _is_shouted(text: str) -> bool:
    lower = len(LOWER.findall(text))
    return len(text) > 15 and lower < 0.15 * len(text) and sum(map(str.isupper, text)) > 4 * lower


def _title_case(text: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda m: m.group().capitalize(), text)


def _outer(units: list[Unit]) -> list[Unit]:
    kept: list[Unit] = []
    for unit in sorted(units, key=lambda u: (u.start, -u.end)):
        if not kept or unit.start >= kept[-1].end:
            kept.append(unit)
    return kept


def _choose(names: list[Unit], words: list[Unit], found: list[Unit]) -> list[Unit]:
    """Of overlapping pieces, those to keep: names, then what the model found beyond them, then role nouns."""
    beyond = [unit for unit in found if _says_more(unit, names, words)]
    names = [unit for unit in names if not any(_within(unit, other) for other in beyond)]
    beyond = [unit for unit in beyond if not any(_overlap(unit, name) for name in names)]
    taken = sorted([*names, *beyond])
    words = [unit for unit in words if not any(_overlap(unit, other) for other in taken)]
    return sorted([*taken, *words])


def _says_more(found: Unit, names: list[Unit], words: list[Unit]) -> bool:
    """Whether the model's name holds more than names and role words of the dictionary."""
    if found.label in NO_PARTY_LABELS or found.label == PLACE:
        return not any(_within(found, unit) for unit in names)
    inside = [unit for unit in names if _overlap(unit, found)]
    if any(not _within(unit, found) for unit in inside):
        return False
    if any(unit.start == found.start and unit.end == found.end for unit in inside):
        return False
    if found.label == "PERSON" and any(unit.has("person") for unit in inside):
        return False
    if any(_overlap(unit, found) and not _within(unit, found) and found.label != "PERSON" for unit in words):
        return False
    roles = [unit for unit in words if _within(unit, found)]
    rest = _uncovered(found, inside if found.label in ("PERSON", "GPE", "LOC") else [*inside, *roles])
    if found.label in ("GPE", "LOC", "NORP") and inside:
        return False
    return any(word[0].isupper() for word in rest)


def _uncovered(unit: Unit, inside: list[Unit]) -> list[str]:
    words = [(m.start() + unit.start, m.end() + unit.start, m.group()) for m in re.finditer(r"\w+", unit.text)]
    return [word for start, end, word in words if not any(u.start <= start and end <= u.end for u in inside)]


def _within(inner: Unit, outer: Unit) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(one: Unit, other: Unit) -> bool:
    return one.start < other.end and other.start < one.end


def _fill(text: str, pieces: list[Unit]):
    """The pieces and, between them, each word and mark."""
    place = 0
    for piece in [*pieces, None]:
        end = piece.start if piece else len(text)
        for match in TOKEN.finditer(text, place, end):
            kind = "word" if match.group()[0].isalnum() else "mark"
            yield Unit(match.start(), match.end(), kind, match.group())
        if piece:
            yield piece
            place = piece.end


def read_phrases(text: str, units: Sequence[Unit]) -> list[Phrase]:
    """The phrases of a sentence, by their start; what only qualifies another is marked as tie."""
    return _Reader(text, units).read()


class _Reader:
    def __init__(self, text: str, units: Sequence[Unit]):
        self.text = text
        self.units = units
        self.tied: dict[int, bool] = {}  # index of a unit that qualifies a role noun -> whether it is also a mention

    def read(self) -> list[Phrase]:
        heads = [index for index in range(len(self.units)) if self._is_role_head(index)]
        titles: dict[int, Phrase] = {}
        phrases: list[Phrase] = []
        for index in heads:
            phrase = self._role_phrase(index)
            if self._is_no_noun(phrase):
                continue
            if self._only_leads_to_names(phrase):
                for tie in phrase.ties:
                    self._free(tie.unit)
                continue
            name = self._named_by(index)
            if name is not None:
                titles.setdefault(name, phrase)
            else:
                phrases += self._shared(index, phrase)
        for index, unit in enumerate(self.units):
            if unit.kind in ("name", "found"):
                self._tie_owner(index)
        for index, unit in enumerate(self.units):
            if unit.kind not in ("name", "found") or unit.label == THING or self._is_prefixed(index):
                continue
            if unit.label in NO_PARTY_LABELS:
                phrases.append(Phrase(unit.start, unit.end, unit.text, unit, "event"))
                continue
            if self.tied.get(index, True):
                phrases.append(self._name_phrase(index, titles.get(index)))
        return sorted(phrases, key=lambda phrase: (phrase.start, phrase.end))

    def _only_leads_to_names(self, phrase: Phrase) -> bool:
        """Whether a noun for a land says what a name is: "the republics of Moldova and Georgia", "Iraq's provinces"."""
        role = phrase.role
        if role is None or not phrase.ties:
            return False
        if role.kind == "place":
            return True
        is_land = role.role in LANDS or role.sector_code == "PRE"
        return is_land and all(tie.how in ("of", "list") and tie.unit.kind != "role" for tie in phrase.ties)

    def _is_no_noun(self, phrase: Phrase) -> bool:
        """Whether a role noun stands for a thing or a quality: "by force", "withdraw troops", "a rise in power"."""
        role = phrase.role
        if role is None or phrase.ties or phrase.domains:
            return False
        if role.is_weak and role.kind == "body" and phrase.after[:1] == ("of",):
            return True  # "the organisation of exercises"
        if phrase.determiner:
            return False
        if phrase.head.has("modifier"):
            return True  # "dozens injured"; "the injured" has an article
        if phrase.text != phrase.head.text or not phrase.text.islower():
            return False
        if role.is_plural or role.role in MACHINES:
            return self._is_handled(phrase)
        is_quality = role.kind == "body" and role.sector_code == "UNK"  # "power"
        return role.is_weak or is_quality or (role.kind == "person" and phrase.head.has("homograph"))

    def _is_handled(self, phrase: Phrase) -> bool:
        """Whether a bare plural of soldiers or machines is what others send, count or own."""
        role = phrase.role
        is_machine = role is not None and role.role in MACHINES
        if role is None or not (is_machine or role.sector_code == "MIL"):
            return False
        before = phrase.before[-1:] or ("",)
        if before[0] in MEANS or (before[0] == "of" and phrase.before[-2:-1] and phrase.before[-2] in COUNTS):
            return True
        after = phrase.after[0] if phrase.after else "."
        return is_machine and before[0] != "by" and (not after[0].isalpha() or after in STOPS)

    def _tie_owner(self, index: int) -> None:
        """Mark what a name belongs to: "Russia's Baltic Fleet", "the Kurdish-led Syrian Democratic Forces"."""
        if index < 1 or self.units[index].has("country", "adjective", "capital", "person"):
            return
        if self.units[index].label not in ("", "ORG"):
            return
        if (
            self.units[index - 1].has("adjective")
            and self._touches(index - 1)
            and self.units[index].has("organisation")
        ):
            self.tied[index - 1] = True
        owner = self.units[index - 2]
        if self.units[index - 1].text in ("'s", "’s") and owner.has("country", "organisation"):
            self.tied[index - 2] = True
        elif index > 2 and self.units[index - 1].kind == "modifier" and (tie := self._joined(index - 1)) is not None:
            self.tied[index - 3] = tie.how == "backs"

    def _is_prefixed(self, index: int) -> bool:
        """Whether a prefix makes another word of an adjective: "post-Soviet", "anti-American"."""
        if index < 2 or not self.units[index].has("adjective") or self.units[index - 1].text != "-":
            return False
        before = self.units[index - 2]
        return before.kind in ("word", "modifier") and before.end == self.units[index - 1].start

    def _free(self, unit: Unit) -> None:
        self.tied = {index: kept for index, kept in self.tied.items() if self.units[index] != unit}

    # Role nouns

    def _is_role_head(self, index: int) -> bool:
        role = self.units[index].role
        if role is None or role.kind == "adjective" or self._is_joined_behind(index):
            return False
        after = self._at(index + 1)
        if after is not None and after.text in ("'s", "’s", "'", "’") and self._owns_head(index + 2):
            return False
        if self._is_qualifier(index):
            return False
        # "police" in "police chief" qualifies the next role noun.
        if after is not None and after.role is not None and after.role.kind != "adjective" and self._touches(index):
            return role.is_plural and role.kind == "person"
        return not self._leads_to_head(index + 1)

    def _is_joined_behind(self, index: int) -> bool:
        """Whether a hyphen joins a plain word in front: "counter-terrorist"."""
        if index < 2 or self.units[index - 1].text != "-" or self.units[index - 1].end != self.units[index].start:
            return False
        before = self.units[index - 2]
        return before.kind == "word" and before.end == self.units[index - 1].start

    def _owns_head(self, index: int) -> bool:
        """Whether a role noun follows, after at most two qualifiers."""
        for step in range(index, min(index + 3, len(self.units))):
            unit = self.units[step]
            if unit.role is not None and unit.role.kind != "adjective":
                return True
            if unit.kind != "modifier" and unit.role is None:
                return False
        return False

    def _is_qualifier(self, index: int) -> bool:
        """Whether a role noun that is an adjective too stands before a plain noun: "military strategy"."""
        unit, after = self.units[index], self._at(index + 1)
        if not unit.has("homograph") or after is None or not self._touches(index):
            return False
        if after.kind == "name" and unit.text.islower():
            return not after.has("person")  # "a major NATO summit", "the separatist Georgian territories"
        if after.kind != "word":
            return False
        low = after.text.lower()
        if low != after.text:
            return unit.text[0].isupper()  # "Christian Aid"
        is_noun = low.endswith(NOUN_ENDINGS)  # "press statements", and not "police arrests"
        is_verb = low in STOPS or low in ACTS or (low.endswith(("s", "ed")) and not is_noun)
        return low.isalpha() and not is_verb

    def _leads_to_head(self, index: int) -> bool:
        """Whether words from here on go straight to a role noun that the one before would qualify."""
        unit = self._at(index)
        if unit is None or not self._touches(index - 1):
            return False
        if unit.role is not None and unit.role.kind == "adjective":
            return self._next_is_head(index + 1)
        return False

    def _next_is_head(self, index: int) -> bool:
        unit = self._at(index)
        return unit is not None and unit.role is not None and self._touches(index - 1)

    def _role_phrase(self, index: int) -> Phrase:
        head = self.units[index]
        first, ties, domains, effects, determiner = self._leftward(index)
        last, after = self._rightward(index, effects, bool(ties))
        start, end = self.units[first].start, self.units[last].end
        return Phrase(
            start,
            end,
            self.text[start:end],
            head,
            "role",
            head.role,
            self._role_text(first, index),
            (*ties, *after),
            tuple(domains),
            frozenset(effects),
            determiner,
            self._words_before(first),
            self._words_after(last),
        )

    def _leftward(self, index: int) -> tuple[int, list[Tie], list[RoleWord], set[str], str]:
        ties: list[Tie] = []
        domains: list[RoleWord] = []
        effects: set[str] = set()
        first = place = index
        skipped = 0
        while place > 0:
            unit = self.units[place - 1]
            low = unit.text.lower()
            if unit.role is not None and (self._touches(place - 1) or self._hyphen(place - 1)):
                domains.append(unit.role)
            elif unit.kind == "modifier" and (tie := self._joined(place - 1)) is not None:
                if unit.effect in ("leads", "based"):
                    ties.append(tie)
                self.tied[place - 3] = unit.effect == "backs"
                first = place = place - 3
                continue
            elif unit.kind == "modifier":
                if low.endswith("ed") and self._has_subject(place - 1):
                    break  # "the channel accused police"
                effects.add(unit.effect)
            elif (
                low in ("'s", "’s", "'", "’") and place > 1 and self.units[place - 2].kind in ("name", "found", "role")
            ):
                if (owner := self.units[place - 2].role) is not None:
                    domains.append(owner)
                    first = place = place - 2
                    continue
                is_person = self._is_person(place - 2)
                ties.append(Tie(self.units[place - 2], "person" if is_person else "possessive"))
                self.tied[place - 2] = True
                return place - 2, ties, domains, effects, ""
            elif unit.kind in ("name", "found") and self._qualifies(place - 1, place):
                is_person = self._is_person(place - 1)
                ties.append(Tie(unit, "adjective" if unit.has("adjective") else "person" if is_person else "noun"))
                self.tied[place - 1] = is_person or (
                    unit.has("organisation", "country") and not unit.has("adjective") and not self._is_named_body(index)
                )
                if self._prefix(place - 1) in ("ex", "post"):
                    effects.add("former")
                elif self._prefix(place - 1):
                    ties.pop()  # another's friend or foe, not its own
            elif (
                (unit.text == "-" and unit.end == self.units[place].start)
                or low in HONORIFICS
                or self._belongs_to_name(place - 1, index)
            ):
                pass
            elif low in DETERMINERS:
                return first, ties, domains, effects, low
            elif low in NUMBERS or low.isdigit():
                if self._at(place - 2) is None or self.units[place - 2].text.lower() not in ("'s", "’s"):
                    break
                place -= 1
                continue
            elif unit.kind == "word" and low not in STOPS and skipped < 2 and self._reaches_tie(place - 1):
                skipped += 1
                place -= 1
                continue
            else:
                break
            place -= 1
            first = place
        while self.units[first].text == "-":
            first += 1
        return first, ties, domains, effects, ""

    def _has_subject(self, index: int) -> bool:
        """Whether somebody stands right before a word that is a verb then: "a channel accused", "they had accused"."""
        before = self._at(index - 1)
        if before is None or not self._spaced(index):
            return False
        if before.role is not None:
            return before.role.kind != "adjective"
        return before.text.lower() in SUBJECTS

    def _is_named_body(self, index: int) -> bool:
        role = self.units[index].role
        return role is not None and role.kind in ("body", "group") and self.units[index].text[0].isupper()

    def _belongs_to_name(self, index: int, head: int) -> bool:
        """Whether a capitalised word inside a sentence is part of a body's name: "Vanguard Progressive Party"."""
        unit = self.units[index]
        return index > 0 and unit.kind == "word" and unit.text[0].isupper() and self._is_named_body(head)

    def _qualifies(self, index: int, place: int) -> bool:
        """Whether a name stands right before a role noun as its qualifier: "Georgian police", "Hamas leader"."""
        unit, following = self.units[index], self.units[place]
        if following.kind == "modifier" and following.text.lower().endswith("ed") and not unit.has("adjective"):
            return False  # "Georgia arrested officers"
        if not (self._touches(index) or self._hyphen(index)):
            return False
        if self._is_person(index):
            return following.role is not None and (following.role.kind != "person" or following.role.is_plural)
        if unit.kind == "found":
            return unit.label in ("ORG", "NORP", "GPE", "LOC", "FAC")
        return unit.has("adjective", "country", "organisation", "seat", "capital", "city")

    def _joined(self, index: int) -> Tie | None:
        """The name that a hyphen joins to this modifier: "U.S." for "led" in "U.S.-led"."""
        if index < 2 or self.units[index - 1].text != "-" or self.units[index - 1].end != self.units[index].start:
            return None
        name = self.units[index - 2]
        if name.kind in ("name", "found") and name.end == self.units[index - 1].start:
            return Tie(name, self.units[index].effect)
        return None

    def _prefix(self, index: int) -> str:
        """What a hyphen joins in front of a name, of "pro-", "anti-", "ex-" and the like; else empty."""
        if index < 2 or self.units[index - 1].text != "-":
            return ""
        before = self.units[index - 2].text.lower()
        return before if before in ("pro", "anti", "non", "ex", "post", "pre") else ""

    def _is_moved(self, index: int) -> bool:
        return index > 0 and self.units[index - 1].text.lower() in MEANS

    def _is_military(self, index: int) -> bool:
        role = self.units[index].role
        return role is not None and role.sector_code == "MIL"

    def _is_person_role(self, index: int) -> bool:
        role = self.units[index].role
        return role is not None and role.kind == "person" and role.sector_code != "MIL"

    def _reaches_tie(self, index: int) -> bool:
        """Whether a country's adjective stands one or two plain words further left."""
        for place in (index - 1, index - 2):
            unit = self._at(place)
            if unit is None or unit.kind == "mark" or unit.text.lower() in STOPS:
                return False
            if unit.kind == "name":
                return unit.has("adjective") and not self.units[index].text.endswith(("ed", "ing", "s"))
            if unit.kind != "word":
                return False
        return False

    def _rightward(self, index: int, effects: set[str], is_tied: bool) -> tuple[int, list[Tie]]:
        """What follows "of", "for" or "from": names, and lists of them."""
        last, place = index, index + 1
        if (elect := self._elect_at(index)) is not None:
            effects.add("next")
            last, place = elect, elect + 1
        unit = self._at(place)
        if unit is None or unit.text.lower() not in TIES or not self._spaced(place):
            return last, []
        word = unit.text.lower()
        target = self._skip(place + 1)
        if target is None:
            return last, []
        ties: list[Tie] = []
        unit = self.units[target]
        if unit.kind in ("name", "found") and (word == "of" or not unit.has("person")):
            if self._is_military(index) and (word == "in" or (word == "from" and self._is_moved(index))):
                return last, []  # "troops in Iraq", "withdraw troops from Iraq": they may be anybody's
            if word == "to" and not self._is_person_role(index):
                return last, []  # "police to Kenya"; an ambassador goes to whom he belongs
            if word != "of" and (is_tied or word in ("at", "with") or not unit.has("country", "organisation")):
                return last, []
            if unit.label == "PERSON" or unit.has("person"):
                return last, []
            ties.append(Tie(unit, word))
            self.tied[target] = word != "of" or not self._is_named_body(index)
            if word == "of":
                last = target
                ties += self._listed(target, index)
        elif word in ("of", "for") and unit.role is not None and unit.role.kind != "adjective":
            # "head of the army": the role noun after "of" tells the sector, and may have a country of its own.
            ties.append(Tie(unit, word))
            last = target
            _, inner, _, inner_effects, _ = self._leftward(target)
            if inner_effects & {"former"}:
                effects.add("former")
            ties += inner
            if (more := self._at(target + 1)) is not None and more.text.lower() == "of":
                further = self._skip(target + 2)
                if further is not None and self.units[further].kind == "name":
                    ties.append(Tie(self.units[further], "of"))
                    self.tied[further] = True
                    last = further
        return last, ties

    def _elect_at(self, index: int) -> int | None:
        """Where "elect" stands that a hyphen joins to a role noun: "president-elect"."""
        mark, after = self._at(index + 1), self._at(index + 2)
        return index + 2 if mark and mark.text == "-" and after and after.effect == "next" else None

    def _listed(self, target: int, index: int) -> list[Tie]:
        """Further members of a list of countries after a plural role noun."""
        role = self.units[index].role
        ties: list[Tie] = []
        place = target + 1
        while role is not None and role.is_plural:
            mark = self._at(place)
            if mark is None or mark.text.lower() not in (",", "and", "&"):
                break
            following = self._skip(place + 1)
            if following is None or not self.units[following].has("country", "organisation", "capital"):
                break
            ties.append(Tie(self.units[following], "list"))
            self.tied[following] = False
            place = following + 1
        return ties

    def _skip(self, place: int) -> int | None:
        """The next unit that is not an article, a conjunction or a qualifier."""
        for step in range(place, min(place + 4, len(self.units))):
            unit = self.units[step]
            if unit.text.lower() in DETERMINERS or unit.text.lower() == "and" or unit.kind == "modifier":
                continue
            if unit.role is not None and unit.role.kind == "adjective":
                continue
            if unit.has("adjective") and not unit.has("country", "organisation") and self._next_is_head(step + 1):
                continue
            following = self._at(step + 1)
            if unit.has("adjective") and following and following.has("organisation") and self._touches(step):
                continue  # "members of the Bavarian CSU"
            if unit.kind in ("name", "found") and self._next_is_head(step + 1) and self._qualifies(step, step + 1):
                continue  # "leaders of NATO countries"
            return step
        return None

    def _shared(self, index: int, phrase: Phrase) -> list[Phrase]:
        """One phrase for each party of a compound: "ministers of Canada and France", "Georgian and Russian leaders"."""
        role = phrase.role
        if role is None or not role.is_plural:
            return [phrase]
        lists = [tie for tie in phrase.ties if tie.how == "list"]
        if lists:
            own = replace(phrase, ties=tuple(tie for tie in phrase.ties if tie.how != "list"))
            return [own, *(self._member(own, tie.unit, "of") for tie in lists)]
        return [*(self._member(phrase, unit, "adjective") for unit in self._partners(index)), phrase]

    def _partners(self, index: int) -> list[Unit]:
        """Adjectives that share a plural role noun with the one next to it, by commas and "and"."""
        place = index - 1
        while place > 0 and (self.units[place].kind == "modifier" or self.units[place].role is not None):
            place -= 1
        partners: list[Unit] = []
        if place < 1 or not self.units[place].has("adjective"):
            return partners
        while place > 1 and self.units[place - 1].text in ("and", ",") and self.units[place - 2].has("adjective"):
            place -= 2
            partners.append(self.units[place])
            self.tied[place] = False
        return partners

    def _member(self, phrase: Phrase, unit: Unit, how: str) -> Phrase:
        return replace(
            phrase, start=unit.start, end=unit.end, text=unit.text, ties=(Tie(unit, how),), head=unit, kind="role"
        )

    # Names

    def _named_by(self, index: int) -> int | None:
        """The name that a role noun stands in front of as title: a person's, or "rebel group M23"."""
        role = self.units[index].role
        if role is None or role.is_plural:
            return None
        place = index + 1 if self._elect_at(index) is None else index + 3
        if role.kind != "person":
            following = self._at(place)
            is_body = role.sector_code not in OFFICIAL and following is not None and following.has("organisation")
            return place if is_body and self._touches(index) else None
        # "President of Belarus Alexander Lukashenko": the tie stands between title and name.
        is_second = False
        for step in range(place, min(place + 8, len(self.units))):
            unit = self.units[step]
            is_second = is_second or unit.text.lower() == "and"
            if is_second and unit.has("adjective"):
                return None  # another's title: "the U.S. diplomat and Iranian Foreign Minister Zarif"
            if unit.text.lower() in HONORIFICS or unit.text == "." or (step == place and unit.effect == "next"):
                continue
            if self._is_person(step):
                between = self.text[self.units[step - 1].end : unit.start]
                return step if "\n" not in between else None
            if (
                unit.kind in ("name", "role")
                or unit.text.lower() in ("of", "the", "and", "for")
                or unit.kind == "modifier"
            ):
                continue
            return None
        return None

    def _is_person(self, index: int) -> bool:
        unit = self.units[index]
        return unit.has("person") or (unit.kind == "found" and unit.label == "PERSON")

    def _name_phrase(self, index: int, title: Phrase | None) -> Phrase:
        unit = self.units[index]
        return Phrase(
            unit.start,
            unit.end,
            unit.text,
            unit,
            "name",
            role=title.role if title else None,
            role_text=title.text if title else None,
            ties=title.ties if title else (),
            domains=title.domains if title else (),
            effects=title.effects if title else frozenset(),
            before=self._words_before(index),
            governed=self._words_before(self._list_start(index)),
            after=self._words_after(index),
            is_tie=index in self.tied,
            title=title,
        )

    def _list_start(self, index: int) -> int:
        """The first of the names that "and" joins to this one."""
        while index > 1 and self.units[index - 1].text in ("and", "or") and self.units[index - 2].kind == "name":
            index -= 2
        return index

    # Neighbours

    def _at(self, index: int) -> Unit | None:
        return self.units[index] if 0 <= index < len(self.units) else None

    def _touches(self, index: int) -> bool:
        """Whether only a space parts this unit from the next."""
        return self.text[self.units[index].end : self.units[index + 1].start] == " "

    def _hyphen(self, index: int) -> bool:
        return (
            self.text[self.units[index].end : self.units[index + 1].start] == "" and self.units[index + 1].text == "-"
        )

    def _spaced(self, index: int) -> bool:
        return self.units[index].start > self.units[index - 1].end

    def _role_text(self, first: int, index: int) -> str:
        return self.text[self.units[first].start : self.units[index].end]

    def _words_before(self, index: int) -> tuple[str, ...]:
        return tuple(unit.text.lower() for unit in self.units[max(0, index - BEFORE) : index])

    def _words_after(self, index: int) -> tuple[str, ...]:
        return tuple(unit.text.lower() for unit in self.units[index + 1 : index + 3])
