"""What is typed is looked for as it stands: words as whole words, phrases as phrases, signs as signs."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from dashboard import searching


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("river  crossing", ("river", "crossing")),
        ('"river crossing" boat', ("river crossing", "boat")),
        ("river river", ("river",)),
        ('"', ()),
        ("", ()),
        (" ".join(map(str, range(20))), ("0", "1", "2", "3", "4", "5", "6", "7")),
    ],
)
def test_terms(typed: str, terms: tuple[str, ...]) -> None:
    assert searching.read(typed).terms == terms


@pytest.mark.parametrize(
    ("typed", "text", "is_found"),
    [
        ("art", "The art of war", True),
        ("art", "The party", False),
        ("ART", "the art", True),
        ('"river crossing"', "a river\ncrossing", True),
        ('"river crossing"', "a crossing of the river", False),
        ("u.s.", "The U.S. said", True),
        ("u.s.", "The UXSX said", False),
        ("c++", "in C++ and", True),
        ("(*", "a (* b", True),
        ("Tbilisi's", "in Tbilisi's streets", True),
        ("élysée", "the Élysée palace", True),
    ],
)
def test_duckdb_and_python_find_the_same(typed: str, text: str, is_found: bool) -> None:
    search = searching.read(typed)
    [[by_duckdb]] = duckdb.execute(
        "select coalesce(list_bool_and(list_transform($patterns::varchar[], "
        "lambda pattern: regexp_matches($text, pattern, 'i'))), true)",
        {"patterns": list(search.patterns), "text": text},
    ).fetchall()
    assert by_duckdb is is_found
    assert bool(searching.snippet(article(text), search, "all").marks) is is_found


def article(body: str, title: str | None = None) -> dict[str, Any]:
    return {"title": title, "body": body, "sentence_spans": [{"start": 0, "end": len(body)}]}


def test_a_snippet_is_the_first_sentence_that_holds_the_most() -> None:
    body = "Fog came. The boat left in fog. A boat in fog again."
    spans = [{"start": 0, "end": 9}, {"start": 10, "end": 31}, {"start": 32, "end": 52}]
    found = searching.snippet(
        {"title": "Fog", "body": body, "sentence_spans": spans}, searching.read("boat fog"), "all"
    )
    assert (found.sentence_index, found.text) == (1, "The boat left in fog.")
    assert [body[mark.start : mark.end] for mark in found.marks] == ["boat", "fog"]


def test_a_headline_is_shown_when_only_it_holds_the_words() -> None:
    found = searching.snippet(article("Nothing here.", "Fog again"), searching.read("fog"), "all")
    assert (found.sentence_index, found.text) == (-1, "Fog again")
