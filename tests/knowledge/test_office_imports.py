"""Dated roles of imported persons become terms of office that date articles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from warehouse.knowledge.actor_imports import import_petrarch_actors, import_wikidata
from warehouse.knowledge.office_imports import known_kind, office_rows
from warehouse.knowledge.officeholders import Offices

WIKIDATA = """personLabel,altLabels,countryCode,positionLabel,start,end
Mira Dolen,Mira Dolén|M. Dolen,SVN,Minister of Foreign Affairs of Slovenia,2031-02-01T00:00:00Z,2033-05-31T00:00:00Z
Mira Dolen,,SVN,Keeper of the Seals,2034-01-01,
Jan Undated,,SVN,President of Slovenia,,
"""
PETRARCH = """TARO_EXAMPLE_ [JPNGOV 20310101-20330101]
+T._EXAMPLE_
"""


@pytest.fixture(scope="module")
def offices() -> Offices:
    return Offices.load()


def overlaid(read: Mapping[str, pl.DataFrame], offices: Offices, folder: Path) -> Offices:
    for name, frame in office_rows(read["persons.csv"], offices, "imported").items():
        path = folder / "offices" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        frame.write_csv(path)
    return Offices.load(folder)


def test_terms_of_a_query_result_are_read_beside_ours(offices: Offices, tmp_path: Path) -> None:
    loaded = overlaid(import_wikidata(WIKIDATA), offices, tmp_path)
    terms = [(t.of, t.kind, t.office, t.held_from, t.held_until) for t in loaded.named("Mira Dolén")[0].tenures]
    assert terms == [
        ("SVN", "foreign-minister", "Foreign Minister", date(2031, 2, 1), date(2033, 5, 31)),
        ("SVN", "keeper-of-the-seals", "Keeper of the Seals", date(2034, 1, 1), None),
    ]
    assert not loaded.named("Jan Undated"), "a role without a first day is no term"
    assert loaded.named("David Miliband") == offices.named("David Miliband")


def test_a_dated_code_says_for_whom_and_when(offices: Offices, tmp_path: Path) -> None:
    loaded = overlaid(import_petrarch_actors(PETRARCH), offices, tmp_path)
    (term,) = loaded.named("Taro Example")[0].tenures
    assert (term.of, term.sector_code, term.held_from, term.held_until) == (
        "JPN", "GOV", date(2031, 1, 1), date(2033, 1, 1)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "country", "kind"),
    [
        ("President of France", "FRA", "president"),  # others are called president too, elsewhere
        ("President", "FRA", "president"),
        ("United States Secretary of State", "USA", "secretary-of-state"),
        ("Minister of Foreign Affairs of Georgia", "GEO", "foreign-minister"),
        ("Deputy Prime Minister of France", "FRA", None),
        ("Keeper of the Seals", "FRA", None),
    ],
)
def test_a_role_is_an_office_that_the_country_has(offices: Offices, role: str, country: str, kind: str | None) -> None:
    assert known_kind(role, country, offices) == kind
