"""What is true of every text: offsets fit, bounds are in order, order and repetition change nothing."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.articles.article import Clue, Published
from warehouse.articles.dates.decide import decide, explain
from warehouse.articles.dates.stamps import line_clues
from warehouse.events.days import find_days, resolve

WORDS = """on in the of last next this late early mid- until May March 31 February 12 30 2008 1999 2008-02-30 Monday
Thursday today week month year years ago summer, a few two weekend ( ) . , - – to and Sept. 8th"""
PIECES = st.sampled_from(re.split(r"\s+", WORDS))
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=14).map(" ".join)
DAYS = st.dates(date(1990, 1, 1), date(2026, 12, 31))
IMPLIED = st.one_of(
    DAYS.map(str),
    DAYS.map(lambda day: f"XXXX-{day:%m-%d}"),
    DAYS.map(lambda day: f">={day}"),
    DAYS.map(lambda day: f"<={day}"),
    st.tuples(DAYS, DAYS).map(lambda days: f"{min(days)}/{max(days)}"),
    st.sampled_from(["weekday=monday", "weekday=friday", "told=month-1"]),
)
KINDS = st.sampled_from(["dateline", "office-holder", "told as past", "date line", "page stamp", "weekday in the lead"])
CLUES = st.builds(Clue, kind=KINDS, text=st.just("…"), implies=IMPLIED, weight=st.sampled_from([0.3, 0.6, 0.9]))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_day_words_stand_where_they_say_and_resolve_without_failing(text: str):
    end = 0
    for words in find_days(text):
        assert end <= words.start < words.end
        assert text[words.start : words.end] == words.text
        end = words.end
        for published in (Published(), Published(on=date(2008, 2, 29)), Published(year=2007)):
            on, precision = resolve(words.value, published)
            assert (on is None) == (precision == "unknown")


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_any_line_can_be_read(line: str):
    for clue in line_clues(line):
        assert 0 < clue.weight <= 1


@given(st.lists(CLUES, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_decisions_are_whole_and_the_same_in_any_order(clues: list[Clue], random):
    published = decide(clues)
    assert (published.on is not None) == (published.precision == "day")
    assert 0 <= published.confidence <= 1
    if published.no_earlier and published.no_later:
        assert published.no_earlier <= (published.on or published.no_earlier) <= published.no_later
    assert all(clue.verdict for clue in published.evidence)
    assert explain(published)
    shuffled = random.sample(clues, len(clues))
    assert decide([*shuffled, *shuffled]) == published
