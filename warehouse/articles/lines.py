"""Cuts a plain-text page into lines, each with what can be seen of it by itself."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from warehouse.articles.furniture import FurnitureWords, Mark

BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
# The end of a sentence, maybe with quotes that close or the agency in brackets after it: "… he said. (Reuters)".
ENDS = re.compile(r"[.!?…。！？।؟۔](?:\s?[\"'”’“»)\]」』]|\[\d+\])*(?:\s\([^()]{2,40}\))?$")
HALF_ENDS = re.compile(r"[:;,](?:[\"'”’“»)\]」』])*$")
BULLET = re.compile(r"^(?:[•·▪◦‣*–—-]|\d{1,2}[.)])\s+")
SPACED_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN", "DEVANAGARI"})
UNSPACED_SCRIPTS = frozenset({"CJK", "THAI", "LAO", "KHMER", "MYANMAR"})
JAPANESE = frozenset({"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})  # counted with the Han signs that they stand among
WRAPPED = range(45, 121)  # characters in a line of hard-wrapped text
FEWEST_WRAPPED = 3  # paragraphs of so many lines that show a page to be hard-wrapped


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, white space squeezed."""

    text: str
    block: int  # lines between the same blank lines share a block
    word_count: int  # for scripts without spaces: characters / 2
    is_sentence: bool  # ends as a sentence does
    script: str  # of most of its letters: LATIN, CYRILLIC …; "" without letters
    mark: Mark | None  # furniture by its own words
    is_date: bool


def cut_lines(text: str, words: FurnitureWords) -> list[Line]:
    """The lines of a page that are not blank. Hard-wrapped paragraphs become one line each."""
    blocks = [[line.strip() for line in block.split("\n") if line.strip()] for block in BLANK_LINES.split(text)]
    is_wrapped = sum(len(block) >= FEWEST_WRAPPED and looks_wrapped(block) for block in blocks) >= FEWEST_WRAPPED
    return [
        describe_line(" ".join(line.split()), number, words)
        for number, block in enumerate(blocks)
        for line in ([" ".join(block)] if is_wrapped and looks_wrapped(block) else block)
    ]


def describe_line(text: str, block: int, words: FurnitureWords) -> Line:
    script = script_of(text)
    return Line(
        text=text,
        block=block,
        word_count=len(text) // 2 if script in UNSPACED_SCRIPTS else text.count(" ") + 1,
        is_sentence=bool(ENDS.search(text[-60:])),
        script=script,
        mark=words.mark(text),
        is_date=words.is_date(text),
    )


def looks_wrapped(lines: list[str]) -> bool:
    """Whether a block's lines are one paragraph, wrapped at a fixed width."""
    full = lines[:-1]
    if not full or not all(len(line) in WRAPPED for line in full):
        return False
    widest = max(map(len, full))
    is_even = median(map(len, full)) > widest - 15 and len(lines[-1]) <= widest
    goes_on = sum(not ENDS.search(left) or right[0].islower() for left, right in pairwise(lines))
    return is_even and goes_on * 2 >= len(full)


def script_of(text: str) -> str:
    """The script of most letters among the first 200 characters; "" without letters."""
    counts = Counter(map(_letter_script, text[:200]))
    del counts[""]
    return max(counts, key=lambda script: (counts[script], script)) if counts else ""


@lru_cache(maxsize=8192)
def _letter_script(letter: str) -> str:
    if not letter.isalpha():
        return ""
    if letter.isascii():
        return "LATIN"
    script = unicodedata.name(letter, "").split(" ", 1)[0]
    return "CJK" if script in JAPANESE else script
