"""The dictionary of acts: which words name which act, and who does it to whom.

Everything here is read from `knowledge/verbs/*.csv`, whose heads explain their columns; a user's overlay adds rows
of the same form, and the last row for a key wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse.events.codes import Code, Codes
from warehouse.events.model.opinion import SecondOpinion
from warehouse.knowledge import files

SHAPES = {"none", "alone", "party"}  # instead of objects: without one, with nothing but one, with people or a name


NO_ACT = Code("", None)  # what a row with the code "-" says: in this meaning the verb is no act
REMOVED = "none"  # the code in an overlay's row that takes ours with the same key out
KEYS = {  # columns by which the rows of a file are told apart
    "verbs/verbs.csv": ("verb", "object"),
    "verbs/nouns.csv": ("noun",),
    "verbs/adjectives.csv": ("adjective", "object"),
    "verbs/operators.csv": ("word", "pos", "kind"),
    "verbs/effects.csv": ("kind", "inner"),
}


class LexiconFault(ValueError):
    """Rows of the dictionary that contradict the code tables or each other."""


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A verb, perhaps with a particle or preposition and with objects that give it this meaning."""

    verb: str
    particle: str | None
    preposition: str | None  # the object hangs on this preposition: "go" with "on: strike"
    objects: frozenset[str]  # lemmas; empty means any
    code: Code
    targets: tuple[str, ...]  # slots to look for the target in, before the usual ones
    rule_id: str

    @property
    def specificity(self) -> int:
        return 2 * bool(self.objects - SHAPES) + bool(self.particle)


