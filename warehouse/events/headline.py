"""Headlines as sentences: "NATO Chief Calls for Stronger Ties" read as "NATO chief calls for stronger ties".

A parser trained on running text takes capitalised verbs for names. Lower-casing what is no name mends it; every
character stays where it is, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from warehouse.mentions.mention import Mention

WORD = re.compile(r"[^\W\d_][\w’'.-]*")
NAMED = {"name", "capital", "acronym", "demonym"}
MOSTLY = 0.7  # share of longer words with a capital, from which a line counts as written in title case


def sentence_case(title: str, mentions: Sequence[Mention]) -> str:
    """The title with small first letters but in names; unchanged unless it is in title case."""
    words = list(WORD.finditer(title))
    longer = [m for m in words if len(m.group()) > 3]
    if len(longer) < 3 or sum(m.group()[0].isupper() for m in longer) < MOSTLY * len(longer):
        return title
    spans = [(m.start, m.end) for m in mentions if m.mention_kind in NAMED]
    letters = list(title)
    for match in words[1:]:
        word = match.group()
        inside = any(start <= match.start() < end for start, end in spans)
        if not inside and word[0].isupper() and not word.isupper() and not any(c.isupper() for c in word[1:]):
            small = word[0].lower()
            letters[match.start()] = small if len(small) == 1 else word[0]
    return "".join(letters)
