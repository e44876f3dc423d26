"""Texts wrapped at a width, as mail and wire services send them: their lines are joined to paragraphs again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

NARROWEST, WIDEST = 55, 140  # widths at which texts are wrapped, in characters
FEWEST_FULL = 3  # lines that a wrap must explain
SHARE_FULL = 0.7  # of the longer lines that another line follows


def unwrap(text: str) -> str:
    """The text with wrapped lines joined; one that is not wrapped comes back as it is.

    A line is full when the first word of the next would not have fitted into the width, which is that of the longest
    line. Lines of a wrapped text that have another below them are full or short; where many are neither, the text was
    not wrapped, and nothing is touched.
    """
    lines = text.splitlines()
    width = max((len(line) for line in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return text
    followed = [(one, other) for one, other in pairwise(lines) if len(one) >= NARROWEST and other.strip()]
    full = [pair for pair in followed if _is_full(*pair, width)]
    if len(full) < FEWEST_FULL or len(full) < SHARE_FULL * len(followed):
        return text
    return "\n".join(_joined(lines, width))


def _joined(lines: Sequence[str], width: int) -> list[str]:
    paragraphs: list[str] = []
    goes_on = False
    for line, after in pairwise([*lines, ""]):
        if goes_on:
            paragraphs[-1] += " " + line.strip()
        else:
            paragraphs.append(line)
        goes_on = bool(after.strip()) and _is_full(line, after, width)
    return paragraphs


def _is_full(line: str, after: str, width: int) -> bool:
    return len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width if after.strip() else False
