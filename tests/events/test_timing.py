"""When an act counts as past background or as lying ahead."""

from __future__ import annotations

from datetime import date

import pytest

from warehouse.articles.article import Published
from warehouse.events.timing import is_ahead, is_long_past

DATED = Published(date(2016, 7, 6), 2016, 7, 6, "day", 1.0)
UNDATED = Published()


@pytest.mark.parametrize(
    ("value", "published", "past"),
    [
        ("2008", DATED, True),
        ("2014-03", DATED, True),
        ("2016-06", DATED, False),
        ("2016", DATED, False),
        ("year-2", DATED, True),
        ("month-1", DATED, False),
        ("weekday=thursday", DATED, False),
        ("2002", UNDATED, True),
        ("2002-05-01", UNDATED, False),
    ],
)
def test_half_a_year_makes_background(value: str, published: Published, past: bool) -> None:
    assert is_long_past(value, published) is past


@pytest.mark.parametrize(
    ("value", "published", "ahead"),
    [
        ("XXXX-07-07", DATED, True),
        ("XXXX-07-05", DATED, False),
        ("week+1", UNDATED, True),
        ("day+0", UNDATED, False),
    ],
)
def test_a_day_after_the_article_lies_ahead(value: str, published: Published, ahead: bool) -> None:
    assert is_ahead(value, published) is ahead
