"""Wrapped lines become paragraphs again; lines of their own stay."""

from __future__ import annotations

import textwrap

import pytest

from warehouse.articles.wrapped import unwrap

PARAGRAPHS = [
    "Norway's coast guard seized a Swedish trawler off Bodo on Monday and arrested its captain, it was said in Oslo.",
    "Sweden demanded the release of the captain and summoned the Norwegian ambassador in Stockholm, who was silent.",
    "The quarrel over fishing has lasted for years, and both governments have promised more than once to settle it.",
]


@pytest.mark.parametrize("width", [60, 72, 78, 100])
def test_a_wrapped_text_is_as_it_was(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert unwrap(f"Headline of it\n\n{wrapped}\n") == "Headline of it\n\n" + "\n\n".join(PARAGRAPHS)


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    text = "\n".join(PARAGRAPHS)
    assert unwrap(text) == text


def test_a_short_line_ends_a_paragraph_of_a_wrapped_text() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 66) for paragraph in PARAGRAPHS)
    assert unwrap(wrapped).splitlines() == PARAGRAPHS


@pytest.mark.parametrize("text", ["", "\n\n", "One line", "x" * 500 + "\n" + "y" * 500])
def test_other_texts_come_back_as_they_are(text: str) -> None:
    assert unwrap(text) == text
