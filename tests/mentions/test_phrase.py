"""What phrases that stand alone mean."""

from __future__ import annotations

from datetime import date

import pytest

from warehouse.knowledge.actor_names import Actors
from warehouse.mentions.find import resolve_phrase


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Ghana", "GHA", None),
        ("ACCRA", "GHA", "GOV"),
        ("the Ghanaian Defence Ministry", "GHA", "GOV"),
        ("Somali pirates", "SOM", "CRM"),
        ("a Nairobi-based aid agency", "KEN", "SOC"),
        ("U.N. peacekeepers", None, "MIL"),
        ("the European Union's envoy", None, "IGO"),
        ("South Ossetia", "GEO", "PRE"),
        ("retired senators", None, "ELI"),
        ("head of the Chilean navy", "CHL", "MIL"),
        ("FARC rebels", "COL", "REB"),
        ("ordinary Ghanaians", "GHA", "CVL"),
        ("a Ghanaian peninsula", "GHA", "UNK"),
        ("nurses in Mombasa", "KEN", "MED"),
        ("Mombasa", "KEN", "CVL"),
        ("Lukashenko's supporters", "BLR", "CVL"),
        ("the Mugabe government", "ZWE", "GOV"),
        ("the Kurdish group PKK", "TUR", "REB"),
        ("Pope John Paul", "VAT", "REL"),
    ],
)
def test_a_phrase_has_country_and_sector(actors: Actors, phrase: str, country: str | None, sector: str | None):
    resolved = resolve_phrase(phrase, "", None, actors)
    assert resolved is not None
    assert (resolved.country_code, resolved.sector_code) == (country, sector)


@pytest.mark.parametrize("phrase", ["a red bicycle", "yesterday", "the second half", "Thursday", "", "17 percent"])
def test_what_names_nobody_is_null(actors: Actors, phrase: str):
    assert resolve_phrase(phrase, "", None, actors) is None


def test_the_day_tells_the_office(actors: Actors):
    sectors = [
        resolved.sector_code
        for day in (date(2005, 1, 1), date(2012, 1, 1))
        if (resolved := resolve_phrase("Jaap de Hoop Scheffer", "", day, actors)) is not None
    ]
    assert sectors == ["IGO", "ELI"]


def test_context_tells_whose_surname_it_is(actors: Actors):
    resolved = resolve_phrase("Ivanov", "Security Council chief Igor Ivanov spoke.", date(2006, 11, 1), actors)
    assert resolved is not None
    assert resolved.actor_id == "igor-ivanov"


def test_without_a_day_who_left_office_lately_still_counts_as_in_it(actors: Actors):
    long_gone, lately = (resolve_phrase(name, "", None, actors) for name in ("Tony Blair", "Joe Biden"))
    assert (long_gone and long_gone.sector_code, lately and lately.sector_code) == ("ELI", "GOV")
