"""Saved views survive being taken away and given back, and what is no file of views is refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import views

TENSE = views.view_of(' The "tense" week\n', "timeline", {"q": ["3", "4"], "from": ["2007-03-05"], "v": ["7"]})


def test_what_is_taken_away_can_be_given_back() -> None:
    [view] = views.read(views.written([TENSE]))
    assert view == TENSE
    assert view.parameters() == {"q": ["3", "4"], "from": ["2007-03-05"], "v": ["7"]}


@pytest.mark.parametrize("name", ['"]\npage = "sql', "<script>", "\\u0000 \\", "Ünïcode → 火"])
def test_any_name_stays_a_name(name: str) -> None:
    [view] = views.read(views.written([views.view_of(name, "events", {})]))
    assert (view.name, view.page) == (name.strip(), "events")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff", "table"),
        (b"[[view]]\nname = 1", "table"),
        (b"view = 3", "table"),
        (b'[[view]]\nname="x"\npage="../../etc"\nquery=""', "no page"),
    ],
)
def test_another_file_is_refused_with_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(views.NotViews, match=told):
        views.read(content)


def test_a_lake_without_the_file_has_no_views(tmp_path: Path) -> None:
    assert views.beside(tmp_path) == []
