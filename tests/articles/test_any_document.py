"""Whatever a document holds, reading it gives an article or a reject with its reason."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.landing.damage import bombs, damaged_files
from warehouse.articles.article import Article
from warehouse.articles.dates.decide import decide
from warehouse.articles.read import Reader, read_article
from warehouse.landing.land import land
from warehouse.rejects import Reject


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def outcomes(name: str, content: bytes, reader: Reader) -> Counter[str]:
    """How many articles and how many rejects, by reason, a file makes."""
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        for landed in land([path]):
            read = landed if isinstance(landed, Reject) else read_article(landed, reader)
            found[check(read)] += 1
    return found


def check(read: Article | Reject) -> str:
    if isinstance(read, Reject):
        assert read.reason
        assert read.reason_code
        return read.reason_code
    assert read.body.strip()
    assert "\x00" not in read.body
    for text in (read.body, read.title, read.lead, read.publisher, read.byline, read.url, read.section):
        (text or "").encode()  # no halves of characters
    assert all(0 <= span.start < span.end <= len(read.body) for span in read.sentence_spans)
    assert len(read.paragraph_languages) == len(read.body.split("\n\n"))
    assert 0 <= decide(read.date_clues).confidence <= 1
    return "article"


def test_damaged_documents_are_read_or_rejected_with_a_reason(reader: Reader):
    found = sum((outcomes(name, content, reader) for name, content in damaged_files(400, seed=1)), Counter[str]())
    assert {"article", "no_article"} <= found.keys()


@pytest.mark.prove
def test_ten_thousand_damaged_documents(reader: Reader):
    found = sum((outcomes(name, content, reader) for name, content in damaged_files(10_000, seed=2)), Counter[str]())
    assert found.total() >= 9_900
    assert found["failed"] == 0


@pytest.mark.prove
def test_bombs_are_read_or_rejected(reader: Reader):
    for name, content in bombs():
        assert outcomes(name, content, reader), name
