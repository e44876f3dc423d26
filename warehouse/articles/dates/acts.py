"""Dates an article by acts that it tells of, when a dated article tells of the same act.

"Georgia's arrest of four alleged spies last month" says nothing of a day by itself. But where an article of
1 November tells that Georgia "arrested four Russian officers in late September", the first was published in October.
An act is known again by the words before the words for its day; four of them must be shared, and half of all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
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


def clues_from_acts(own: Iterable[Clue], relatives: Sequence[Published]) -> list[Clue]:
    """What acts imply for an article, from `relatives`: articles that are dated without it."""
    acts = list(_acts(own))
    found: set[Clue] = set()
    for relative in relatives:
        if not acts or not _is_known(relative):
            continue
        for theirs in _acts(relative.evidence):
            span = resolve_span(theirs.value, relative)
            for act in acts:
                if span and span.end - span.start <= KNOWN_WITHIN and _is_same(act, theirs):
                    found |= {clue for clue in [_clue(act, theirs, span, relative)] if clue}
    return sorted(found)


def relatives(clues: Mapping[str, Iterable[Clue]]) -> dict[str, set[str]]:
    """For each article those that tell of the same act, by the clues of all; the work does not grow with all pairs.

    Two acts that share four stems share one of all but the three commonest stems of either, so only articles that
    have such a stem in common are compared.
    """
    acts = [(article, act) for article in sorted(clues) for act in _acts(clues[article])]
    counts = Counter(stem for _, act in acts for stem in act.stems)
    holders: dict[str, list[int]] = defaultdict(list)
    found: dict[str, set[str]] = {article: set() for article in clues}
    for number, (article, act) in enumerate(acts):
        rare = sorted(act.stems, key=lambda stem: (counts[stem], stem))[: len(act.stems) - SHARED + 1]
        for other in {other for stem in rare for other in holders[stem]}:
            if acts[other][0] != article and _is_same(act, acts[other][1]):
                found[article].add(acts[other][0])
                found[acts[other][0]].add(article)
        for stem in rare:
            holders[stem].append(number)
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


def _clue(act: Act, theirs: Act, span: DaySpan, relative: Published) -> Clue | None:
    days = days_from(act.value, span)
    if days is None:
        return None
    when = relative.on or relative.no_earlier
    text = f"{act.clue.text}; told on {when}: {theirs.clue.text}"
    return Clue("act dated elsewhere", text, f"{days[0]}/{days[1]}", weight=WEIGHT)


@lru_cache(maxsize=4096)
def days_from(value: str, known: DaySpan) -> tuple[date, date] | None:
    """First and last day on which the words `value` would mean the days that are known of an act; None for no day.

    Words come near the truth: of all days of publication those that bring the two closest are taken.
    """
    first, last = known.start - timedelta(days=40), known.end + REACH
    distances: dict[date, timedelta] = {}
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if span := resolve_span(value, Published(on=day)):
            distances[day] = max(span.start - known.end, known.start - span.end, timedelta(0))
    least = min(distances.values(), default=None)
    if least is None or least > NEAR_ENOUGH:
        return None
    days = [day for day, distance in distances.items() if distance == least]
    return min(days), max(days)
