"""Who held which office, and when: loads `offices/`, the facts behind tenures as evidence and persons' roles.

The files, each a CSV that a user may overlay with one of the same name and form:

- `offices/holders/*.csv`, one row a term of office: `of` (ISO 3166 alpha-3, or a short name that `organisations.csv`
  explains), `kind` (of `kinds.csv`), `person` (words in brackets tell namesakes apart), `held_from`, `held_until`
  (ISO days, months or years; empty while in office), `sure` ("no" when the row is doubtful, "withdrawn" in an overlay
  to take a row back), `note` ("acting …" for acting holders, "acting until" a day for those who were confirmed).
- `offices/kinds.csv`, one row a kind of office: its name, the titles that news uses, its PLOVER sector.
- `offices/organisations.csv`, one row an organisation, de facto state or armed group that has office-holders.
- `offices/persons.csv`: other spellings and second-reference names of persons; `offices/given_names.csv`: given names
  that are spelt in several ways.
- `offices/exceptions.csv`: overlaps and gaps that history explains (see `officeholder_check.py`).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from warehouse.knowledge import files
from warehouse.knowledge.files import KnowledgeError

FOLDER = "offices"
# Family name first in English news too, which turns Japanese and Hungarian names round.
FAMILY_FIRST = {"CHN", "TWN", "KOR", "PRK", "HKG", "MAC"}
PARTICLES = frozenset(
    "de del della den der di da das do dos du la le van von ter ten bin ben bint ibn abu ould".split()  # noqa: SIM905
)
UNCOMBINED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A"}
    | {"ß": "ss", "æ": "ae", "’": "'", "‘": "'", "ʿ": "'"}
)
Rows = Mapping[str, dict[str, str]]
NUMERAL = re.compile(r"[IVX]+")
ARTICLES = re.compile(r"^(?:al|el|as|ad|ar|at|ash|an)[- ](?=\w)", re.IGNORECASE)


class Tenure(NamedTuple):
    """One term of one person in one office. `held_from` is the first day and `held_until` the last that is possible."""

    person_id: str
    person: str  # usual name
    kind: str
    office: str  # "Foreign Minister", "Secretary General of NATO"
    of: str  # alpha-3 or the organisation's short name
    country_code: str | None
    organisation: str | None
    sector_code: str
    held_from: date
    held_until: date | None  # None: still in office
    is_sure: bool
    is_acting: bool
    is_to_the_day: bool  # both ends are written as days, not months or years
    is_single: bool
    is_by_surname: bool  # of a kind whose holders news names by surname alone
    note: str

    def covers(self, day: date) -> bool:
        return self.held_from <= day and (self.held_until is None or day <= self.held_until)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds or held an office, with every spelling of the name that the files know."""

    person_id: str
    name: str
    names: tuple[str, ...]  # full names, the usual one first
    surnames: tuple[str, ...]  # what a second reference uses
    tenures: tuple[Tenure, ...]


