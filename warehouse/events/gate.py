"""The gate: sentences that cannot hold an event are not parsed.

It works on letters alone and lets through too much rather than too little: a word opens it when it may be any form of
a dictionary word.
"""

from __future__ import annotations

import re
from collections.abc import Sized
from functools import lru_cache

from warehouse.events.lexicon import Lexicon

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ENDINGS = ("ing", "ed", "s", "e", "y", "i")


def may_hold_event(sentence_text: str, mentions_in_sentence: Sized, lexicon: Lexicon) -> bool:
    """Whether a sentence has an actor and a word that may be a trigger."""
    if not len(mentions_in_sentence):
        return False
    stems = trigger_stems(lexicon)
    return any(stem(word) in stems for word in WORD.findall(sentence_text.lower()))


_STEMS: dict[int, frozenset[str]] = {}


def trigger_stems(lexicon: Lexicon) -> frozenset[str]:
    """Stems of every word that alone can make an act."""
    key = id(lexicon)
    if key not in _STEMS:
        _STEMS[key] = _trigger_stems(lexicon)
    return _STEMS[key]


def _trigger_stems(lexicon: Lexicon) -> frozenset[str]:
    words = set(lexicon.verbs) | set(lexicon.nouns) | set(lexicon.adjectives)
    words |= {word for (word, _), listed in lexicon.operators.items() if any(o.code for o in listed)}
    words |= {form for form, lemma in lexicon.irregular.items() if lemma in words}
    # A verb as short as "axe" has no stem to share: its forms are listed.
    words |= {form for verb in lexicon.verbs for form in (verb + "s", verb.removesuffix("e") + "ing", verb + "d")}
    return frozenset(stem(word) for word in words)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A rough stem: forms of one word share it, and now and then forms of two words do."""
    word = word.rsplit("-", 1)[-1]
    while (shorter := _without_ending(word)) != word:
        word = shorter
    return word[:-1] + "i" if word.endswith("y") else word


def _without_ending(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
