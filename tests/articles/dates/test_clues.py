"""What a reading holds of its day: kinds of clues and what they imply."""

import pytest

from warehouse.articles.article import Clue
from warehouse.articles.dates.clues import find_clues, stated_day
from warehouse.articles.dates.decide import decide
from warehouse.articles.reading import Dateline, Furniture, LinePlace, Reading, Stated
from warehouse.knowledge.officeholders import Offices


@pytest.fixture(scope="module")
def offices() -> Offices:
    return Offices.load()


def implied(clues: tuple[Clue, ...], kind: str) -> list[str]:
    return [clue.implies for clue in clues if clue.kind == kind]


def test_markup_and_record_state_the_day(offices: Offices):
    stated = (
        Stated("told", "2011-03-04"),
        Stated("jsonld_published", "2011-03-04T23:10:00-05:00"),
        Stated("jsonld_modified", "2011-03-09"),
        Stated("time_element", "2011-03-04"),
        Stated("time_element", "2015-01-01"),
    )
    clues = find_clues(Reading(title=None, body="Nothing.", stated=stated), offices)
    assert implied(clues, "told by the source") == ["2011-03-04"]
    assert implied(clues, "page metadata") == ["2011-03-04"]
    assert implied(clues, "page metadata, modified") == ["<=2011-03-09"]
    weights = {clue.implies: clue.weight for clue in clues if clue.kind == "time element"}
    assert weights["2015-01-01"] < weights["2011-03-04"]


@pytest.mark.parametrize(
    ("value", "day"),
    [("2011-03-04T23:10:00-05:00", "2011-03-04"), ("20110304", "2011-03-04"), ("March 4, 2011", "2011-03-04")],
)
def test_a_stated_moment_is_a_day(value: str, day: str):
    assert str(stated_day(value)) == day


@pytest.mark.parametrize("value", ["yesterday", "04/05/2011", "2011-02-31", ""])
def test_a_moment_that_can_not_be_told_is_none(value: str):
    assert stated_day(value) is None


def test_dateline_weekday_and_lead_weekday(offices: Offices):
    dateline = Dateline("LIMA, June 3 (XY) - ", 0, 20, place="Lima", month=6, day=3)
    body = "LIMA, June 3 (XY) - The minister said Tuesday that talks would go on.\n\nThey had begun on Monday."
    clues = find_clues(Reading(title=None, body=body, dateline=dateline), offices)
    assert implied(clues, "dateline") == ["XXXX-06-03"]
    assert implied(clues, "weekday in the lead") == ["weekday=tuesday"]


def test_a_summary_above_the_text_tells_its_weekday_too(offices: Offices):
    lead, body = "The President met with the ambassador on Friday.", "They spoke of trade and of the railway."
    clues = find_clues(Reading(title="A meeting", body=body, lead=lead), offices)
    assert implied(clues, "weekday in the lead") == ["weekday=friday"]


def test_an_article_is_not_older_than_what_it_tells_as_past(offices: Offices):
    body = "The bridge was opened in 2004. The tower was begun in March 2007. The port will be ready in 2012."
    clues = find_clues(Reading(title=None, body=body), offices)
    assert set(implied(clues, "told as past")) == {">=2007-03-01", ">=2004-01-01"}
    assert implied(clues, "expected") == ["<=2012-12-31"]


@pytest.mark.parametrize(
    "body",
    [
        "The plant is expected to make 12 tonnes in 2035.",
        "They discussed the 2018 World Cup.",
        "He was named head until the election in 2017.",
        "About 2005 people marched through the city.",
        "Growth was forecast to slow in the 2009-10 season.",
    ],
)
def test_years_that_tell_nothing_past_bound_nothing(offices: Offices, body: str):
    assert implied(find_clues(Reading(title=None, body=body), offices), "told as past") == []


def test_days_told_and_to_come_hold_the_article_between_them(offices: Offices):
    body = "They signed it during her May 6 visit. She travels on May 8 to Oslo."
    clues = find_clues(Reading(title=None, body=body), offices)
    assert implied(clues, "days told and to come") == ["XXXX-05-06/XXXX-05-08"]


def test_stamps_below_the_text_and_dates_of_links_are_no_statements(offices: Offices):
    furniture = (
        Furniture("Monday 5 August 2013 08.33 BST", LinePlace.BEFORE),
        Furniture("7 September 2013", LinePlace.WITHIN),
        Furniture("Three die in flood, 9 October 2013", LinePlace.AFTER),
        Furniture("Page updated 3 May 2014", LinePlace.AFTER),
    )
    clues = find_clues(Reading(title=None, body="Nothing.", furniture=furniture), offices)
    weights = {clue.implies: clue.weight for clue in clues if clue.kind == "date line"}
    assert weights["2013-08-05"] > weights["2013-09-07"]
    assert "2013-10-09" not in weights
    assert implied(clues, "page stamp") == ["<=2014-05-03"]


def test_clues_come_in_one_order(offices: Offices):
    stated = (Stated("told", "2011-03-04"), Stated("htmldate", "2011-03-05"))
    forwards = find_clues(Reading(title=None, body="Nothing.", stated=stated), offices)
    backwards = find_clues(Reading(title=None, body="Nothing.", stated=stated[::-1]), offices)
    assert forwards == backwards


@pytest.mark.parametrize(
    "stamp", ["2 hours ago", "Published 3 seconds ago", "Yesterday at 10:30", "Today, 14:05", "2012", "© 2012 Courier"]
)
@pytest.mark.parametrize("kind", ["page", "meta_published", "time_element"])
def test_a_stamp_without_a_day_never_makes_one(stamp: str, kind: str, offices: Offices):
    furniture = (Furniture(stamp, LinePlace.BEFORE), Furniture(stamp, LinePlace.AFTER)) if kind == "page" else ()
    stated = () if kind == "page" else (Stated(kind, stamp),)
    reading = Reading("Miners on strike", "The miners went on strike.", furniture=furniture, stated=stated)
    decided = decide(find_clues(reading, offices))
    assert (decided.on, decided.month, decided.day) == (None, None, None)
