"""Event days: the words are found, and resolve from the article's own day."""

from datetime import date, timedelta

import pytest

from warehouse.articles.article import Published
from warehouse.events.days import find_days, resolve, resolve_span, suspect_shift

FRIDAY = Published(on=date(2011, 6, 17), precision="day")
UNDATED = Published()


@pytest.mark.parametrize(
    ("sentence", "words", "value", "day", "precision"),
    [
        ("The envoys met on Tuesday.", "Tuesday", "weekday=tuesday", "2011-06-14", "day"),
        ("The envoys met on Friday.", "Friday", "weekday=friday", "2011-06-17", "day"),
        ("They left last Friday.", "last Friday", "weekday=friday;last", "2011-06-10", "day"),
        ("They signed it yesterday.", "yesterday", "day-1", "2011-06-16", "day"),
        ("The fleet sailed on June 3.", "June 3", "XXXX-06-03", "2011-06-03", "day"),
        ("The fleet sailed on 3 Nov. 2009.", "3 Nov. 2009", "2009-11-03", "2009-11-03", "day"),
        ("It fell on Thursday, October 28.", "Thursday, October 28", "XXXX-10-28;thursday", "2010-10-28", "day"),
        ("Troops withdrew last month.", "last month", "month-1", "2011-05-01", "month"),
        ("They were seized early this month.", "early this month", "month+0;early", "2011-06-01", "month"),
        ("They were seized in late September.", "late September", "XXXX-09;late", "2010-09-01", "month"),
        ("A pact was signed in 2002.", "2002", "2002", "2002-01-01", "year"),
        ("A pact was signed in May 2002.", "May 2002", "2002-05", "2002-05-01", "month"),
        ("Two years ago the port was closed.", "Two years ago", "year-2", "2009-01-01", "year"),
        ("A few days ago the port was closed.", "A few days ago", "day-few", "2011-06-11", "week"),
        ("They spoke three weeks ago.", "three weeks ago", "week-3", "2011-05-23", "week"),
        ("Fighting flared last week.", "last week", "week-1", "2011-06-06", "week"),
        ("Fighting flared last summer.", "last summer", "XXXX-summer;last", "2010-06-01", "season"),
        ("It ran from 4 to 10 June.", "4 to 10 June", "XXXX-06-04/XXXX-06-10", "2011-06-04", "week"),
        ("The bridge was hit at the weekend.", "at the weekend", "weekend+0", "2011-06-11", "week"),
    ],
)
def test_past_acts(sentence: str, words: str, value: str, day: str, precision: str):
    (found,) = find_days(sentence)
    assert (found.text, found.value) == (words, value)
    assert sentence[found.start : found.end] == words
    assert resolve(value, FRIDAY) == (date.fromisoformat(day), precision)


@pytest.mark.parametrize(
    ("sentence", "day", "precision"),
    [
        ("He will fly there on Monday.", "2011-06-20", "day"),
        ("He will fly there next Friday.", "2011-06-24", "day"),
        ("He will fly there next week.", "2011-06-20", "week"),
        ("The summit opens in late November.", "2011-11-01", "month"),
        ("The summit opens on January 5.", "2012-01-05", "day"),
        ("The summit opens tomorrow.", "2011-06-18", "day"),
    ],
)
def test_acts_to_come(sentence: str, day: str, precision: str):
    (found,) = find_days(sentence)
    assert resolve(found.value, FRIDAY, tense="future") == (date.fromisoformat(day), precision)


@pytest.mark.parametrize(
    "sentence",
    [
        "The army has held the pass since 2002.",
        "The truce ended the 2008 war.",
        "A day before the visit, both sides spoke.",
        "The deadline was extended until Friday.",
        "Troops may march on the city.",
        "About 2010 people fled.",
    ],
)
def test_words_that_tell_no_day_of_the_act(sentence: str):
    assert find_days(sentence) == []


def test_several_days_come_in_order_and_apart():
    found = find_days("They met on Monday and again on Thursday, June 16, after talks in 2009.")
    assert [day.text for day in found] == ["Monday", "Thursday, June 16", "2009"]


def test_an_undated_article_still_dates_what_needs_no_anchor():
    assert resolve("2002", UNDATED) == (date(2002, 1, 1), "year")
    assert resolve("2008-08-08", UNDATED) == (date(2008, 8, 8), "day")
    assert resolve("weekday=thursday", UNDATED) == (None, "unknown")
    assert resolve("XXXX-08-08", UNDATED) == (None, "unknown")


def test_bounds_resolve_what_all_their_days_agree_on():
    bounded = Published(no_earlier=date(2011, 6, 16), no_later=date(2011, 6, 17))
    assert resolve("weekday=thursday", bounded) == (date(2011, 6, 16), "day")
    assert resolve("month-1", bounded) == (date(2011, 5, 1), "month")
    assert resolve("weekday=friday", bounded) == (date(2011, 6, 1), "month")


def test_a_known_year_dates_a_day_in_it_only_when_no_other_is_possible():
    in_2011 = Published(year=2011, precision="year")
    assert resolve("year-1", in_2011) == (date(2010, 1, 1), "year")
    assert resolve("weekday=friday", in_2011) == (None, "unknown")


def test_a_day_of_month_does_not_reach_back_most_of_a_year():
    assert resolve("XXXX-06-25", FRIDAY) == (date(2011, 6, 25), "day")


def test_the_narrow_span_keeps_the_part_of_the_month():
    span = resolve_span("month-1;late", FRIDAY)
    assert span is not None
    assert (span.start, span.end, span.precision) == (date(2011, 5, 21), date(2011, 5, 31), "month")


def test_days_that_no_calendar_has_are_not_days():
    assert find_days("On February 31 nothing happened.") == []


@pytest.mark.parametrize(
    ("sentence", "value", "day", "precision"),
    [
        ("Germany invaded Poland in 1939.", "1939", date(1939, 1, 1), "year"),
        ("Twenty years ago Iraq invaded Kuwait.", "year-20", date(1996, 1, 1), "year"),
        ("In the 1990s Serbia attacked Bosnia.", "1990s", None, "unknown"),
        ("Serbia attacked Bosnia in the early nineties.", "1990s", None, "unknown"),
        ("From 1992 to 1995 Serbia attacked Bosnia.", "1992/1995", date(1992, 1, 1), "year"),
        ("Over the past two days Kenya shelled the camp.", "day-2/day+0", date(2016, 7, 4), "week"),
        ("Kenya shelled the camp in recent weeks.", "week-few", date(2016, 5, 1), "month"),
        ("Kenya shelled the camp overnight.", "day+0", date(2016, 7, 6), "day"),
    ],
)
def test_stretches_and_years_long_ago(sentence: str, value: str, day: date | None, precision: str) -> None:
    article = Published(date(2016, 7, 6), 2016, 7, 6, "day", 1.0, (), date(2016, 7, 6), date(2016, 7, 6))
    (words,) = find_days(sentence)
    assert words.value == value
    assert resolve(words.value, article) == (day, precision)


@pytest.mark.parametrize(
    ("value", "days_before", "shift"),
    [("weekday=wednesday;last", 7, 7), ("week-1", 7, None), ("2016-06-29", 7, None), ("weekday=monday", 2, None),
     ("XXXX-07-07", 365, 365), ("year-1", 365, None), (None, 30, None)],
)  # fmt: skip
def test_a_shift_of_a_week_month_or_year_that_no_word_tells_is_doubted(
    value: str | None, days_before: int, shift: int | None
) -> None:
    article = date(2016, 7, 6)
    assert suspect_shift(value, article - timedelta(days=days_before), article) == shift
