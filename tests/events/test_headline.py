"""Headlines in title case are read as sentences; nothing moves."""

from __future__ import annotations

import pytest

from warehouse.events.headline import sentence_case
from warehouse.mentions.mention import Mention

LINES = {
    "NATO Chief Calls For Stronger Ties With Russia": "NATO chief calls for stronger ties with Russia",
    "FM Lavrov hopes for improvement": "FM Lavrov hopes for improvement",
    "U.S. Lifts Travel Ban On Iran": "U.S. lifts travel ban on Iran",
    "Rain": "Rain",
}


def named(title: str, *names: str) -> list[Mention]:
    return [
        Mention("a", -1, title.index(name), title.index(name) + len(name), name, "name")
        for name in names
        if name in title
    ]


@pytest.mark.parametrize("title", LINES)
def test_only_names_keep_their_capitals(title: str) -> None:
    read = sentence_case(title, named(title, "NATO", "Russia", "Lavrov", "U.S.", "Iran"))
    assert read == LINES[title]
    assert len(read) == len(title)
