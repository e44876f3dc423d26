"""Splits an article's body into sentences by rule, at a small share of a parser's cost.

A full stop ends a sentence unless the word before it is an abbreviation or an initial, or the text goes on in
lower case. Where an abbreviation may also end a sentence ("in the U.S. The talks …"), the next word decides: one
that opens sentences and is no part of a name ("The", "He", "In") makes a border, any other does not. The words
are in `knowledge/pages/sentences.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from warehouse.articles.article import Span
from warehouse.knowledge import files

WORDS = {
    kind: frozenset(words.split())
    for kind, words in tomllib.loads((files.HOME / "pages/sentences.toml").read_text(encoding="utf-8")).items()
}
BEFORE_NAMES = WORDS["before_names"]
BEFORE_NUMBERS = WORDS["before_numbers"]
WITHIN = WORDS["within_sentences"]
ABBREVIATIONS = WORDS["within_or_end"]
OPENERS = WORDS["openers"]
GERMAN_MONTHS = WORDS["german_months"]

OPENING = "\"'“”‘’«„‚‹([{¿¡–—-•*"
PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
STOP = re.compile(
    r"""[.!?…]+(?:["'”’“»)\]]|\[\d{1,3}\])*(?=\s)  # a stop and what closes after it, before white space
      | (?<=[a-z]{3})[.!?]["”]?(?=[A-Z“"][A-Za-z])  # the space after a stop is lost: "talks.The"
      | [。！？]+[」』”’）]*  # scripts that need no space
      | [।؟۔]["”]?(?=\s)
      | \n  # a line's end inside a paragraph
    """,
    re.VERBOSE,
)
LAST_WORD = re.compile(r"[\w.'’&-]*\Z")
FIRST_WORD = re.compile(r"[^\W_]+")
SPEECH = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|asked|says|asks|wondered|told|wrote|added|cried|shouted|replied|tweeted)\b"
)
LONGEST = 2_000  # characters; a longer run without a stop is no sentence, and no parser should be given it
WINDOW = 40  # characters looked at before a stop


@lru_cache(maxsize=2)  # an article's sentences are asked for twice: for its day and for its rows
def split_sentences(body: str) -> tuple[Span, ...]:
    """The sentences of a body, in order. Together they hold every character but white space.

    No sentence spans a paragraph; a heading is a sentence of its own. None is longer than 2,000 characters.
    """
    return tuple(
        piece
        for paragraph in PARAGRAPH.finditer(body)
        for sentence in _split_paragraph(body, paragraph.start(), paragraph.end())
        for piece in _shorten(body, sentence)
    )


def _split_paragraph(body: str, start: int, end: int) -> Iterator[Span]:
    for stop in STOP.finditer(body, start, end):
        if stop.end() > start and _is_border(body, start, stop, end):
            yield from _stripped(body, start, stop.end())
            start = stop.end()
    yield from _stripped(body, start, end)


def _is_border(body: str, start: int, stop: re.Match[str], end: int) -> bool:
    mark = stop.group()
    if mark[0] in "。！？।؟۔":
        return True
    if mark == "\n":
        return _line_ends(body, start, stop.start(), end)
    after = _next_token(body, stop.end(), end)
    if not after or after[0].islower():
        return False
    if mark[0] in "!?":
        return not (mark[-1] in "\"”’'" and SPEECH.match(body, _skip_space(body, stop.end(), end), end))
    glued = not body[stop.end()].isspace()
    if glued:
        return after in OPENERS
    if mark != ".":
        return True  # an ellipsis, or a stop with a closing quote or bracket
    return _full_stop_ends(body, start, stop.start(), after)


def _full_stop_ends(body: str, start: int, at: int, after: str) -> bool:
    match = LAST_WORD.search(body, max(start, at - WINDOW), at)
    word = (match.group() if match else "").strip("'’-")
    low = word.lower()
    if after[0].isdigit() and low in BEFORE_NUMBERS:
        return False
    if low in BEFORE_NAMES:
        return False
    if len(word) == 1 and word.isalpha() and word.isupper():
        return after in OPENERS and after not in {"A", "I"}
    if "." in word:  # U.S, a.m, e.g
        return after in OPENERS and low not in WITHIN
    if word.isdigit():
        is_item = start == at - len(word)  # "1. The first point"
        return not is_item and not (len(word) <= 2 and after in GERMAN_MONTHS)
    return low not in ABBREVIATIONS or after in OPENERS


def _line_ends(body: str, start: int, at: int, end: int) -> bool:
    """Whether a line's end inside a paragraph is a border, and not the wrap of a running text."""
    line = body[max(start, body.rfind("\n", start, at) + 1) : at].rstrip()
    after = _next_token(body, at, end)
    wrapped = bool(after) and after[0].islower()
    return bool(line) and not wrapped and (line[-1] in '.!?…"”:' or len(line) < 50)


def _next_token(body: str, at: int, end: int) -> str:
    """The word after a place, without what opens before it; "" where none is near."""
    at = _skip_space(body, at, end)
    while at < end and body[at] in OPENING:
        at = _skip_space(body, at + 1, end)
    match = FIRST_WORD.match(body, at, min(end, at + WINDOW))
    return match.group() if match else body[at : at + 1] if at < end else ""


def _skip_space(body: str, at: int, end: int) -> int:
    while at < end and body[at].isspace():
        at += 1
    return at


def _stripped(body: str, start: int, end: int) -> Iterator[Span]:
    start = _skip_space(body, start, end)
    while end > start and body[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _shorten(body: str, sentence: Span) -> Iterator[Span]:
    start, end = sentence
    while end - start > LONGEST:
        cut = max(body.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in ("; ", " "))
        cut = cut + 1 if cut > start else start + LONGEST
        yield from _stripped(body, start, cut)
        start = _skip_space(body, cut, end)
    yield from _stripped(body, start, end)
