"""Words are found where they stand, however they are written."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.articles.words import WORD, article_words, fold


def texts(*rows: tuple[str | None, str]) -> pl.DataFrame:
    listed = [(f"a{number}", title, body) for number, (title, body) in enumerate(rows)]
    return pl.DataFrame(
        listed, schema=["article_id", "title", "body"], orient="row", schema_overrides={"title": pl.String}
    )


def positions(title: str | None, body: str) -> dict[str, list[int]]:
    return dict(article_words(texts((title, body))).select("word", "positions").iter_rows())


def test_words_of_the_body_count_from_nought_and_those_of_the_headline_up_to_minus_two() -> None:
    assert positions("Fog Again", "Fog, and more fog.") == {"fog": [-3, 0, 3], "again": [-2], "and": [1], "more": [2]}


def test_an_article_without_a_headline_has_words() -> None:
    assert positions(None, "Fog.") == {"fog": [0]}


def test_rows_stand_in_the_order_of_words_and_articles() -> None:
    rows = article_words(texts(("", "b a"), ("", "a")))
    assert rows.select("word", "article_id").rows() == [("a", "a0"), ("a", "a1"), ("b", "a0")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tbilisi's", ["tbilisi", "s"]),
        ("U.S.", ["u", "s"]),
        ("Erdoğan", ["erdogan"]),
        ("ÉLYSÉE İzmir", ["elysee", "izmir"]),
        ("under_score", ["under", "score"]),
        ("1,500 km²", ["1", "500", "km2"]),
        ("Тбилиси", ["тбилиси"]),
        ("Łódź, Ærø, Đinđić, STRAẞE, straße", ["lodz", "aero", "dindic", "strasse", "strasse"]),
        ("… -- !", []),
        ("x" * 100, ["x" * 64]),
    ],
)
def test_what_a_word_is(text: str, words: list[str]) -> None:
    assert [fold(word) for word in WORD.findall(text)] == words


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=60))
def test_many_texts_at_once_make_the_same_words_as_one_by_one(text: str) -> None:
    expected: dict[str, list[int]] = {}
    for place, word in enumerate(WORD.findall(text)):
        if folded := fold(word):
            expected.setdefault(folded, []).append(place)
    assert positions(None, text) == expected
