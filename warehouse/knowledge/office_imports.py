"""Dated roles of imported persons → rows for an overlay of `knowledge/offices/`.

The readers of other projects' lists are in `actor_imports.py`; what they find in PETRARCH actor files, Wikidata query
results and FollowTheMoney entities is a frame of persons with a role each. Where a role has a country and a first day
it is a term of office, and dates articles as our own terms do. Nothing is read or written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import polars as pl

from warehouse.knowledge import files
from warehouse.knowledge.officeholders import Offices, slug

COLUMNS = {
    "holders": ("of", "kind", "person", "held_from", "held_until", "sure", "note"),
    "kinds.csv": ("kind", "office", "titles", "sector_code", "is_single", "by_surname"),
    "persons.csv": ("person", "variants", "surnames"),
}
COUNTRY = re.compile(r"[A-Z]{3}")
CODE = re.compile(r"(?:[A-Z]{3}){1,5}")  # a role that is written as a code says no office, only a side
DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def office_rows(persons: pl.DataFrame, offices: Offices, source: str) -> dict[str, pl.DataFrame]:
    """Overlay files of `offices/` from the frame `persons.csv` that a reader of `actor_imports` gives.

    Under `holders/<source>.csv` the terms, under `kinds.csv` the offices that ours do not know, under `persons.csv`
    the other spellings of names. A role without a country or a first day gives no term.
    """
    terms: list[dict[str, str]] = []
    kinds: list[dict[str, str]] = []
    spelt: list[dict[str, str]] = []
    for row in persons.fill_null("").iter_rows(named=True):
        if not is_dated_office(row):
            continue
        kind = known_kind(row["role"], row["country_code"], offices)
        if kind is None:
            kinds.append(new := new_kind(row["role"], row["sector_code"]))
            kind = new["kind"]
        terms.append(
            {"of": row["country_code"], "kind": kind, "person": row["name"], "held_from": row["held_from"]}
            | {"held_until": row["held_until"], "sure": "", "note": f"from {source}"}
        )
        if row["names"]:
            spelt.append({"person": row["name"], "variants": row["names"], "surnames": ""})
    found = {f"holders/{source}.csv": ("holders", terms), "kinds.csv": ("kinds.csv", kinds)}
    found["persons.csv"] = ("persons.csv", spelt)
    return {name: frame_of(COLUMNS[form], rows) for name, (form, rows) in found.items() if rows}


def is_dated_office(row: Mapping[str, str]) -> bool:
    """Whether the role of a row of `persons.csv` is a term of office: it has a country and a first day."""
    return bool(COUNTRY.fullmatch(row["country_code"]) and DAY.fullmatch(row["held_from"]) and row["role"])


def known_kind(role: str, country: str, offices: Offices) -> str | None:
    """The kind of office that a role names: "President of France", "Minister of Foreign Affairs of Georgia".

    Of several offices with one title it is the one that the country has, or else the one that is called just so; a
    title that could still be two settles nothing.
    """
    words = next((role.removeprefix(f"{name} ") for name in _names_of(country) if role.startswith(f"{name} ")), role)
    while words:
        kinds = offices.kinds(words)
        there = {tenure.kind for tenure in offices.tenures if tenure.of == country}
        called = {tenure.kind for tenure in offices.tenures if tenure.office.lower() == words.lower()}
        for fitting in (kinds, kinds & there, kinds & there & called, kinds & called):
            if len(fitting) == 1:
                return next(iter(fitting))
        words = words.rpartition(" of ")[0]
    return None


@cache
def _names_of(country: str) -> tuple[str, ...]:
    """How a country is called in front of an office: "United States Secretary of State", "French Foreign Minister"."""
    rows = files.rows("actors/countries.csv").filter(country_code=country, kind="country").fill_null("")
    columns = ("name", "names", "adjectives")
    return tuple(part for row in rows.to_dicts() for column in columns for part in row[column].split(";") if part)


def new_kind(role: str, sector: str) -> dict[str, str]:
    """A row of `kinds.csv` for an office that ours do not know, with the role as its title."""
    is_code = CODE.fullmatch(role) is not None
    office = f"Member of {sector or 'a side'}" if is_code else role
    return {"kind": slug(office), "office": office, "titles": "" if is_code else role} | {
        "sector_code": sector or "GOV",
        "is_single": "no",
        "by_surname": "",
    }


def frame_of(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> pl.DataFrame:
    kept = list({tuple(row[column] for column in columns): None for row in rows})
    return pl.DataFrame(kept, schema=dict.fromkeys(columns, pl.String()), orient="row")
