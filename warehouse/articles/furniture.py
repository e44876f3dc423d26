"""Knows page furniture by its words: phrases and forms that stand on pages around and within articles."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from warehouse.knowledge import files

MOST_WORDS = 30  # a longer line is running text, whatever it begins with
MOST_CHARACTERS = 450
EDGES = " \t.,:;!?…•·|–—-_=+*~«»‹›<>→←▸►▶()[]{}\"'“”„‘’#©&/\\"
WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"\d+")


class Effect(StrEnum):
    """What a line of furniture says of the lines about it."""

    DROP = "drop"  # nothing
    NEXT = "next"  # the heading after it belongs to it
    END = "end"  # the article is over, unless running text goes on
    CLOSE = "close"  # furniture only as the last line, text elsewhere
    AMID = "amid"  # furniture but as the last line


class Mark(NamedTuple):
    """Why a line is furniture."""

    effect: Effect
    kind: str


RECURRING = Mark(Effect.DROP, "recurring")


@dataclass(frozen=True)
class FurnitureWords:
    """The phrases and forms of `knowledge/pages`, made ready for looking up."""

    lines: dict[str, Mark]
    starts: dict[str, tuple[tuple[str, Mark], ...]]  # by first word, longest phrase first
    patterns: tuple[tuple[re.Pattern[str], Mark], ...]
    date_words: frozenset[str]
    recurring: frozenset[str] = frozenset()  # lines of one publisher, in their `recurring_form`

    @classmethod
    def load(cls, overlay: Path | None = None) -> FurnitureWords:
        """Read `pages/furniture.csv`, `pages/patterns.csv` and `pages/dates.toml` with the user's overlay."""
        lines: dict[str, Mark] = {}
        starts: defaultdict[str, list[tuple[str, Mark]]] = defaultdict(list)
        for row in files.rows("pages/furniture.csv", overlay).iter_rows(named=True):
            mark, phrase = Mark(Effect(row["effect"]), row["kind"]), squeeze(row["phrase"])
            if row["match"] == "line":
                lines[phrase.strip(EDGES)] = mark
            else:
                starts[phrase.split(" ", 1)[0]].append((phrase, mark))
        patterns = tuple(
            (re.compile(row["pattern"], re.IGNORECASE), Mark(Effect(row["effect"]), row["kind"]))
            for row in files.rows("pages/patterns.csv", overlay).iter_rows(named=True)
        )
        longest_first = {
            first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for first, rows in starts.items()
        }
        words = (tomllib.loads(path.read_text(encoding="utf-8")) for path in files.paths("pages/dates.toml", overlay))
        dates = frozenset(word for lists in words for text in lists.values() for word in text.split())
        return cls(lines, longest_first, patterns, dates)

    def with_recurring(self, lines: frozenset[str]) -> FurnitureWords:
        """The same, with the lines that recur on the pages of one publisher."""
        return replace(self, recurring=lines)

    def mark(self, line: str) -> Mark | None:
        """What furniture a line is, by its own words; None for a line that may be text."""
        if self.recurring and recurring_form(line) in self.recurring:
            return RECURRING
        if len(line) > MOST_CHARACTERS:
            return None
        plain = squeeze(line)
        core = plain.strip(EDGES)
        if not core:
            return None if set(plain) <= set("*.…_-–—<> ") else Mark(Effect.DROP, "symbols")
        if found := self.lines.get(core):
            return found
        if line.count(" ") < MOST_WORDS and (found := self._start(plain) or self._start(core)):
            return found
        for pattern, mark in self.patterns:
            if pattern.match(plain):
                return mark
        return None

    def _start(self, plain: str) -> Mark | None:
        first = plain.split(" ", 1)[0]
        for phrase, mark in self.starts.get(first, ()):
            if plain.startswith(phrase) and not plain[len(phrase) : len(phrase) + 1].isalpha():
                return mark
        return None

    def is_date(self, line: str) -> bool:
        """Whether a line gives a day or a time and nothing else."""
        if len(line) > 90 or not any(map(str.isdigit, line)):
            return False
        words = WORD.findall(line.casefold())
        return len(words) <= 14 and all(word in self.date_words for word in words)


def squeeze(text: str) -> str:
    """Without case and with single spaces."""
    return " ".join(text.casefold().split()).replace("’", "'")


def recurring_form(line: str) -> str:
    """A line as it recurs from page to page: without case, punctuation at its ends, and what its numbers are."""
    return NUMBER.sub("0", squeeze(line).strip(EDGES))
