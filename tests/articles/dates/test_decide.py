"""The decision: a day when the clues settle one, less when they settle less, with every clue's verdict."""

import itertools
from datetime import date
from pathlib import Path

import pytest

from warehouse.articles.article import Clue, Published
from warehouse.articles.dates.among import date_among
from warehouse.articles.dates.decide import decide, explain
from warehouse.articles.read import Reader, read_article
from warehouse.landing.documents import Document
from warehouse.rejects import Reject

SEEDS = Path(__file__).parents[3] / "seeds"
WEDNESDAY = Clue("weekday in the lead", "said Wednesday", "weekday=wednesday", weight=0.8)
DATELINE = Clue("dateline", "LIMA, November 1", "XXXX-11-01", weight=0.9)
IN_OFFICE = Clue("office-holder", "President X", "2005-01-25/2007-11-25", weight=0.9)


def verdicts(published: Published) -> dict[str, str]:
    return {clue.kind: clue.verdict for clue in published.evidence}


def test_a_statement_of_the_page_is_believed():
    published = decide([Clue("page metadata", "2011-03-04", "2011-03-04", weight=0.95)])
    assert (published.on, published.precision) == (date(2011, 3, 4), "day")
    assert published.no_earlier == published.no_later == published.on


def test_agreement_makes_surer_and_contradiction_less_sure():
    statement = Clue("date line", "4 March 2011", "2011-03-04", weight=0.85)
    friday = Clue("weekday in the lead", "on Friday", "weekday=friday", weight=0.6)
    monday = Clue("weekday in the lead", "on Monday", "weekday=monday", weight=0.6)
    assert (
        decide([statement, friday]).confidence > decide([statement]).confidence > decide([statement, monday]).confidence
    )


def test_a_stamp_is_never_taken_for_the_day():
    published = decide([Clue("page stamp", "Last Updated: 03/19/2015", "<=2015-03-19", weight=0.5)])
    assert (published.on, published.no_later) == (None, date(2015, 3, 19))
    assert verdicts(published) == {"page stamp": "set aside"}


def test_a_date_in_an_address_needs_another_clue():
    address = Clue("address", "2011-03-04", "2011-03-04", weight=0.4)
    friday = Clue("weekday in the lead", "on Friday", "weekday=friday", weight=0.6)
    assert decide([address]).on is None
    assert decide([address, friday]).on == date(2011, 3, 4)


def test_a_crawl_date_does_not_overrule_a_dateline():
    crawled = Clue("time element", "2016-05-05", "2016-05-05", weight=0.7)
    published = decide([crawled, DATELINE, WEDNESDAY, IN_OFFICE])
    assert published.on == date(2006, 11, 1)
    assert verdicts(published)["time element"] == "contradicted"


def test_weekday_and_tenure_settle_the_year_of_a_dateline():
    published = decide([DATELINE, WEDNESDAY, IN_OFFICE])
    assert published.on == date(2006, 11, 1)
    assert set(verdicts(published).values()) == {"followed"}
    assert 0.8 < published.confidence < 1


@pytest.mark.parametrize(
    "clues",
    [
        [DATELINE],
        [DATELINE, WEDNESDAY],  # 1995, 2000, 2006, 2017 …
        [DATELINE, IN_OFFICE],  # 2005, 2006
        [DATELINE, WEDNESDAY, IN_OFFICE, Clue("told as past", "in 2009", ">=2009-01-01", weight=0.6)],  # contradicted
    ],
)
def test_a_year_that_is_not_settled_stays_open(clues: list[Clue]):
    published = decide(clues)
    assert (published.on, published.year, published.month, published.day) == (None, None, 11, 1)
    assert published.precision == "month_day"


def test_open_years_are_bounded():
    published = decide([DATELINE, IN_OFFICE])
    assert (published.no_earlier, published.no_later) == (date(2005, 11, 1), date(2007, 11, 1))


def test_bounds_without_a_day_reach_a_week_beyond_terms():
    told = Clue("told as past", "in May 2006", ">=2006-05-01", weight=0.6)
    published = decide([IN_OFFICE, told])
    assert (published.precision, published.no_earlier, published.no_later) == (
        "unknown",
        date(2006, 5, 1),
        date(2007, 12, 1),
    )


