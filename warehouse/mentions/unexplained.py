"""Which sentences need the names model: those with capitals that nothing else explains.

The dictionary knows countries, organisations, offices and many people; calendars, courtesies and the first word of a
sentence are capitalised anyway; and a name that the model has seen twice in an article is found again without it. The
choice looks at the article alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from warehouse.knowledge.actor_names import Actors, Match, plain
from warehouse.mentions.names import RUN, guessed
from warehouse.mentions.phrases import Found
from warehouse.mentions.words import CALENDAR, DETERMINERS, HONORIFICS, NUMBERS, STOPS

ENOUGH = 2  # sentences in which the model sees a name; from then on it is found by its letters
WORD = re.compile(r"[^\W_][\w.’'-]*")
APOSTROPHE = re.compile(r"['’]")
LOWER = re.compile(r"(?<![\w’'-])[a-z][a-z’'-]+")
OPENERS = DETERMINERS | HONORIFICS | NUMBERS | STOPS | {"he", "she", "it", "they", "we", "i", "you", "there", "here"}


def need_names_model(texts: Mapping[int, str], actors: Actors, common: Set[str]) -> set[int]:
    """The sentences (by index, the headline is -1) that the model should see. `common` holds common words in lower
    case: where one of them opens a sentence, its capital tells nothing."""
    ordinary = common | OPENERS | {word for text in texts.values() for word in LOWER.findall(text)}
    seen: Counter[str] = Counter()
    needed = set()
    for index in sorted(texts, key=lambda i: (i < 0, i)):  # the headline last: its capitals tell least
        runs = {run for run in unexplained(texts[index], actors, ordinary) if seen[run] < ENOUGH}
        if runs:
            needed.add(index)
            for run in runs:
                seen.update({run, run.split()[-1]})
    return needed


def unexplained(text: str, actors: Actors, ordinary: Set[str]) -> Iterator[str]:
    """The stretches of capitalised words in a sentence of which a word is not explained."""
    flat = plain(text)
    known = [*actors.names(flat), *actors.words(flat), *guessed(text, actors)]
    for run in RUN.finditer(text):
        words = list(WORD.finditer(text, *run.span()))
        if words and _is_opener(words[0], text, ordinary, actors):
            del words[0]
        if not all(_is_explained(word, known) for word in words):
            yield text[words[0].start() : run.end()]


def _is_opener(word: re.Match[str], text: str, ordinary: Set[str], actors: Actors) -> bool:
    opens = not WORD.search(text, 0, word.start())
    return opens and word.group().lower() in ordinary and not actors.is_given_name(word.group())


def _is_explained(word: re.Match[str], known: Sequence[Match | Found]) -> bool:
    shown = word.group().rstrip(".").removesuffix("'s").removesuffix("’s")
    start, end = word.start(), word.start() + len(shown)
    return (
        shown[0].islower()
        or shown in CALENDAR
        or shown.lower() in HONORIFICS
        or APOSTROPHE.split(shown.lower())[0] in OPENERS  # "I", "We" in a quotation, "It's"
        or any(one.start <= start and end <= one.end for one in known)
    )
