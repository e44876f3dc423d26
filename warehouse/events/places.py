"""Where an act happened: the place named with its verb, looked up in the gazetteer.

Only words that hang on the act's own clause count: never the dateline, and never the place where somebody spoke of it.
The gazetteer is `knowledge/places` (see its README) and the country names of `knowledge/actors/countries.csv`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from warehouse.events import grammar
from warehouse.events.acts import Act
from warehouse.events.tree import Tree, Word
from warehouse.knowledge import files

WHERE = {
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "across",
    "around",
    "throughout",
    "off",
    "over",
    "within",
    "between",
    "along",
}
WHERETO = {"to", "into", "from"}
MOVING = {"042", "043", "154", "087", "174", "036", "0874"}  # acts whose goal or origin is their place
SPOKEN = {
    "01",
    "02",
    "10",
    "11",
    "12",
    "13",
}  # acts done by words: where they were said is not where what they tell of is
ON_WATER = (
    "sea",
    "ocean",
    "peninsula",
    "island",
    "islands",
    "border",
    "coast",
    "river",
    "strait",
    "heights",
    "frontier",
)
LONGEST = 5  # words in a place's name
FINENESS = {"point": 0, "city": 1, "region": 2, "country": 3}


class Spot(NamedTuple):
    """What the gazetteer knows of a name. `country_code` is null for seas and parts of the world."""

    name: str
    country_code: str | None
    latitude: float
    longitude: float
    precision: str
    weight: int  # inhabitants, to choose among towns of one name


class FoundPlace(NamedTuple):
    """A place in a sentence: offsets into the sentence, and what the gazetteer knows of it."""

    start: int
    end: int
    name: str
    country_code: str | None
    latitude: float
    longitude: float
    precision: str


@dataclass(frozen=True, slots=True)
class Places:
    """The gazetteer, by folded name; each name's spots with the likeliest first."""

    spots: dict[str, tuple[Spot, ...]]

    @classmethod
    def load(cls, overlay: Path | None = None) -> Places:
        found: dict[str, list[Spot]] = {}
        for name, spot in _spots(overlay):
            found.setdefault(fold(name), []).append(spot)
        return cls({name: tuple(sorted(s, key=lambda x: -x.weight)) for name, s in found.items()})

    def of(self, act: Act, doc: Tree) -> FoundPlace | None:
        """The finest place that hangs on the act's words, the nearest of equals; null when there is none."""
        candidates = [
            (FINENESS[found.precision], abs(token.i - act.trigger.i), found)
            for token in _place_tokens(act)
            for found in self._named_by(token, doc)
        ]
        return min(candidates, key=lambda c: c[:2])[2] if candidates else None

    def find(self, name: str, country_code: str | None = None) -> Spot | None:
        """The likeliest spot of that name, one in the given country before others."""
        spots = self.spots.get(fold(name), ())
        return next((s for s in spots if country_code and s.country_code == country_code), spots[0] if spots else None)

    def _named_by(self, head: Word, doc: Tree) -> Iterator[FoundPlace]:
        """Places named in the phrase of a noun: the noun itself, its compounds, "the province of …", "X, Y"."""
        phrase = sorted(_phrase(head), key=lambda t: t.i)
        country = next((s.country_code for t in phrase if (s := self._country(t.text))), None)
        taken: set[int] = set()
        for length in range(LONGEST, 0, -1):
            for first in phrase:
                span = doc.words[first.i : first.i + length]
                if len(span) < length or any(t.i in taken for t in span) or not _is_name(span[0], span[-1]):
                    continue
                spot = self.find(doc.text[span[0].idx : span[-1].end], country)
                if spot is not None:
                    taken |= {t.i for t in span}
                    yield FoundPlace(span[0].idx, span[-1].end, *spot[:5])

    def _country(self, name: str) -> Spot | None:
        spots = self.spots.get(fold(name), ())
        return next((s for s in spots if s.precision == "country"), None)


