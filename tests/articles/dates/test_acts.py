"""Acts that two articles tell of: the dated one dates the other."""

from datetime import date

import pytest

from warehouse.articles.article import Published
from warehouse.articles.dates.acts import clues_from_acts, days_from, relatives, told_acts
from warehouse.events.days import DaySpan

UNDATED = "Peru's seizure of two Chilean trawlers last month angered fishermen."
DATED = "The quarrel began when Peru seized two Chilean trawlers in late March."
OTHER = "Peru sold two old ferries to a Chilean company last month."


def dated(text: str, on: date) -> Published:
    return Published(on=on, precision="day", evidence=tuple(told_acts([text])), no_earlier=on, no_later=on)


def test_the_same_act_told_in_a_dated_article_dates_this_one():
    (clue,) = clues_from_acts(told_acts([UNDATED]), [dated(DATED, date(2003, 5, 9))])
    assert clue.implies == "2003-04-01/2003-04-30"


def test_another_act_dates_nothing():
    assert clues_from_acts(told_acts([OTHER]), [dated(DATED, date(2003, 5, 9))]) == []


def test_acts_that_several_days_claim_date_nothing():
    told = [dated(DATED, date(2003, 5, 9)), dated(DATED, date(2007, 5, 9))]
    assert clues_from_acts(told_acts([UNDATED]), told) == []


def test_an_undated_article_dates_nothing():
    relative = Published(evidence=tuple(told_acts([DATED])))
    assert clues_from_acts(told_acts([UNDATED]), [relative]) == []


def test_relatives_are_found_without_comparing_all_pairs():
    undated = {"a": list(told_acts([UNDATED]))}
    dated_ones = {"b": list(told_acts([DATED])), "c": list(told_acts([OTHER]))}
    assert relatives(undated, dated_ones) == {"a": {"b"}}


@pytest.mark.parametrize(
    ("value", "first", "last", "expected"),
    [
        ("month-1", "2003-03-21", "2003-03-31", ("2003-04-01", "2003-04-30")),
        ("month+0;early", "2003-03-21", "2003-03-31", ("2003-04-01", "2003-04-30")),
        ("month+0;early", "2003-04-02", "2003-04-02", ("2003-04-01", "2003-04-30")),
        ("day-1", "2003-04-02", "2003-04-02", ("2003-04-03", "2003-04-03")),
        ("week-1", "2003-04-02", "2003-04-02", ("2003-04-07", "2003-04-13")),
    ],
)
def test_days_on_which_words_would_mean_a_known_act(value: str, first: str, last: str, expected: tuple[str, str]):
    known = DaySpan(date.fromisoformat(first), date.fromisoformat(last), "day")
    assert days_from(value, known) == (date.fromisoformat(expected[0]), date.fromisoformat(expected[1]))


def test_words_that_fit_no_day_give_none():
    assert days_from("month+0;early", DaySpan(date(2003, 3, 18), date(2003, 3, 22), "week")) is None
