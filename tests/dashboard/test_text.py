"""Words from documents are shown as words; marks lie where they say."""

from __future__ import annotations

import pytest

from dashboard.text import Mark, act_name, as_html, as_markdown, marked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\"quoted\" & 'so'", "&quot;quoted&quot; &amp; &#x27;so&#x27;"),
        (None, ""),
        (12, "12"),
    ],
)
def test_html_holds_no_markup_of_the_text(text: object, shown: str) -> None:
    assert as_html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](http://evil)", r"\!\[x\]\(http\:\/\/evil\)"),
        ("$x$ :material/bolt: :red[y]", r"\$x\$ \:material\/bolt\: \:red\[y\]"),
        ("two\n# lines", r"two \# lines"),
    ],
)
def test_markdown_holds_no_markup_of_the_text(text: str, shown: str) -> None:
    assert as_markdown(text) == shown


def shape(text: str, marks: list[Mark], first: int = 0) -> str:
    """`marked`, with marks written as [part words]."""
    html = marked(text, marks, first)
    for part in ("source", "act", "target", "other"):
        html = html.replace(f'<mark class="wl-{part}" title="{part}">', f"[{part} ")
    return html.replace("</mark>", "]")


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ([Mark(0, 3, "source"), Mark(4, 7, "act")], "[source Ann] [act met] Bob."),
        ([Mark(8, 11, "target"), Mark(4, 11, "act")], "Ann [act met ][target Bob]."),
        ([Mark(8, 99, "target")], "Ann met [target Bob.]"),
        ([Mark(50, 60, "target")], "Ann met Bob."),
        ([], "Ann met Bob."),
    ],
)
def test_marks_lie_where_they_say_and_the_first_named_wins(marks: list[Mark], shown: str) -> None:
    assert shape("Ann met Bob.", marks) == shown


def test_a_text_may_begin_in_the_middle_of_what_the_marks_refer_to() -> None:
    assert shape("met Bob.", [Mark(108, 111, "target")], first=104) == "met [target Bob]."


def test_an_act_without_a_plover_type_has_a_name() -> None:
    assert [act_name(None, None, "010"), act_name("ASSAULT", "firearms", "190")] == ["Statement", "Assault (firearms)"]
