"""What a reader typed into the search box, and where in a text it is found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.text import Mark

TERM = re.compile(r'"([^"]+)"|(\S+)')
MOST_TERMS = 8
LONGEST = 200  # characters that are looked at


@dataclass(frozen=True)
class Search:
    """Words and "phrases", all of which must be there, in whatever case; as whole words."""

    terms: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The terms in lower case, for a first look at the letters alone."""
        return tuple(max(term.lower().split(), key=len) for term in self.terms)

    @property
    def patterns(self) -> tuple[str, ...]:
        """Regular expressions for the terms as whole words, any blanks between the words of a phrase."""
        return tuple(
            edge(term[0], r"\b") + r"\s+".join(map(quoted, term.split())) + edge(term[-1], r"\b") for term in self.terms
        )


def read(text: str) -> Search:
    found = [(phrase or word).strip('"').strip() for phrase, word in TERM.findall(text[:LONGEST])]
    return Search(tuple(dict.fromkeys(term for term in found if term))[:MOST_TERMS])


def quoted(word: str) -> str:
    """The word as a pattern for itself, in the common part of Python's and RE2's syntax."""
    return "".join(sign if sign.isalnum() else f"\\x{{{ord(sign):x}}}" for sign in word)


def edge(sign: str, boundary: str) -> str:
    """A word's edge can only be asked for beside a letter that RE2 takes for part of a word."""
    return boundary if sign.isascii() and (sign.isalnum() or sign == "_") else ""


@dataclass(frozen=True)
class Snippet:
    """A sentence with what was found in it; sentence -1 is the headline."""

    sentence_index: int
    start: int
    text: str
    marks: tuple[Mark, ...]


def snippet(article: Mapping[str, Any], search: Search, field: str) -> Snippet:
    """The first of the sentences that hold the most of what was asked for; the headline when it holds more."""
    patterns = [
        re.compile(re.sub(r"\\x\{([0-9a-f]+)\}", unquoted, pattern), re.IGNORECASE) for pattern in search.patterns
    ]
    best: tuple[int, Snippet] | None = None
    body = (
        []
        if field == "title"
        else [(i, span["start"], span["end"]) for i, span in enumerate(article["sentence_spans"])]
    )
    title = article["title"] or ""
    for index, start, end in [*body, (-1, 0, len(title))]:
        text = title if index < 0 else article["body"][start:end]
        found = [
            [Mark(start + hit.start(), start + hit.end(), "act", "found") for hit in one.finditer(text)]
            for one in patterns
        ]
        held = sum(map(bool, found))
        if best is None or held > best[0]:
            best = (held, Snippet(index, start, text, tuple(mark for marks in found for mark in marks)))
    assert best is not None
    return best[1]


def unquoted(code: re.Match[str]) -> str:
    return re.escape(chr(int(code[1], 16)))
