"""Lines with dates: which tell of the article, which only of the page."""

from datetime import date

import pytest

from warehouse.articles.dates.stamps import line_clues, written_dates


@pytest.mark.parametrize(
    ("line", "kind", "implies"),
    [
        ("Posted Mar 3, 2009 8:57 AM CDT", "published line", "2009-03-03"),
        ("Published on 18th September 2013", "published line", "2013-09-18"),
        ("Wed May 5, 2010 7:12pm BST", "date line", "2010-05-05"),
        ("THURSDAY, APRIL 11, 2013,9:53 PM", "date line", "2013-04-11"),
        ("By Ada Lovelace, London, 2 June 2011", "date line", "2011-06-02"),
        ("Publié le 30 août 2023 à 14h52", "published line", "2023-08-30"),
        ("17.04.2024, 12:24 Uhr", "date line", "2024-04-17"),
        ("Xinhua | Updated: 2017-09-15 17:52", "update line", "2017-09-15"),
        (". Last Updated: 03/19/2015", "page stamp", "<=2015-03-19"),
        ("Page updated 3 May 2014", "page stamp", "<=2014-05-03"),
        ("April 8, 2018 | Today's Paper", "page stamp", "<=2018-04-08"),
        ("© 2014 All rights reserved. Page generated 2014-10-30", "page stamp", "<=2014-10-30"),
        ("04/05/2016", "ambiguous date line", "<=2016-05-04"),
    ],
)
def test_a_line_tells_of_the_article_or_of_the_page(line: str, kind: str, implies: str):
    assert [(clue.kind, clue.implies) for clue in line_clues(line)] == [(kind, implies)]


def test_posted_and_updated_in_one_line_are_told_apart():
    clues = line_clues("Posted: Nov 27, 2005 8:20 AM ET Last Updated: Nov 28, 2005 8:10 PM ET")
    assert [(clue.kind, clue.implies) for clue in clues] == [
        ("published line", "2005-11-27"),
        ("update line", "2005-11-28"),
    ]


@pytest.mark.parametrize(
    "line", ["He died in Lima on May 5, 2010.", "The treaty of 3 June 1998 was never ratified by the two sides", "Menu"]
)
def test_a_sentence_with_a_date_is_no_date_line(line: str):
    assert line_clues(line) == []


def test_day_comes_first_outside_english():
    (clue,) = line_clues("Publicado 04/05/2016", "es")
    assert clue.implies == "2016-05-04"


def test_days_that_no_calendar_has_are_skipped():
    found = written_dates("31 February 2010, 2010-13-01 and 30 June 2010")
    assert [written.day for written in found] == [date(2010, 6, 30)]
