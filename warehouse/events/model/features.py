"""What the model sees of a sentence: its words with the two parties masked, as hashed n-grams."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np

SIZE = 1 << 14  # hash buckets
WIDTH = 14  # words that are looked at left of the first party and right of the last
WORD = re.compile(r"\w+(?:['’]t)?|@")
STOP = {"the", "a", "an", "of", "its", "his", "her", "their", "and", "said", "has", "have", "had"}
ENDINGS = ("ing", "ed", "es", "s", "e", "d")


def masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with each span replaced by "@"; spans may overlap or lie outside."""
    pieces, end = [], 0
    for start, stop in sorted(spans):
        if start >= end and stop > start:
            pieces += [text[end:start], " @ "]
            end = stop
    return "".join([*pieces, text[end:]])


def features(text: str) -> np.ndarray:
    """Hash buckets of a masked text, each once."""
    words = _window(WORD.findall(text.lower()))
    return np.array(sorted({zlib.crc32(f.encode()) % SIZE for f in _named(words)}), dtype=np.int64)


def _window(words: list[str]) -> list[str]:
    at = [i for i, word in enumerate(words) if word == "@"]
    return words[max(0, at[0] - WIDTH) : at[-1] + WIDTH] if at else words[: 3 * WIDTH]


def _named(words: list[str]) -> Iterator[str]:
    stems = [stem(word) for word in words if word not in STOP]
    for n in (1, 2, 3):
        yield from (" ".join(stems[i : i + n]) for i in range(len(stems) - n + 1))
    first = words.index("@") if "@" in words else 0
    for word in words[first + 1 : first + 5]:
        yield "near " + stem(word)


def stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
