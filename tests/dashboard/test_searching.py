"""What is typed is found where it stands: words as whole words, phrases as phrases, by the index as by reading all."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from dashboard import lake as asking
from dashboard import searching
from dashboard.filters import Filters
from warehouse.articles.words import article_words
from warehouse.store import search as indexing
from warehouse.store.lake import Lake


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("river  crossing", [("river",), ("crossing",)]),
        ('"River Crossing" boat', [("river", "crossing"), ("boat",)]),
        ("river RIVER", [("river",)]),
        ("Tbilisi's", [("tbilisi", "s")]),
        ('"', []),
        ("*** --", []),
        ("", []),
        (" ".join(map(str, range(20))), [(str(number),) for number in range(8)]),
    ],
)
def test_terms(typed: str, terms: list[tuple[str, ...]]) -> None:
    assert [term.words for term in searching.read(typed).terms] == terms


@pytest.mark.parametrize(
    ("typed", "title", "body", "fields"),
    [
        ("art", None, "The art of war", {"all", "body"}),
        ("art", None, "The party", set()),
        ("ART", "The art", "War", {"all", "title"}),
        ('"river crossing"', None, "a river\ncrossing", {"all", "body"}),
        ('"river crossing"', None, "a crossing of the river", set()),
        ('"river crossing"', "A river", "crossing", set()),
        ('"river crossing" boat', "A boat", "the river crossing", {"all"}),
        ("u.s.", None, "The U.S. said", {"all", "body"}),
        ("u.s.", None, "The UXSX said", set()),
        ('"to be to be"', None, "to be to be", {"all", "body"}),
        ('"to be to be"', None, "to be or to be", set()),
        ("Tbilisi's", None, "in Tbilisi's streets", {"all", "body"}),
        ("elysee", None, "the Élysée palace", {"all", "body"}),
    ],
)
def test_the_index_and_the_snippet_find_the_same(typed: str, title: str | None, body: str, fields: set[str]) -> None:
    search = searching.read(typed)
    text = article(body, title)
    index = article_words(pl.DataFrame([text | {"article_id": "a"}]).with_columns(pl.col("title").cast(str)))
    by_index = {field for field in ("all", "title", "body") if holds(index, search, field)}
    assert by_index == fields
    if len(search.terms) == 1:
        assert {field for field in ("all", "title", "body") if searching.snippet(text, search, field).marks} == fields


def holds(index: pl.DataFrame, search: searching.Search, field: str) -> bool:
    connection = duckdb.connect()
    connection.register("article_words", index.to_arrow())
    query = asking.text_of("parts/articles_holding")
    return bool(connection.execute(query, search.values() | {"field": field}).fetchall())


def article(body: str, title: str | None = None) -> dict[str, Any]:
    return {"title": title, "body": body, "sentence_spans": [{"start": 0, "end": len(body)}]}


def test_a_snippet_is_the_first_sentence_that_holds_the_most() -> None:
    body = "Fog came. The boat left in fog. A boat in fog again."
    spans = [{"start": 0, "end": 9}, {"start": 10, "end": 31}, {"start": 32, "end": 52}]
    found = searching.snippet(
        {"title": "Fog", "body": body, "sentence_spans": spans}, searching.read("boat fog"), "all"
    )
    assert (found.sentence_index, found.text) == (1, "The boat left in fog.")
    assert sorted(body[mark.start : mark.end] for mark in found.marks) == ["boat", "fog"]


def test_a_phrase_that_runs_into_the_next_sentence_is_shown_whole() -> None:
    body = "They came by the river. Crossing it was hard."
    spans = [{"start": 0, "end": 23}, {"start": 24, "end": 45}]
    found = searching.snippet(article(body) | {"sentence_spans": spans}, searching.read('"river crossing"'), "all")
    assert found.text == "They came by the river. Crossing"


def test_a_headline_is_shown_when_only_it_holds_the_words() -> None:
    found = searching.snippet(article("Nothing here.", "Fog again"), searching.read("fog"), "all")
    assert (found.sentence_index, found.text) == (-1, "Fog again")


@pytest.fixture(scope="module")
def lake(small_lake: Path) -> Iterator[Lake]:
    lake = Lake.open(small_lake)
    yield lake
    lake.close()


@pytest.mark.parametrize("field", ["all", "title", "body"])
def test_what_is_found_is_what_reading_all_texts_finds(lake: Lake, field: str) -> None:
    texts = lake.cursor().execute("select article_id, coalesce(title, '') as title, body from articles").pl()
    chance = random.Random(7)
    for size in (1, 1, 2, 3) * 4:
        words = chance.choice(texts["body"]).split()
        start = chance.randrange(len(words) - size)
        typed = " ".join(words[start : start + size]).strip(".,")
        assert found(lake, f'"{typed}"', field) == read_all(texts, typed, field), typed


def found(lake: Lake, typed: str, field: str) -> set[str]:
    query = asking.text_of("search_articles")
    values = Filters().values() | searching.read(typed).values() | {"field": field}
    asked = {name: asking.as_parameter(values[name]) for name in asking.PARAMETER.findall(query)}
    return set(lake.cursor().execute(query, asked).pl()["article_id"])


def read_all(texts: pl.DataFrame, typed: str, field: str) -> set[str]:
    pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, re.findall(r"\w+", typed))) + r"\b", re.IGNORECASE)
    columns = {"all": ("title", "body"), "title": ("title",), "body": ("body",)}[field]
    return {row["article_id"] for row in texts.iter_rows(named=True) if any(pattern.search(row[c]) for c in columns)}


def test_an_index_that_was_lost_is_made_anew(small_lake: Path, tmp_path: Path) -> None:
    home = tmp_path / "lake"
    shutil.copytree(small_lake, home)
    lake = Lake.open(home, read_only=False)
    question = "from article_words order by all"
    before = lake.cursor().execute(question).pl()
    with lake.writing() as cursor:
        cursor.execute("delete from article_words")
    assert indexing.rebuild(lake) == 300
    assert lake.cursor().execute(question).pl().equals(before)
    lake.close()
