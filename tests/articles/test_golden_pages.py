"""Whole pages of our own making: what is article and what is not."""

import json
from pathlib import Path

import pytest

from warehouse.articles.article import Article
from warehouse.articles.read import Reader, read_article
from warehouse.landing.documents import Document

PAGES = Path(__file__).parents[1] / "golden" / "pages"
TYPES = {".txt": "text/plain", ".html": "text/html"}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize("page", sorted(PAGES.iterdir()), ids=lambda page: page.name)
def test_page(page: Path, reader: Reader):
    path = next(page.glob("document.*"))
    article = read_article(Document(path.name, TYPES[path.suffix], path.read_bytes()), reader)
    assert isinstance(article, Article)
    found = {
        name: getattr(article, name) for name in ("title", "publisher", "byline", "url", "section", "language")
    } | {
        "dateline_place": article.dateline_place,
        "dateline_agency": article.dateline_agency,
        "updated_on": article.updated_on and article.updated_on.isoformat(),
        "paragraph_languages": list(article.paragraph_languages),
        "paragraphs": article.body.split("\n\n"),
    }
    expected = json.loads((page / "expected.json").read_text(encoding="utf-8"))
    assert {name: found[name] for name in expected} == expected
