"""What a reader typed into the search box, and where in a text it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.text import Mark
from warehouse.articles.words import WORD, fold

TERM = re.compile(r'"([^"]+)"|(\S+)')
MOST_TERMS = 8
LONGEST = 200  # characters that are looked at


@dataclass(frozen=True)
class Term:
    """One word, or several in a row: as they were typed, and as they stand in the index."""

    typed: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Search:
    """Words and "phrases", all of which must be there, in whatever order, with or without capitals and accents."""

    terms: tuple[Term, ...]

    def values(self) -> dict[str, Any]:
        """The terms as parameters of queries: every word, of which term it is, and at which place in it."""
        placed = [(word, term, step) for term, one in enumerate(self.terms) for step, word in enumerate(one.words)]
        return {
            "words": [word for word, _, _ in placed],
            "terms": [term for _, term, _ in placed],
            "steps": [step for _, _, step in placed],
        }


def read(text: str) -> Search:
    typed = [(phrase or word).strip('"').strip() for phrase, word in TERM.findall(text[:LONGEST])]
    terms = {words: Term(one, words) for one in typed if (words := words_of(one))}
    return Search(tuple(terms.values())[:MOST_TERMS])


def words_of(text: str) -> tuple[str, ...]:
    return tuple(folded for word in WORD.findall(text) if (folded := fold(word)))


@dataclass(frozen=True)
class Snippet:
    """A sentence with what was found in it; sentence -1 is the headline."""

    sentence_index: int
    start: int
    text: str
    marks: tuple[Mark, ...]


def snippet(article: Mapping[str, Any], search: Search, field: str) -> Snippet:
    """The first of the sentences that hold the most of what was asked for; the headline when it holds more."""
    title = article["title"] or ""
    in_title = places(title, search)
    best = Snippet(-1, 0, title, marks_of(in_title, 0, len(title)))
    most = held(in_title, 0, len(title)) if field != "body" else 0
    if field == "title":
        return best
    in_body = places(article["body"], search)
    for index, span in reversed(list(enumerate(article["sentence_spans"]))):
        start, end = span["start"], span["end"]
        if (number := held(in_body, start, end)) >= most:
            # A phrase may begin in one sentence and end in the next.
            end = max([end, *(last for found in in_body for first, last in found if start <= first < end)])
            best = Snippet(index, start, article["body"][start:end], marks_of(in_body, start, end))
            most = number
    return best


def places(text: str, search: Search) -> list[list[tuple[int, int]]]:
    """For each term, where in the text it stands."""
    tokens = [(fold(found[0]), found.start(), found.end()) for found in WORD.finditer(text)]
    words = [word for word, _, _ in tokens]
    return [
        [(tokens[i][1], tokens[i + len(term.words) - 1][2]) for i in starts(words, term.words)] for term in search.terms
    ]


def starts(words: Sequence[str], wanted: tuple[str, ...]) -> Iterator[int]:
    for i, word in enumerate(words):
        if word == wanted[0] and tuple(words[i : i + len(wanted)]) == wanted:
            yield i


def held(found: list[list[tuple[int, int]]], start: int, end: int) -> int:
    """How many terms begin between two places of the text."""
    return sum(any(start <= first < end for first, _ in one) for one in found)


def marks_of(found: list[list[tuple[int, int]]], start: int, end: int) -> tuple[Mark, ...]:
    return tuple(Mark(first, last, "act", "found") for one in found for first, last in one if start <= first < end)