def test_bounds_within_a_month_or_a_year_are_a_month_or_a_year():
    from_may = Clue("told as past", "in May 2006", ">=2006-05-04", weight=0.6)
    month = decide([from_may, Clue("expected", "in May", "<=2006-05-31", weight=0.5)])
    year = decide([from_may, Clue("expected", "in 2006", "<=2006-12-31", weight=0.5)])
    assert (month.precision, month.year, month.month) == ("month", 2006, 5)
    assert (year.precision, year.year, year.month) == ("year", 2006, None)


def test_who_held_office_before_another_is_remembered():
    earlier = Clue("office-holder", "President Old", "1981-01-20/1989-01-20", weight=0.9)
    later = Clue("office-holder", "President New", "2009-01-20/2017-01-20", weight=0.9)
    published = decide([earlier, later])
    assert (published.no_earlier, published.no_later) == (date(2009, 1, 13), date(2017, 1, 26))
    assert verdicts(published)["office-holder"] in ("followed", "contradicted")


def test_no_clue_leaves_all_open():
    assert decide([]) == Published()


def test_order_of_clues_does_not_matter():
    clues = [DATELINE, WEDNESDAY, IN_OFFICE, Clue("date line", "2 May 2016", "2016-05-02", weight=0.6)]
    assert len({decide(order) for order in itertools.permutations(clues)}) == 1


def test_a_story_settles_the_year_and_bounds_the_rest():
    sibling = decide([Clue("page metadata", "2017-11-02", "2017-11-02", weight=0.95)])
    assert decide([DATELINE, WEDNESDAY], siblings=[sibling]).on == date(2017, 11, 1)
    bounded = decide([], siblings=[sibling])
    assert (bounded.no_earlier, bounded.no_later) == (date(2017, 10, 26), date(2017, 11, 9))


def test_a_story_settles_the_day_when_the_lead_names_its_weekday():
    sibling = decide([Clue("page metadata", "2017-11-01", "2017-11-01", weight=0.95)])
    assert decide([WEDNESDAY], siblings=[sibling]).on == date(2017, 11, 1)
    monday = Clue("weekday in the lead", "on Monday", "weekday=monday", weight=0.6)
    assert decide([monday], siblings=[sibling]).on is None


def test_an_undated_sibling_lends_its_bounds():
    sibling = decide([Clue("office-holder", "Minister Y", "2006-03-01/2012-01-01", weight=0.9)])
    published = decide([IN_OFFICE], siblings=[sibling])
    assert (published.no_earlier, published.no_later) == (date(2006, 2, 22), date(2007, 12, 1))


def test_explanations_name_each_clue_and_its_verdict():
    told = explain(decide([DATELINE, WEDNESDAY, IN_OFFICE]))
    assert told.splitlines()[0].startswith("Published on 2006-11-01 (Wednesday)")
    assert "followed     dateline: “LIMA, November 1”" in told
    assert "a Wednesday, or the day after" in told


@pytest.fixture(scope="module")
def seeds() -> dict[str, tuple[Clue, ...]]:
    reader = Reader.load()
    clues: dict[str, tuple[Clue, ...]] = {}
    for path in sorted(SEEDS.glob("*.txt")):
        article = read_article(Document(str(path), "text/plain", path.read_bytes()), reader)
        assert not isinstance(article, Reject)
        clues[path.name[:3]] = article.date_clues
    return clues


@pytest.mark.parametrize(
    ("seed", "days"),
    [
        ("002", {date(2006, 11, 1)}),
        ("003", {date(2016, 7, 6), date(2016, 7, 7)}),
        ("004", {date(2008, 8, 29)}),
    ],
)
def test_seeds_that_hold_their_day(seeds: dict[str, tuple[Clue, ...]], seed: str, days: set[date]):
    published = decide(seeds[seed])
    assert published.on in days
    assert published.confidence > 0.8


def test_seeds_that_only_others_can_date(seeds: dict[str, tuple[Clue, ...]]):
    alone = {seed: decide(clues) for seed, clues in seeds.items()}
    together = date_among(seeds, {"000": "nato", "001": "nato"})
    for seed in ("000", "001"):
        assert alone[seed].on is None
        first, last = together[seed].no_earlier, together[seed].no_later
        assert first is not None
        assert last is not None
        assert first <= date(2006, 10, 26) <= last
        assert (last - first).days <= 31
    for seed in ("002", "003", "004"):
        assert together[seed].on == alone[seed].on
