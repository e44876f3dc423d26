"""Sentences → mentions and reports, by the real stages."""

from __future__ import annotations

from functools import cache

from warehouse import stages
from warehouse.answers import body_as_article
from warehouse.articles.article import Article, Published
from warehouse.events.code import Sentence, sentences
from warehouse.events.coding import Coding
from warehouse.mentions.find import find_mentions
from warehouse.mentions.mention import Mention
from warehouse.sources import Sources
from warehouse.tools import Tools


@cache
def tools() -> Tools:
    return Tools(Sources())


def read(text: str, published: Published | None = None) -> tuple[Article, list[Mention]]:
    article = body_as_article(text)
    return article, find_mentions(
        article, stages.name_sentences(article, tools()), published or Published(), tools().actors
    )


@cache
def code(text: str, published: Published | None = None) -> tuple[Coding, ...]:
    article, mentions = read(text, published)
    return tuple(stages.code_one(article, published or Published(), mentions, tools()))


def parsed(text: str) -> list[Sentence]:
    """The sentences of a text with their parse, gate or no gate."""
    article, mentions = read(text)
    texts = stages.sentence_texts(article)
    docs = tools().parser.parse([tools().parser.tokenize(sentence) for sentence in texts.values()])
    return sentences(article, dict(zip(texts, docs, strict=True)), mentions, tools().lexicon)


def told(text: str, published: Published | None = None) -> set[tuple[str | None, str | None, str | None, str]]:
    """Who did what to whom, in short: country or actor, type, country or actor, status."""
    return {(party(c.source), c.event_type, party(c.target), c.status) for c in code(text, published)}


def party(mention: Mention | None) -> str | None:
    if mention is None:
        return None
    is_country = mention.actor_type in (None, "country") or mention.mention_kind in ("role", "group")
    return mention.country_code if is_country and mention.country_code else mention.actor_id or mention.text
