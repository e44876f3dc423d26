"""Two overlays → which articles may be coded otherwise by the one than by the other.

Every row that came, went or changed tells where it can matter: in articles that hold its words, or that mention its
actors. A file for which that can't be told from its rows reaches every article, and says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import ahocorasick

from warehouse.knowledge import files
from warehouse.knowledge.actor_names import listed, plain
from warehouse.knowledge.files import Rows
from warehouse.knowledge.officeholders import PARTICLES, fold

Row = Mapping[str, str]
NAMED_FILES = frozenset(f"actors/{name}.csv" for name in ("countries", "organisations", "groups", "persons"))
# In a knowledge file: the columns that hold words which an article must hold for a row to matter, whatever their case.
WORD_COLUMNS = {
    "actors/roles.csv": ("role", "plural"),
    "actors/modifiers.csv": ("modifier",),
    "actors/not_actors.csv": ("word",),
    "actors/given_names.csv": ("names",),
    "actors/common_surnames.csv": ("surname",),
    "verbs/verbs.csv": ("verb",),
    "verbs/nouns.csv": ("noun",),
    "verbs/operators.csv": ("word",),
    "verbs/adjectives.csv": ("adjective",),
    "verbs/agents.csv": ("noun",),
    "verbs/irregular.csv": ("form", "lemma"),
    "places/cities.csv": ("name",),
    "places/city_names.csv": ("other_name", "name"),
}
NAME_COLUMNS = ("name", "names", "adjectives", "demonyms", "capital", "seats", "doubtful")


class Use(NamedTuple):
    """Mentions of an actor ("" for none), of certain words or any (""), in one article or any ("")."""

    actor_id: str
    text: str = ""
    article_id: str = ""


@dataclass(frozen=True)
class Reach:
    """Where a change of the overlay can matter.

    `files` reach every article. Else these articles are reached: those that hold one of `names` (with its letter case,
    or in capitals) or a word that begins like one of `words`, those with a mention that one of `uses` means, and those
    that mention a role of one of the countries in `offices` (alpha-3).
    """

    files: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    uses: frozenset[Use] = frozenset()
    offices: frozenset[str] = frozenset()

    @property
    def is_everything(self) -> bool:
        return bool(self.files)

    @property
    def is_nothing(self) -> bool:
        return self == NOTHING

    def is_in(self, text: str) -> bool:
        """Whether a text holds one of the names or words."""
        shown = text if text.isascii() else plain(text)
        return _stands_in(self._names, shown, whole=True) or _stands_in(self._words, shown.lower(), whole=False)

    @cached_property
    def _names(self) -> ahocorasick.Automaton | None:
        return _automaton(form for name in self.names for form in (plain(name), plain(name).upper()))

    @cached_property
    def _words(self) -> ahocorasick.Automaton | None:
        return _automaton(plain(word).lower() for word in self.words)


NOTHING = Reach()


def together(parts: Iterable[Reach]) -> Reach:
    """What at least one of them reaches."""
    every = list(parts)
    return Reach(
        frozenset().union(*(part.files for part in every)),
        frozenset().union(*(part.names for part in every)),
        frozenset().union(*(part.words for part in every)),
        frozenset().union(*(part.uses for part in every)),
        frozenset().union(*(part.offices for part in every)),
    )


def _automaton(wordings: Iterable[str]) -> ahocorasick.Automaton | None:
    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for wording in filter(None, wordings):
        automaton.add_word(wording)
    automaton.make_automaton()
    return automaton if len(automaton) else None


def _stands_in(automaton: ahocorasick.Automaton | None, text: str, *, whole: bool) -> bool:
    """Whether a wording stands in a text from where a word begins and, if `whole`, to where one ends."""
    return automaton is not None and any(
        not (text[last - length].isalnum() and last >= length) and not (whole and text[last + 1 : last + 2].isalnum())
        for last, length in automaton.iter(text)
    )


def reach(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> Reach:
    """What differs between two overlays (as `files.own_content` gives them), as the articles that it can matter to."""
    return together(_reaches(before, after))


def _reaches(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> Iterator[Reach]:
    targets = _targets(before.get("actors/merges.csv", []))
    for name in before.keys() | after.keys():
        gone, come = _differing(before.get(name, []), after.get(name, []))
        for row in gone:
            yield _of_row(name, row, targets)
            yield Reach(uses=frozenset(_corrected_uses(name, row, targets)))
        for row in come:
            yield _of_row(name, row, targets)


def _differing(before: Rows, after: Rows) -> tuple[Rows, Rows]:
    """The rows that only one of the two has; all of them where only their order differs, for the last row counts."""
    old, new = (Counter(tuple(sorted(row.items())) for row in rows) for rows in (before, after))
    if old == new:
        return ([], []) if before == after else (before, after)
    return [dict(row) for row in old - new], [dict(row) for row in new - old]


def _targets(merges: Rows) -> dict[str, str]:
    return {row["actor_id"]: row["into_id"] for row in merges}


def _merged(actor_id: str, targets: Mapping[str, str]) -> Iterator[str]:
    """The actor and those under whose id its mentions may stand by merges."""
    seen: set[str] = set()
    while actor_id and actor_id not in seen:
        yield actor_id
        seen.add(actor_id)
        actor_id = targets.get(actor_id, "")


def _corrected_uses(name: str, row: Row, targets: Mapping[str, str]) -> Iterator[Use]:
    """Where a correction that is withdrawn has left its mark."""
    if name == "actors/splits.csv":
        for actor_id in _merged(row["new_id"], targets):
            yield Use(actor_id, row.get("name", ""), row.get("article_id", ""))


def _of_row(name: str, row: Row, targets: Mapping[str, str]) -> Reach:
    if name == "actors/aliases.csv":
        return Reach(names=frozenset({row["name"]}))
    if name == "actors/merges.csv":
        return Reach(uses=frozenset(Use(actor_id) for actor_id in _merged(row["actor_id"], targets)))
    if name == "actors/splits.csv":
        text, article = row.get("name", ""), row.get("article_id", "")
        meant = list(_merged(row["actor_id"], targets)) if "actor_id" in row else [""]
        return Reach(uses=frozenset(Use(actor_id, text, article) for actor_id in meant))
    if name == "actors/members.csv":
        return Reach(uses=frozenset({Use(row["actor_id"])}))
    if name in NAMED_FILES:
        names = frozenset(part for column in NAME_COLUMNS for part in listed(row.get(column, "")))
        # Plurals of demonyms are made by rule: "Frenchmen" of "Frenchman".
        words = frozenset(part.lower().removesuffix("an") for part in listed(row.get("demonyms", "")))
        if name == "actors/persons.csv":
            words = frozenset(surnames(row.get("name") or row["actor_id"]))  # a surname alone may mean them
        return Reach(names=names, words=words, uses=frozenset({Use(row["actor_id"])}))
    if name.startswith(files.HOLDERS):
        return _of_holder(row)
    if name == "offices/kinds.csv" and row["kind"] not in _kinds():
        return Reach(words=frozenset(map(str.lower, listed(row.get("titles", "")))))
    if name == "offices/persons.csv":
        called = [row["person"], *listed(row.get("variants", "")), *listed(row.get("surnames", ""))]
        return Reach(words=frozenset(word for one in called for word in surnames(one)))
    if name in WORD_COLUMNS:
        cells = [part for column in WORD_COLUMNS[name] for part in listed(row.get(column, ""))]
        if name.startswith("verbs/"):
            return Reach(words=frozenset(stem for cell in cells for stem in _stems(cell)))
        return Reach(words=frozenset(map(str.lower, cells)))
    return Reach(files=frozenset({name}))


def _of_holder(row: Row) -> Reach:
    """An office matters to articles that name its holder, or a role of its country or body."""
    of = row["of"]
    if re.fullmatch(r"[A-Z]{3}", of):
        return Reach(words=frozenset(surnames(row["person"])), offices=frozenset({of}))
    bodies = files.rows("offices/organisations.csv").filter(of=of).fill_null("").to_dicts()
    called = [word for body in bodies for word in [body["name"], *listed(body["words"])]] or [of]
    return Reach(words=frozenset([*surnames(row["person"]), *map(str.lower, called)]))


def surnames(person: str) -> set[str]:
    """The words of a person's name, small and plain, of which a second reference may have one: the last, or, where
    the family name stands in front, the first."""
    name = re.sub(r"\s*\(.*\)$", "", person)
    words = [word.strip(".'") for word in re.split(r"[\s-]+", fold(name).lower())]
    kept = [word for word in words if len(word) > 2 and word not in PARTICLES] or words
    return {kept[0], kept[-1]}


def _stems(wording: str) -> Iterator[str]:
    """What every form of a verb or noun begins with; of irregular verbs each form."""
    words = wording.lower().split()
    for one in {words[0], words[-1]}:
        yield one[:-2] if one.endswith(("ize", "ise")) else one.rstrip("eyis") or one
        yield from _irregular().get(one, ())


@cache
def _kinds() -> frozenset[str]:
    return frozenset(files.rows("offices/kinds.csv")["kind"])


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for row in files.rows("verbs/irregular.csv").to_dicts():
        forms[row["lemma"]] = (*forms.get(row["lemma"], ()), row["form"])
    return forms