@dataclass(frozen=True, slots=True)
class NounEntry:
    """A noun that names an act ("arrest"), or a thing that acts are about ("sanctions")."""

    noun: str
    before: tuple[str, ...]  # words that must stand before it: "hunger" for "hunger strike"
    is_act: bool  # an act on its own; else only with a verb that does, ends or promises it
    code: Code
    ended: Code | None  # what ending it is
    targets: tuple[str, ...]
    rule_id: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that turns an inner act into another, or says how real it is."""

    word: str
    particle: str | None
    pos: str  # verb, noun or adjective
    kind: str
    code: Code | None  # what it is when it holds no inner act that is known; null: nothing
    rule_id: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What an operator makes of an inner act: another code, a status, or both. Null leaves it as it is."""

    code: Code | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    codes: Codes
    verbs: dict[str, tuple[VerbEntry, ...]]
    nouns: dict[str, tuple[NounEntry, ...]]
    operators: dict[tuple[str, str], tuple[Operator, ...]]
    adjectives: dict[str, tuple[VerbEntry, ...]]
    effects: dict[tuple[str, str], Effect]  # (kind, inner CAMEO prefix or PLOVER type or quad class or "any")
    forms: dict[str, tuple[str, ...]]  # form of a complement -> kinds of operator, first choice first
    classes: dict[str, frozenset[str]]
    agents: frozenset[str]
    irregular: dict[str, str]
    trust: dict[str, float]  # what makes a report more or less sure, and `least`: see confidence.csv
    opinion: SecondOpinion | None = None
    _lemmas: dict[tuple[str, str], str] = field(default_factory=dict)  # answers of `lemma`

    @classmethod
    def load(cls, overlay: Path | None = None, *, with_opinion: bool = True) -> Lexicon:
        """Read the dictionary, and the model beside it. Raises LexiconFault with every unsound row."""
        codes = Codes.load(overlay)
        classes = _classes(_rows("verbs/classes.csv", overlay))
        lexicon = cls(
            codes=codes,
            verbs=_grouped(_verb_entries(_rows("verbs/verbs.csv", overlay), codes, classes, "verb")),
            nouns=_nouns(_rows("verbs/nouns.csv", overlay), codes),
            operators=_operators(_rows("verbs/operators.csv", overlay), codes),
            adjectives=_grouped(_verb_entries(_rows("verbs/adjectives.csv", overlay), codes, classes, "adjective")),
            effects=_effects(_rows("verbs/effects.csv", overlay), codes),
            forms={row["form"]: tuple(row["kinds"].split("|")) for row in _rows("verbs/forms.csv", overlay)},
            classes=classes,
            agents=frozenset(row["noun"] for row in _rows("verbs/agents.csv", overlay)),
            irregular={row["form"]: row["lemma"] for row in _rows("verbs/irregular.csv", overlay)},
            trust={row["name"]: float(row["value"]) for row in _rows("verbs/confidence.csv", overlay)},
            opinion=SecondOpinion.load() if with_opinion else None,
        )
        if faults := lexicon.faults():
            raise LexiconFault("knowledge/verbs: " + "; ".join(faults[:20]))
        return lexicon

    def effect(self, kind: str, inner: Code) -> Effect | None:
        """The effect for the longest CAMEO prefix, else for the type, the quad class, or anything."""
        quad = str(self.codes.quad_class(inner) or 0)
        cameo = inner.cameo_code
        keys = [*(cameo[:n] for n in range(len(cameo), 1, -1)), inner.event_type or "", f"quad {quad}", "any"]
        return next((self.effects[kind, key] for key in keys if (kind, key) in self.effects), None)

    def is_sure(self, confidence: float) -> bool:
        """Whether a lake keeps a report of that confidence."""
        return confidence >= self.trust["least"]

    def lemma(self, lemma: str, word: str) -> str:
        """A verb's dictionary form: the lemmatizer's, unless only a rule of thumb leads to a verb that is known."""
        if (lemma, word) not in self._lemmas:
            self._lemmas[lemma, word] = self._lemma(lemma.lower(), word.lower())
        return self._lemmas[lemma, word]

    def _lemma(self, lemma: str, word: str) -> str:
        guesses = (lemma, lemma + "e", self.irregular.get(word, ""), word[:-1], word[:-2], word[:-3], word[:-3] + "e")
        return next((g for g in guesses if g in self.verbs or (g, "verb") in self.operators), lemma)

    def entry_count(self) -> int:
        """How many distinct wordings the dictionary knows; alternatives in one cell count each."""
        verbs = (e for entries in [*self.verbs.values(), *self.adjectives.values()] for e in entries)
        nouns = sum(map(len, self.nouns.values()))
        return sum(max(1, len(e.objects)) for e in verbs) + nouns + sum(map(len, self.operators.values()))

    def faults(self) -> list[str]:
        """Rows with codes that the tables do not know, as sentences."""
        return [f"{rule_id}: {fault}" for rule_id, code in self._coded() for fault in self.codes.faults(code)]

    def _coded(self) -> Iterator[tuple[str, Code]]:
        for entries in [*self.verbs.values(), *self.adjectives.values()]:
            yield from ((e.rule_id, e.code) for e in entries if e.code is not NO_ACT)
        for nouns in self.nouns.values():
            yield from ((n.rule_id, code) for n in nouns for code in (n.code, n.ended) if code)
        for operators in self.operators.values():
            yield from ((o.rule_id, o.code) for o in operators if o.code)
        yield from ((f"effect {kind} {key}", e.code) for (kind, key), e in self.effects.items() if e.code)


def _rows(name: str, overlay: Path | None) -> list[dict[str, Any]]:
    """The rows of a file and its overlay, without those that a later row with the code "none" takes out."""
    kept: list[dict[str, Any]] = []
    for row in files.rows(name, overlay).to_dicts():
        if row.get("cameo_code") == REMOVED:
            kept = [other for other in kept if any(other[column] != row[column] for column in KEYS[name])]
        else:
            kept.append(row)
    return kept


def _classes(rows: Iterable[dict[str, Any]]) -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"].split("|")) for row in rows}