def _place_tokens(act: Act) -> Iterator[Word]:
    """Nouns behind prepositions of place that hang on the act, its objects, or the verb of a nominal act."""
    moving = act.code.cameo_code in MOVING or act.code.cameo_code[:3] in MOVING
    spoken = act.code.root in SPOKEN and act.anchor is not None and len(act.words) > 1
    carriers = [act.anchor] if spoken and act.anchor is not None else list(act.words)
    verb = act.trigger if grammar.is_verb(act.trigger) else act.trigger.head
    if grammar.is_verb(verb) and verb not in carriers and verb.lemma_ not in ("say", "tell", "report"):
        carriers.append(verb)
    carriers += [obj for word in carriers if grammar.is_verb(word) for obj in grammar.objects(word)]
    for carrier in carriers:
        for prep, obj in grammar.prepositional(carrier):
            if grammar.is_time_word(obj):
                continue  # "in March" is no town
            if prep in WHERE or (prep in WHERETO and moving) or (prep in ("on", "of") and _on_water(obj)):
                yield obj
    if act.code.cameo_code in ("042", "043", "190", "192"):
        yield from (slot.token for slot in act.targets if slot.name == "obj")


def _on_water(noun: Word) -> bool:
    return noun.lower_ in ON_WATER or noun.lower_.endswith("border")


def _phrase(head: Word) -> Iterator[Word]:
    """The tokens of a noun's own phrase that can name a place."""
    yield head
    for child in head.children:
        if child.dep_ in ("compound", "nmod", "poss", "appos", "conj", "amod"):
            yield from _phrase(child)
        elif child.dep_ == "prep" and child.lower_ in ("of", "in", "near"):
            for obj in grammar.children(child, "pobj"):
                yield from _phrase(obj)


def _is_name(first: Word, last: Word) -> bool:
    """Capitalised, and not part of a person's or body's name."""
    if not first.text[:1].isupper() or first.ent_type_ in ("PERSON", "NORP") or last.ent_type_ in ("PERSON", "NORP"):
        return False
    return not (first.ent_type_ == "ORG" and last.dep_ in ("compound", "nmod")) and last.text[:1].isupper()


def _spots(overlay: Path | None) -> Iterator[tuple[str, Spot]]:
    cities: dict[tuple[str, str], Spot] = {}
    for row in files.rows("places/cities.csv", overlay).iter_rows(named=True):
        spot = _spot(row, "city", int(row["population"]))
        cities.setdefault((row["name"], row["country_code"]), spot)
        yield row["name"], spot
    for row in files.rows("places/city_names.csv", overlay).iter_rows(named=True):
        if (spot := cities.get((row["name"], row["country_code"]))) is not None:
            yield row["other_name"], spot
    for row in files.rows("places/regions.csv", overlay).iter_rows(named=True):
        spot = _spot(row, row["precision"], 50_000_000)
        yield from ((name, spot) for name in [row["name"], *(row["names"] or "").split(";")] if name)
    yield from _countries(overlay)


def _countries(overlay: Path | None) -> Iterator[tuple[str, Spot]]:
    middles = {r["country_code"]: r for r in files.rows("places/countries.csv", overlay).iter_rows(named=True)}
    for row in files.rows("actors/countries.csv", overlay).iter_rows(named=True):
        middle = middles.get(row["country_code"])
        if row["kind"] == "country" and middle is not None:
            spot = _spot({**middle, "name": row["name"]}, "country", 1_000_000_000)
            yield from ((name, spot) for name in [row["name"], *(row["names"] or "").split(";")] if name)


def _spot(row: dict[str, str], precision: str, weight: int) -> Spot:
    position = float(row["latitude"]), float(row["longitude"])
    return Spot(row["name"], row["country_code"] or None, *position, precision, weight)


def fold(name: str) -> str:
    """Without accents, case, apostrophes and hyphens: "Saint-Étienne" and "Saint Etienne" are one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return " ".join(plain.lower().replace("'", "").replace("-", " ").split()).removeprefix("the ")
