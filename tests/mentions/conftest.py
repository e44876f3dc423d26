"""One load of the actors and of the model for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from warehouse.articles.article import Article, Published
from warehouse.articles.sentences import split_sentences
from warehouse.knowledge.actor_names import Actors
from warehouse.mentions.find import find_mentions
from warehouse.mentions.mention import HEADLINE, Mention
from warehouse.parser import Model, Parser, find_model

NO_MODEL = Model("none", "0", "none", None, "none")
Reader = Callable[..., list[Mention]]


@pytest.fixture(scope="session")
def actors() -> Actors:
    return Actors.load()


def reader(parser: Parser, actors: Actors) -> Reader:
    def read(body: str, *, title: str | None = None, on: date | None = None, place: str | None = None) -> list[Mention]:
        spans = split_sentences(body)
        docs = {index: parser.tokenize(body[span.start : span.end]) for index, span in enumerate(spans)}
        if title:
            docs[HEADLINE] = parser.tokenize(title)
        parser.find_names([docs[index] for index in sorted(docs)])
        article = Article("a", title, body, dateline_place=place, sentence_spans=tuple(spans))
        published = Published(on=on, precision="day") if on else Published()
        return find_mentions(article, docs, published, actors)

    return read


@pytest.fixture(scope="session")
def read(actors: Actors) -> Reader:
    return reader(Parser(find_model()), actors)


@pytest.fixture(scope="session")
def read_without_model(actors: Actors) -> Reader:
    return reader(Parser(NO_MODEL), actors)
