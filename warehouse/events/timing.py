"""When an act happened: which words for a day belong to it, and whether they make it a thing of the past."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from warehouse.articles.article import Published
from warehouse.events import grammar
from warehouse.events.acts import ACTUAL, PAST, Act
from warehouse.events.days import DayWords, find_days

OLD_AFTER_MONTHS = 6  # an act that lies this long before the article is told as background


@dataclass(frozen=True, slots=True)
class Days:
    """The day words of one sentence, each with the word of the sentence on which it hangs."""

    found: tuple[tuple[DayWords, Token], ...]


def find(doc: Doc) -> Days:
    found = []
    for words in find_days(doc.text):
        span = doc.char_span(words.start, words.end, alignment_mode="expand")
        if span is not None:
            found.append((words, span.root))
    return Days(tuple(found))


def day_of(act: Act, days: Days) -> DayWords | None:
    """The day words that hang on the act's own words; for a noun also those on its verb."""
    own = {token.i for token in act.words}
    best: tuple[int, int, DayWords] | None = None
    for words, root in days.found:
        distance = _distance(root, act, own)
        if distance is not None:
            rank = (distance, abs(root.i - act.trigger.i), words)
            if best is None or rank[:2] < best[:2]:
                best = rank
    return best[2] if best else None


def _distance(root: Token, act: Act, own: set[int]) -> int | None:
    """How many verbs lie between the day words and the act: 0 when they hang on it. None: another clause's."""
    carrier = _carrier(root)
    if carrier is None:
        return None
    if carrier.i in own or any(
        t.i in own for t in carrier.ancestors if not grammar.is_verb(t) and _between_nouns(carrier, t)
    ):
        return 0
    if carrier.i == act.trigger.head.i and not grammar.is_verb(act.trigger):
        return 1
    for word in act.words:
        # "On Monday X met Y and signed …": a day in front of the first verb holds for the second.
        if word.dep_ == "conj" and word.head.i == carrier.i and root.i < carrier.i:
            return 1
        # "to lift", "sanctions imposed": a dependent verb without subject shares its governor's day in front.
        if word.dep_ in ("xcomp",) and word.head.i == carrier.i:
            return 2
        if not grammar.is_verb(word) and _verb_above(word) is carrier:
            return 2
        if carrier.dep_ in ("xcomp", "pcomp") and carrier.head.i in own:
            return 2
    return None


def _between_nouns(carrier: Token, ancestor: Token) -> bool:
    token = carrier
    while token is not ancestor:
        if grammar.is_verb(token):
            return False
        token = token.head
    return True


def _carrier(root: Token) -> Token | None:
    """The verb or noun that the day words modify."""
    token = root
    for _ in range(6):
        head = token.head
        if head is token:
            return token if grammar.is_verb(token) else None
        if grammar.is_verb(head) or (head.pos_ in ("NOUN", "PROPN") and head.dep_ not in ("pobj", "npadvmod")):
            return head
        if head.pos_ == "NOUN" and not grammar.is_time_word(head):
            return head
        token = head
    return None


def _verb_above(token: Token) -> Token | None:
    for ancestor in token.ancestors:
        if grammar.is_verb(ancestor):
            return ancestor
    return None


def settle_status(act: Act, days: Days, published: Published | None) -> Act:
    """Past background where the act's own day lies long before the article."""
    if act.status != ACTUAL:
        return act
    words = day_of(act, days)
    if words is None or not is_long_past(words.value, published):
        return act
    return replace(act, status=PAST)


def is_long_past(value: str, published: Published | None) -> bool:
    """Whether a day value lies half a year or more before the article; without its date: a bare year or month of one."""
    if ago := re.match(r"(year|month)-(\d+)", value):
        months = int(ago[2]) * (12 if ago[1] == "year" else 1)
        return months >= OLD_AFTER_MONTHS
    named = re.match(r"(\d{4})(?:-(\d{2}))?(-\d{2})?", value)
    if not named:
        return False
    year, month = int(named[1]), int(named[2] or 12)
    if published is not None and published.year is not None:
        then = published.year * 12 + (published.month or 1)
        return then - (year * 12 + month) >= OLD_AFTER_MONTHS
    if published is not None and published.no_earlier is not None:
        earliest = published.no_earlier.year * 12 + published.no_earlier.month
        return earliest - (year * 12 + month) >= OLD_AFTER_MONTHS
    return named[3] is None
