"""The address says what is shown: what is written can be read, defaults are left out, nonsense is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.filters import STATUSES, Filters, read

NAMES = st.lists(st.text(min_size=1, max_size=8).filter(lambda text: text != "any"), max_size=3, unique=True).map(tuple)


def test_defaults_are_left_out() -> None:
    assert Filters().query() == {}


@settings(deadline=None, max_examples=60)
@given(
    since=st.none() | st.dates(),
    quads=st.lists(st.integers(0, 4), unique=True).map(tuple),
    statuses=st.lists(st.sampled_from(STATUSES), unique=True).map(tuple),
    actors=NAMES,
    confidence=st.integers(0, 20).map(lambda step: step / 20),
    outlets=st.integers(0, 9999),
    unit=st.sampled_from(("events", "reports", "articles")),
)
def test_what_is_written_is_read_again(**choices: object) -> None:
    filters = Filters(**choices)  # type: ignore[arg-type]
    assert read(filters.query()) == (filters, [])


@pytest.mark.parametrize(
    "query",
    [
        {"from": ["garbage"]},
        {"q": ["7"]},
        {"n": ["tears"]},
        {"mc": ["nan"]},
        {"mc": ["2"]},
        {"mp": ["-1"]},
        {"mp": ["²"]},
        {"st": ["dreamt"]},
        {"from": ["x" * 10_000]},
    ],
)
def test_nonsense_is_told_and_left_out(query: dict[str, list[str]]) -> None:
    filters, complaints = read(query)
    assert filters == Filters()
    assert len(complaints) == 1
    assert len(complaints[0]) < 120


def test_a_narrower_list_changes_only_what_it_says() -> None:
    filters = Filters(quads=(4,), unit="reports")
    assert filters.query(since=date(2007, 3, 5)) == {"from": ["2007-03-05"], "q": ["4"], "n": ["reports"]}
