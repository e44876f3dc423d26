"""When an act happened: which words for a day belong to it, and whether they make it a thing of the past."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from warehouse.articles.article import Published
from warehouse.events import grammar
from warehouse.events.acts import ACTUAL, PAST, PLANNED, Act
from warehouse.events.days import DayWords, find_days, resolve
from warehouse.events.lexicon import Lexicon
from warehouse.events.tree import Tree, Word, root_of

OLD_AFTER_MONTHS = 6  # an act that lies this long before the article is told as background


@dataclass(frozen=True, slots=True)
class Days:
    """The day words of one sentence, each with the word of the sentence on which it hangs."""

    found: tuple[tuple[DayWords, Word], ...]


def find(doc: Tree) -> Days:
    found = []
    for words in find_days(doc.text):
        span = doc.within(words.start, words.end)
        if span:
            found.append((words, root_of(span)))
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


def _distance(root: Word, act: Act, own: set[int]) -> int | None:
    """How loosely the day words are tied to the act: 0 when they hang on it. None when they are another clause's."""
    for token in [root, *root.ancestors]:
        if token.i in own:
            return 0
        if grammar.is_verb(token):
            return _shared(token, root, act, own)
    return None


def _shared(verb: Word, root: Word, act: Act, own: set[int]) -> int | None:
    """The tie of day words that hang on another verb than the act's own."""
    if any(not grammar.is_verb(word) and _above(word) == verb.i for word in act.words):
        return 1  # a noun's day may stand with its verb: "his arrest last month led to …"
    for word in act.words:
        if word.dep_ == "conj" and word.head.i == verb.i and (root.i < verb.i or _goes_on(word, verb, root)):
            return 2  # "On Monday X met Y and signed …": a day in front holds for both
        if word.dep_ == "xcomp" and word.head.i == verb.i:
            return 3
        if word.dep_ == "acl" and word.head.dep_ == "dobj" and word.head.head.i == verb.i:
            return 2  # "adopted a declaration on Wednesday condemning X"
    return 3 if verb.dep_ in ("xcomp", "pcomp") and verb.head.i in own else None


def _goes_on(word: Word, verb: Word, root: Word) -> bool:
    """Whether a verb tells what the same subject did next: "met Y in Oslo on Monday and signed …"."""
    parts = {child.dep_ for child in word.children}
    return root.i < word.i and word.tag_ == verb.tag_ and parts.isdisjoint(("nsubj", "nsubjpass", "aux"))


def _above(token: Word) -> int | None:
    """The verb that governs a noun."""
    return next((ancestor.i for ancestor in token.ancestors if grammar.is_verb(ancestor)), None)


def settle_status(act: Act, days: Days, published: Published | None, lexicon: Lexicon) -> Act:
    """Past background where the act's own day lies long before the article; planned where it lies ahead of it."""
    told = _without_inner(act)
    words = day_of(told, days) if act.status == ACTUAL else None
    if words is None:
        return act
    if is_long_past(words.value, published):
        return replace(act, status=PAST)
    if is_ahead(words.value, published) and any(word.tag_ in ("VBZ", "VBP", "VBG") for word in act.words):
        effect = lexicon.effect("plan", act.code)
        code = effect.code if effect and effect.code else act.code
        return replace(act, code=code, status=PLANNED, operators=(*act.operators, "plan:day_ahead"))
    return act


def _without_inner(act: Act) -> Act:
    """What somebody says of another act is as new as the saying: "accused X of shelling Y in 2003"."""
    says = any(operator.startswith(("accuse:", "condemn:", "praise:")) for operator in act.operators)
    return replace(act, trigger=act.words[0], words=act.words[:1]) if says else act


def is_ahead(value: str, published: Published | None) -> bool:
    """Whether a day lies after the article's own: "travels to Kyiv on July 7" in a report of July 6."""
    if published is None or published.on is None:
        return value.startswith(("day+", "week+", "month+")) and not value.split(";")[0].endswith("+0")
    ahead, precision = resolve(value, published, tense="future")
    behind, _ = resolve(value, published, tense="past")
    if ahead is None or precision != "day" or ahead <= published.on:
        return False
    # "On July 7" in a report of July 6 is tomorrow, and "on July 5" yesterday rather than in a year.
    return behind is None or behind >= ahead or ahead - published.on < published.on - behind


def is_long_past(value: str, published: Published | None) -> bool:
    """Whether a day lies half a year or more before the article; if that is undated, whether only a year is named."""
    value = value.rpartition("/")[2]  # of a stretch its end
    if ago := re.match(r"(year|month)-(\d+)", value):
        months = int(ago[2]) * (12 if ago[1] == "year" else 1)
        return months >= OLD_AFTER_MONTHS
    if decade := re.match(r"(\d{3})0s", value):
        value = decade[1] + "9"
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
