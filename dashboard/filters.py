"""What the reader has chosen, kept in the address: short names, defaults left out, one link for one view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

STATUSES = ("actual", "past_background", "planned", "conditional", "denied")
HAPPENED = ("actual", "past_background")
UNITS = ("events", "reports", "articles")
SCALES = ("share", "raw")
GRAINS = ("auto", "day", "week", "month", "year")
DAYS_OF = ("event", "reported")
PRECISIONS = ("point", "city", "region", "country", "none")

# Name in the address of each field.
SHORT = {
    "since": "from",
    "until": "to",
    "quads": "q",
    "types": "e",
    "statuses": "st",
    "actors": "a",
    "sources": "s",
    "targets": "t",
    "pair": "ab",
    "countries": "c",
    "source_countries": "sc",
    "target_countries": "tc",
    "places": "pl",
    "precisions": "pp",
    "publishers": "p",
    "languages": "l",
    "confidence": "mc",
    "outlets": "mp",
    "unit": "n",
    "scale": "y",
    "grain": "g",
    "day_of": "d",
}


@dataclass(frozen=True)
class Filters:
    """Which events are kept, and how they are counted; an empty tuple keeps all."""

    since: date | None = None
    until: date | None = None
    quads: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = HAPPENED
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()  # two actors or countries, in either direction
    countries: tuple[str, ...] = ()
    source_countries: tuple[str, ...] = ()
    target_countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()  # how closely the place is known
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    confidence: float = 0.0
    outlets: int = 0
    unit: str = "events"
    scale: str = "share"
    grain: str = "auto"
    day_of: str = "event"

    def values(self) -> dict[str, Any]:
        """The fields as parameters of queries."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def query(self, **changes: Any) -> dict[str, list[str]]:
        """The address's parameters for these filters with changes; what is at its default is left out."""
        changed, default = replace(self, **changes), Filters()
        return {
            SHORT[field.name]: written(getattr(changed, field.name))
            for field in fields(changed)
            if getattr(changed, field.name) != getattr(default, field.name)
        }

    def narrowing(self) -> list[str]:
        """Names, in words, of the filters that leave something out."""
        words = {
            "since": f"from {self.since}",
            "until": f"until {self.until}",
            "quads": "kind of act",
            "types": "event type",
            "actors": "actor",
            "sources": "source",
            "targets": "target",
            "pair": "pair of parties",
            "countries": "country",
            "source_countries": "source country",
            "target_countries": "target country",
            "places": "place",
            "precisions": "how closely the place is known",
            "publishers": "publisher",
            "languages": "language",
            "confidence": f"confidence of {self.confidence:.2f} or more",
            "outlets": f"{self.outlets} publishers or more",
        }
        default = Filters()
        return [word for name, word in words.items() if getattr(self, name) != getattr(default, name)]


def written(value: Any) -> list[str]:
    items = value if isinstance(value, tuple) else (value,)
    # An emptied list that isn't empty by default has to be told apart from an absent one.
    return [f"{item:g}" if isinstance(item, float) else str(item) for item in items] or ["any"]


def read(query: Mapping[str, list[str]]) -> tuple[Filters, list[str]]:
    """Filters from an address, and a sentence for each part of it that makes no sense and was left out."""
    found: dict[str, Any] = {}
    complaints: list[str] = []
    for field in fields(Filters):
        short = SHORT[field.name]
        if not (given := query.get(short)):
            continue
        try:
            found[field.name] = READERS[field.name](given)
        except ValueError:
            complaints.append(f"The link's {short}={given[0][:40]} makes no sense and was left out.")
    return Filters(**found), complaints


def one_of(*allowed: str) -> Callable[[list[str]], str]:
    def read_one(given: list[str]) -> str:
        if given[0] not in allowed:
            raise ValueError(given[0])
        return given[0]

    return read_one


def texts(given: list[str]) -> tuple[str, ...]:
    return () if given == ["any"] else tuple(dict.fromkeys(given))


def some_of(*allowed: str) -> Callable[[list[str]], tuple[str, ...]]:
    def read_some(given: list[str]) -> tuple[str, ...]:
        if given != ["any"] and not set(given) <= set(allowed):
            raise ValueError(given)
        return texts(given)

    return read_some


def quad_numbers(given: list[str]) -> tuple[int, ...]:
    return tuple(int(one) for one in some_of("0", "1", "2", "3", "4")(given))


def day(given: list[str]) -> date:
    return date.fromisoformat(given[0])


def share(given: list[str]) -> float:
    number = float(given[0])
    if not 0 <= number <= 1:
        raise ValueError(given[0])
    return number


def small_number(given: list[str]) -> int:
    if not given[0].isdecimal() or len(given[0]) > 6:
        raise ValueError(given[0])
    return int(given[0])


READERS: dict[str, Callable[[list[str]], Any]] = {
    "since": day,
    "until": day,
    "quads": quad_numbers,
    "types": texts,
    "statuses": some_of(*STATUSES),
    "actors": texts,
    "sources": texts,
    "targets": texts,
    "pair": texts,
    "countries": texts,
    "source_countries": texts,
    "target_countries": texts,
    "places": texts,
    "precisions": some_of(*PRECISIONS),
    "publishers": texts,
    "languages": texts,
    "confidence": share,
    "outlets": small_number,
    "unit": one_of(*UNITS),
    "scale": one_of(*SCALES),
    "grain": one_of(*GRAINS),
    "day_of": one_of(*DAYS_OF),
}