@dataclass(frozen=True, eq=False)
class Offices:
    """All office-holders, looked up by name, surname, title and day."""

    persons: Mapping[str, Person]
    titles: Mapping[str, tuple[str, ...]]  # kind of office -> titles in lower case
    organisation_words: Mapping[str, tuple[str, ...]]  # short name -> words for it, in lower case
    _by_name: Mapping[str, tuple[str, ...]]
    _by_surname: Mapping[str, tuple[str, ...]]
    _kinds_by_title: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, overlay: Path | None = None) -> Offices:
        """Reads the files. Raises KnowledgeError with the file and row when one can't be understood."""
        kinds = {row["kind"]: row for row in _rows("kinds.csv", overlay)}
        organisations = {row["of"]: row for row in _rows("organisations.csv", overlay)}
        tenures = list(_tenures(overlay, kinds, organisations))
        persons = _persons(tenures, overlay)
        titles = {kind: _split(row["titles"]) for kind, row in kinds.items()}
        return cls(
            persons=persons,
            titles=titles,
            organisation_words={of: _split(row["words"]) for of, row in organisations.items()},
            _by_name=_index((_key(name), person.person_id) for person in persons.values() for name in person.names),
            _by_surname=_index(
                (_key(name), person.person_id) for person in persons.values() for name in person.surnames
            ),
            _kinds_by_title={
                title: frozenset(kind for kind, words in titles.items() if title in words)
                for words in titles.values()
                for title in words
            },
        )

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:
        return tuple(tenure for person in self.persons.values() for tenure in person.tenures)

    @cached_property
    def known_until(self) -> date:
        """The last handover that the files know: later ones may have happened since."""
        return max((tenure.held_from for tenure in self.tenures), default=date(1990, 1, 1))

    def kinds(self, title: str) -> frozenset[str]:
        """Kinds of office that a title such as "Foreign Secretary" can mean."""
        return self._kinds_by_title.get(title.lower().replace(".", ""), frozenset())

    def named(self, name: str) -> tuple[Person, ...]:
        """Persons whose full name this is, in any known spelling; two persons of one name both come."""
        return tuple(self.persons[person_id] for person_id in self._by_name.get(_key(name), ()))

    def surnamed(self, surname: str) -> tuple[Person, ...]:
        """Persons whom a second reference by this surname can mean."""
        return tuple(self.persons[person_id] for person_id in self._by_surname.get(_key(surname), ()))

    def holders(self, name: str, on: date | None = None) -> tuple[Tenure, ...]:
        """Terms of whoever has this name or surname; with a day, only those that cover it. Full names come first."""
        people = self.named(name) or self.surnamed(name)
        return tuple(tenure for person in people for tenure in person.tenures if on is None or tenure.covers(on))

    def in_office(self, of: str, kind: str, on: date) -> tuple[Tenure, ...]:
        """Who held that office on that day."""
        return tuple(t for t in self.tenures if t.of == of and t.kind == kind and t.covers(on))


def slug(name: str) -> str:
    """An id of a name: "Jaap de Hoop Scheffer" -> "jaap-de-hoop-scheffer"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name).lower().replace("'", "")).strip("-")


def fold(text: str) -> str:
    """Without accents: "Erdoğan" -> "Erdogan"."""
    plain = unicodedata.normalize("NFKD", text.translate(UNCOMBINED))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=65536)  # names in texts come again and again
def _key(name: str) -> str:
    """What spellings of one name share: Sergey and Sergei, Zelensky and Zelenskyy, al-Assad and Al Assad."""
    plain = re.sub(r"[^a-z ]", "", fold(name).lower().replace("-", " ").replace(".", " "))
    plain = plain.replace("shch", "sh").replace("sch", "sh").replace("kh", "h").replace("y", "i")
    return " ".join(re.sub(r"(.)\1+", r"\1", plain).split())


def _tenures(overlay: Path | None, kinds: Rows, organisations: Rows) -> Iterator[Tenure]:
    latest: dict[tuple[str, ...], dict[str, str]] = {}
    ours = [row for name in _holder_files(files.HOME) for row in _rows(name, None)]
    # The user's rows come after all of ours, whatever the files are called, and replace those of the same term.
    theirs = [row for name in _holder_files(overlay) for row in _rows(name, overlay)[len(_rows(name, None)) :]]
    for row in [*ours, *theirs]:
        latest[row["of"], row["kind"], row["person"], row["held_from"]] = row
    for row in latest.values():
        if row["sure"] != "withdrawn":
            yield _tenure(row, kinds, organisations)


def _holder_files(home: Path | None) -> list[str]:
    return sorted(f"holders/{path.name}" for path in (home / FOLDER / "holders").glob("*.csv")) if home else []


def _rows(name: str, overlay: Path | None) -> list[dict[str, str]]:
    """Rows as dictionaries with "" for empty cells and the file's name under `file`."""
    frame = files.rows(f"{FOLDER}/{name}", overlay).fill_null("")
    return [row | {"file": name} for row in frame.to_dicts()]