def _verb_entries(
    rows: Iterable[dict[str, Any]], codes: Codes, classes: dict[str, frozenset[str]], pos: str
) -> Iterator[VerbEntry]:
    named: set[str] = set()
    for row in rows:
        verb, _, particle = row[pos].partition(" ")
        preposition, _, objects = (row["object"] or "").rpartition(":")
        other = row["cameo_code"] == "-"
        code = NO_ACT if other else codes.code(row["cameo_code"], row["event_type"], row["event_mode"])
        rule_id = _rule_id(pos, row, named)
        for spelling in _spellings(verb):
            yield VerbEntry(
                verb=spelling,
                particle=particle or None,
                preposition=preposition or None,
                objects=_objects(objects, classes),
                code=code,
                targets=tuple((row["target"] or "").split()),
                rule_id=rule_id,
            )


def _rule_id(pos: str, row: dict[str, Any], named: set[str]) -> str:
    """By what a row is cited: the word, and as many of its objects as tell it from other rows: "verb:lift+ban|…"."""
    head, words = f"{pos}:{row[pos]}".replace(" ", "_"), (row["object"] or "").replace(" ", "_").split("|")
    more = ("|".join(words[:count]) + "|…" * (count < len(words)) for count in range(1, len(words) + 1))
    ids = [head + "+" * bool(objects) + objects for objects in more]
    rule_id = next((rule_id for rule_id in ids if rule_id not in named), ids[-1])
    named.add(rule_id)
    return rule_id


def _objects(cell: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    words = filter(None, cell.split("|"))
    return frozenset(word.replace("_", " ") for part in words for word in classes.get(part, (part,)))


def _grouped(entries: Iterable[VerbEntry]) -> dict[str, tuple[VerbEntry, ...]]:
    found: dict[str, dict[tuple[Any, ...], VerbEntry]] = defaultdict(dict)
    for entry in entries:
        found[entry.verb][entry.particle, entry.preposition, entry.objects] = entry
    return {
        verb: tuple(sorted(group.values(), key=lambda e: (-e.specificity, len(e.objects), e.rule_id)))
        for verb, group in found.items()
    }


def _nouns(rows: Iterable[dict[str, Any]], codes: Codes) -> dict[str, tuple[NounEntry, ...]]:
    found: dict[str, dict[tuple[str, ...], NounEntry]] = defaultdict(dict)
    for row in rows:
        *before, noun = row["noun"].split()
        found[noun][tuple(before)] = NounEntry(
            noun=noun,
            before=tuple(before),
            is_act=row["kind"] == "act",
            code=codes.code(row["cameo_code"], row["event_type"], row["event_mode"]),
            ended=codes.code(row["ended"]) if row["ended"] else None,
            targets=tuple((row["target"] or "").split()),
            rule_id="noun:" + row["noun"].replace(" ", "_"),
        )
    return {n: tuple(sorted(g.values(), key=lambda e: (-len(e.before), e.before))) for n, g in found.items()}


def _operators(rows: Iterable[dict[str, Any]], codes: Codes) -> dict[tuple[str, str], tuple[Operator, ...]]:
    found: dict[tuple[str, str], dict[tuple[str, str], Operator]] = defaultdict(dict)
    for row in rows:
        word, _, particle = row["word"].partition(" ")
        for spelling in _spellings(word):
            found[spelling, row["pos"]][particle, row["kind"]] = Operator(
                word=spelling,
                particle=particle or None,
                pos=row["pos"],
                kind=row["kind"],
                code=codes.code(row["cameo_code"], row["event_type"], row["event_mode"]) if row["cameo_code"] else None,
                rule_id=f"{row['kind']}:{row['word'].replace(' ', '_')}",
            )
    return {key: tuple(sorted(group.values(), key=lambda o: o.particle is None)) for key, group in found.items()}


def _effects(rows: Iterable[dict[str, Any]], codes: Codes) -> dict[tuple[str, str], Effect]:
    return {
        (row["kind"], row["inner"]): Effect(
            code=codes.code(row["cameo_code"], row["event_type"], row["event_mode"]) if row["cameo_code"] else None,
            status=row["status"],
        )
        for row in rows
    }


def _spellings(verb: str) -> tuple[str, ...]:
    """American and British: the files hold the form in -ize."""
    return (verb, verb[:-3] + "ise") if len(verb) > 5 and verb.endswith("ize") else (verb,)
