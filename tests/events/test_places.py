"""Where it happened: the place that hangs on the act."""

from __future__ import annotations

import pytest

from tests.events.examples import code, tools

WHERE = {
    "Turkish police arrested two Swedish reporters in Istanbul.": ("Istanbul", "TUR", "city"),
    "Israel bombed Hamas in the Gaza Strip.": ("Gaza Strip", "PSE", "region"),
    "Japan's prime minister visited Russia on Monday.": ("Russia", "RUS", "country"),
    "Turkish police arrested two Swedish reporters.": (None, None, None),
    "ANKARA (Reuters) - Turkish police arrested two Swedish reporters.": (None, None, None),
    "A minister said in Paris that Turkish police arrested two Swedish reporters.": (None, None, None),
}


@pytest.mark.parametrize("sentence", WHERE)
def test_place(sentence: str) -> None:
    [report] = [c for c in code(sentence) if c.event_type != "AGREE"]
    assert (report.place_name, report.place_country_code, report.place_precision) == WHERE[sentence]


def test_accents_and_old_names_are_found() -> None:
    places = tools().places
    assert [(s.name, s.country_code) for s in map(places.find, ("Gdansk", "Kiev")) if s] == [
        ("Gdańsk", "POL"),
        ("Kyiv", "UKR"),
    ]


def test_a_name_that_several_towns_bear_is_the_largest_or_that_of_the_country() -> None:
    paris, texas = tools().places.find("Paris"), tools().places.find("Paris", "USA")
    assert paris is not None
    assert texas is not None
    assert (paris.country_code, texas.country_code) == ("FRA", "USA")
