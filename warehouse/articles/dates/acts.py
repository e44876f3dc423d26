"""Dates an article by acts that it tells of, when a dated article tells of the same act.

"Georgia's arrest of four alleged spies last month" says nothing of a day by itself. But where an article of
1 November tells that Georgia "arrested four Russian officers in late September", the first was published in October.
An act is known again by the words before the words for its day; four of them must be shared, and half of all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from warehouse.articles.article import Clue, Published
from warehouse.articles.dates.words import MONTHS, SMALL_NUMBERS, WEEKDAYS
from warehouse.events.days import DaySpan, DayWords, find_days, resolve_span

TOLD = "told="  # what the `implies` of such a clue begins with; the value of the words for the day follows
WINDOW = 14  # words before the words for the day that tell of the act
SHARED, SHARED_PART = 4, 0.5
STEM = 5  # letters by which words are compared: arrest, arrested; Georgia, Georgian
MOST_ACTS = 8
KNOWN_WITHIN = timedelta(days=31)  # an act or an article known less precisely dates no other
NEAR_ENOUGH = timedelta(days=5)  # "early this month" may be the last days of the month before
REACH = timedelta(days=430)
WEIGHT = 0.6
SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """about after again against also although among been before being between both could does down during each
        from further have having here into just more most much must near next once only other over said same should
        since some such than that their them then there these they this those through under until very were what when
        where which while whom will with would year years month months week weeks days last late early beginning ended
        told says saying according reported former""",
    )
)
# Values that lead from an act's day to the article's: a weekday leads too seldom, a full date never.
LEADS = re.compile(r"month[+-]\d+(?:;\w+)?|week-\d+|day-(?:\d+|few)|XXXX-\d\d(?:-\d\d)?(?:;\w+)?")


class Act(NamedTuple):
    """An act told of: stems of the words that tell it, and the value of the words for its day."""

    stems: frozenset[str]
    value: str
    clue: Clue


def told_acts(sentences: Iterable[str]) -> Iterator[Clue]:
    """Clues for acts that a text tells of with words that tie their day to the article's; the first few."""
    count = 0
    for sentence in sentences:
        for day in find_days(sentence):
            if (
                count < MOST_ACTS
                and LEADS.fullmatch(day.value)
                and len(stems(words := _words(sentence, day))) >= SHARED
            ):
                count += 1
                yield Clue("act told", words, TOLD + day.value, weight=0.0)


def _words(sentence: str, day: DayWords) -> str:
    before = sentence[: day.start].split()
    return " ".join([*before[-WINDOW:], sentence[day.start : day.end]])


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """Beginnings of the words that carry meaning; numbers count, words for days do not."""
    words = re.findall(r"[a-z]+|\d+", re.sub(r"['’]s\b", "", text.lower()))
    return frozenset(
        word[:STEM]
        for word in words
        if (len(word) > 3 or word.isdigit() or word in SMALL_NUMBERS)
        and word not in SMALL_WORDS
        and word not in MONTHS
        and word not in WEEKDAYS
    )


def act_stems(clues: Iterable[Clue]) -> list[list[str]]:
    """The stems of each act that an article tells of, sorted: by them the lake finds articles that tell of it too."""
    return [sorted(act.stems) for act in _acts(clues)]


def clues_from_acts(own: Iterable[Clue], relatives: Iterable[Published]) -> list[Clue]:
    """What acts imply for an article, from `relatives`: articles that are dated without it.

    Where relatives put an act on days that don't agree, it is not one act but several alike, and dates nothing.
    """
    dated = [(relative, act) for relative in relatives if _is_known(relative) for act in _acts(relative.evidence)]
    clues = [
        _clue(act, [(relative, theirs) for relative, theirs in dated if _is_same(act, theirs)]) for act in _acts(own)
    ]
    return sorted({clue for clue in clues if clue})


def _clue(act: Act, told: Sequence[tuple[Published, Act]]) -> Clue | None:
    known = [(relative, theirs, span) for relative, theirs in told if (span := _known_span(theirs, relative))]
    allowed = [days_from(act.value, span) for _, _, span in known]
    if not allowed or None in allowed:
        return None
    first = max(days[0] for days in allowed if days)
    last = min(days[1] for days in allowed if days)
    if first > last:
        return None
    relative, theirs, _ = min(known, key=lambda each: (each[0].no_earlier or each[0].on or date.max, each[1].clue))
    text = f"{act.clue.text}; told on {relative.on or relative.no_earlier}: {theirs.clue.text}"
    return Clue("act dated elsewhere", text, f"{first}/{last}", weight=WEIGHT)


def _known_span(act: Act, told_in: Published) -> DaySpan | None:
    span = resolve_span(act.value, told_in)
    return span if span and span.end - span.start <= KNOWN_WITHIN else None


def relatives(undated: Mapping[str, Iterable[Clue]], dated: Mapping[str, Iterable[Clue]]) -> dict[str, set[str]]:
    """For each undated article the dated ones that tell of an act that it tells of too, by the clues of all.

    Only acts are compared that share one of their rarer stems: two acts with four stems in common share one of all
    but the three commonest stems of either.
    """
    acts = [(article, act) for article in sorted(dated) for act in _acts(dated[article])]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, (_, act) in enumerate(acts):
        for stem in act.stems:
            holders[stem].append(number)
    found: dict[str, set[str]] = {article: set() for article in undated}
    for article in undated:
        for act in _acts(undated[article]):
            rarest = sorted(act.stems, key=lambda stem: (len(holders.get(stem, ())), stem))[
                : len(act.stems) - SHARED + 1
            ]
            told_by = (holders[stem] for stem in rarest if stem in holders)
            for number in {number for numbers in told_by for number in numbers}:
                if _is_same(act, acts[number][1]) and acts[number][0] != article:
                    found[article].add(acts[number][0])
    return found


def _acts(clues: Iterable[Clue]) -> Iterator[Act]:
    for clue in clues:
        if clue.implies.startswith(TOLD):
            yield Act(stems(clue.text), clue.implies.removeprefix(TOLD), clue)


def _is_known(relative: Published) -> bool:
    first, last = relative.no_earlier, relative.no_later
    return relative.on is not None or bool(first and last and last - first <= KNOWN_WITHIN)


def _is_same(one: Act, other: Act) -> bool:
    shared = len(one.stems & other.stems)
    return shared >= SHARED and shared >= SHARED_PART * min(len(one.stems), len(other.stems))


@lru_cache(maxsize=4096)
def days_from(value: str, known: DaySpan) -> tuple[date, date] | None:
    """First and last day on which the words `value` would mean the days that are known of an act; None for no day.

    Words come near the truth: of all days of publication those that bring the two closest are taken.
    """
    first, last = known.start - timedelta(days=40), known.end + REACH
    distances: dict[date, timedelta] = {}
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if span := _span_told_on(value, day.replace(day=1) if value.startswith("month") else day):
            distances[day] = max(span.start - known.end, known.start - span.end, timedelta(0))
    least = min(distances.values(), default=None)
    if least is None or least > NEAR_ENOUGH:
        return None
    days = [day for day, distance in distances.items() if distance == least]
    return min(days), max(days)


@lru_cache(maxsize=65536)
def _span_told_on(value: str, day: date) -> DaySpan | None:
    """What the words mean in an article of that day; words for months mean the same all the month."""
    return resolve_span(value, Published(on=day))
