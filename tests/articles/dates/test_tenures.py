"""Office-holders bound the day of an article in which they are named with their office."""

import pytest

from warehouse.articles.dates.tenures import TenureFinder, intervals
from warehouse.knowledge.officeholders import Offices


@pytest.fixture(scope="module")
def finder() -> TenureFinder:
    return TenureFinder(Offices.load())


@pytest.mark.parametrize(
    ("sentence", "implies"),
    [
        ("British Foreign Secretary Jack Straw arrived.", "2001-06-08/2006-05-05"),
        ("Sergei Ivanov, Russia's defense minister, arrived.", "2001-03-28/2007-02-15"),
        ("President of Mongolia Khaltmaagiin Battulga arrived.", "2017-07-10/2021-06-25"),
        ("NATO Secretary-General Anders Fogh Rasmussen arrived.", "2009-08-01/2014-10-01"),
        ("Prime Minister Koizumi arrived.", "2001-04-26/2006-09-26"),
        ("President Michelle Bachelet arrived.", "2006-03-11/2010-03-11,2014-03-11/2018-03-11"),
        ("Former British Prime Minister Tony Blair arrived.", ">=2007-06-27"),
    ],
)
def test_a_holder_named_with_the_office_bounds_the_day(finder: TenureFinder, sentence: str, implies: str):
    assert [clue.implies for clue in finder.find([sentence])] == [implies]


@pytest.mark.parametrize(
    "sentence",
    [
        "Deputy Foreign Minister Jack Straw arrived.",  # another office
        "Jack Straw arrived.",  # no office
        "President-elect Joe Biden arrived.",
        "Foreign Minister Nobody Known arrived.",
    ],
)
def test_other_namings_bound_nothing(finder: TenureFinder, sentence: str):
    assert finder.find([sentence]) == []


def test_two_holders_side_by_side_are_both_found(finder: TenureFinder):
    clues = finder.find(["Talks between President Jacques Chirac and Chancellor Angela Merkel began."])
    assert sorted(clue.implies for clue in clues) == ["1995-05-17/2007-05-16", "2005-11-22/2021-12-08"]


def test_a_sentence_with_a_year_weighs_less(finder: TenureFinder):
    (today,) = finder.find(["President Jacques Chirac spoke."])
    (then,) = finder.find(["In 1998 President Jacques Chirac spoke."])
    assert then.weight < today.weight / 2


def test_intervals_that_touch_are_joined():
    from datetime import date

    spans = [(date(2008, 1, 1), None), (date(2000, 1, 1), date(2004, 1, 1)), (date(2004, 1, 2), date(2005, 1, 1))]
    assert intervals(spans) == "2000-01-01/2005-01-01,2008-01-01/.."