def _tenure(row: dict[str, str], kinds: Rows, organisations: Rows) -> Tenure:
    of, kind = row["of"], kinds.get(row["kind"])
    organisation = organisations.get(of)
    if kind is None:
        raise KnowledgeError(f"{_where(row)}: kind {row['kind']!r} is not in offices/kinds.csv; add it there.")
    if organisation is None and not re.fullmatch(r"[A-Z]{3}", of):
        raise KnowledgeError(f"{_where(row)}: {of!r} is no alpha-3 code and not in offices/organisations.csv; add it.")
    return Tenure(
        person_id=slug(row["person"]),
        person=re.sub(r"\s*\(.*\)$", "", row["person"]),
        kind=row["kind"],
        office=f"{kind['office']} of {organisation['name']}" if organisation else kind["office"],
        of=of,
        country_code=None if organisation else of,
        organisation=of if organisation else None,
        sector_code=kind["sector_code"],
        held_from=_day(row, "held_from"),
        held_until=_day(row, "held_until") if row["held_until"] else None,
        is_sure=row["sure"] != "no",
        is_acting=re.match(r"acting(?! (?:until|from) )", row["note"]) is not None,
        is_to_the_day=all(len(row[column]) in (0, 10) for column in ("held_from", "held_until")),
        is_single=kind["is_single"] == "yes",
        is_by_surname=kind["by_surname"] == "yes",
        note=row["note"],
    )


def _day(row: dict[str, str], column: str) -> date:
    """The first or last day that a day, month or year can mean."""
    parts = [int(part) for part in row[column].split("-")] if re.fullmatch(r"[\d-]+", row[column]) else []
    last = column == "held_until"
    try:
        year, month, day = [*parts, *([12 if last else 1, 0][len(parts) - 1 :])][:3]
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError as error:
        raise KnowledgeError(f"{_where(row)}: {column} {row[column]!r} is no day, month or year: {error}.") from error


def _where(row: dict[str, str]) -> str:
    return f"offices/{row['file']}, {row['person']} ({row['of']} {row['kind']})"


def _persons(tenures: Iterable[Tenure], overlay: Path | None) -> dict[str, Person]:
    spelt = {slug(row["person"]): row for row in _rows("persons.csv", overlay)}
    given = _given_names(overlay)
    terms: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        terms[tenure.person_id].append(tenure)
    return {
        person_id: _person(sorted(terms[person_id], key=lambda t: (t.held_from, t.of, t.kind)), spelt, given)
        for person_id in sorted(terms)
    }


def _person(terms: list[Tenure], spelt: Mapping[str, dict[str, str]], given: Mapping[str, tuple[str, ...]]) -> Person:
    first = terms[0]
    row = spelt.get(first.person_id, {"variants": "", "surnames": ""})
    names = [first.person, *_listed(row["variants"])]
    for name in list(names):
        head, _, rest = name.partition(" ")
        names += [f"{other} {rest}" for other in given.get(head, ()) if rest and other != head]
    surnames = _listed(row["surnames"]) or _usual_surnames(names[: 1 + len(_listed(row["variants"]))], first)
    return Person(
        first.person_id, first.person, tuple(dict.fromkeys(names)), tuple(dict.fromkeys(surnames)), tuple(terms)
    )


def _usual_surnames(names: list[str], tenure: Tenure) -> list[str]:
    """The last word, with and without its particles ("van Rompuy", "al-Assad"); the first for Chinese and Koreans."""
    surnames: list[str] = []
    for name in names:
        words = [word for word in name.split() if not NUMERAL.fullmatch(word)] if " " in name else [name]
        if len(words) == 1 and " " in name:
            continue  # "Elizabeth II" has no surname
        if tenure.country_code in FAMILY_FIRST and len(words) > 1:
            surnames.append(words[0])
            continue
        start = len(words) - 1
        while start > 1 and words[start - 1].lower() in PARTICLES:
            start -= 1
        surnames += [words[-1], " ".join(words[start:]), ARTICLES.sub("", words[-1])]
    return surnames


def _given_names(overlay: Path | None) -> dict[str, tuple[str, ...]]:
    others: dict[str, list[str]] = defaultdict(list)
    for row in _rows("given_names.csv", overlay):
        for name in (group := _listed(row["spellings"])):
            others[name] += group
    return {name: tuple(dict.fromkeys(group)) for name, group in others.items()}


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.lower().replace(".", "") for part in _listed(cell))


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}
