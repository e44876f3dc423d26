"""How one batch goes from stage to stage: documents → articles → mentions → reports, each as frames of `tables`.

Every function takes frames and tools and returns frames. A document that breaks a stage becomes a reject with its
reason; the rest of the batch goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import TypeVar

import polars as pl
from spacy.tokens import Doc

from warehouse import records, tables
from warehouse.articles.article import Article, Published
from warehouse.articles.copies import copy_signatures
from warehouse.articles.dateline import find_dateline
from warehouse.articles.dates.acts import act_stems
from warehouse.articles.dates.decide import decide
from warehouse.articles.read import read_article
from warehouse.articles.stories import StoryTerms, story_terms
from warehouse.events.code import code_article
from warehouse.events.coding import Coding
from warehouse.events.gate import may_hold_event
from warehouse.events.headline import sentence_case
from warehouse.landing.documents import Document
from warehouse.mentions.find import find_mentions
from warehouse.mentions.mention import HEADLINE, Mention
from warehouse.mentions.unexplained import need_names_model
from warehouse.rejects import Reject
from warehouse.tables import Table
from warehouse.tools import Tools

LOG = logging.getLogger(__name__)
CODED_LANGUAGES = {"en"}
Frames = dict[str, pl.DataFrame]
Made = TypeVar("Made")


def land_documents(landed: Iterable[Document | Reject], at: datetime) -> Frames:
    """`documents` (each once), `sightings` and `rejects` of what landing found; `at` is the moment (UTC)."""
    items = list(landed)
    documents = [item for item in items if isinstance(item, Document)]
    unique = {document.document_id: document for document in reversed(documents)}
    rows = [(d.document_id, d.uri, d.media_type, len(d.content), d.content, at) for d in unique.values()]
    seen = {(d.document_id, d.uri): (d.document_id, d.uri, d.publisher, at) for d in documents}
    return {
        "documents": pl.DataFrame(rows, schema=records.made(tables.DOCUMENTS), orient="row").sort("document_id"),
        "sightings": tables.SIGHTINGS.frame(list(seen.values())).sort("document_id", "uri"),
        "rejects": records.reject_rows(item for item in items if isinstance(item, Reject)),
    }


def read_documents(documents: pl.DataFrame, sightings: pl.DataFrame, tools: Tools) -> Frames:
    """`article_texts`, `article_dates` (by each document alone), `copy_signatures`, `story_terms` and `rejects`."""
    articles: list[Article] = []
    rejects: list[Reject] = []
    for document in records.documents_of(documents, sightings):
        read = attempt(lambda d=document: read_article(d, tools.reader), document.uri, document.document_id, "articles")
        (rejects if isinstance(read, Reject) else articles).append(read)  # pyright: ignore[reportArgumentType]
    days = {article.article_id: decide(article.date_clues) for article in articles}
    return {
        "article_texts": rows_of(tables.ARTICLE_TEXTS, map(records.article_row, articles), tools),
        "article_dates": records.date_rows(days),
        "copy_signatures": copy_signatures(articles),
        "story_terms": story_rows(articles, days, tools),
        "rejects": records.reject_rows(rejects),
    }


def mention_actors(articles: pl.DataFrame, dates: pl.DataFrame, tools: Tools) -> Frames:
    """`mentions` and `rejects` of articles as `article_texts` and `article_dates` hold them."""
    tools.parser.forget()
    mentions: list[Mention] = []
    rejects: list[Reject] = []
    for article, published in records.articles_of(articles, dates):
        found = attempt(
            lambda a=article, p=published: find_mentions(a, name_sentences(a, tools), p, tools.actors),
            article.url or article.article_id,
            article.article_id,
            "mentions",
        )
        rejects.append(found) if isinstance(found, Reject) else mentions.extend(found)
    return {
        "mentions": rows_of(tables.MENTIONS, map(records.mention_row, mentions), tools),
        "rejects": records.reject_rows(rejects),
    }


def code_reports(articles: pl.DataFrame, dates: pl.DataFrame, mentions: pl.DataFrame, tools: Tools) -> Frames:
    """`report_codings` and `rejects` of articles and their mentions. Articles in other languages are not coded."""
    tools.parser.forget()
    codings: list[Coding] = []
    rejects: list[Reject] = []
    by_article = records.mentions_of(mentions)
    for article, published in records.articles_of(articles, dates):
        if article.language not in CODED_LANGUAGES:
            rejects.append(not_coded(article))
            continue
        found = attempt(
            lambda a=article, p=published: code_one(a, p, by_article.get(a.article_id, []), tools),
            article.url or article.article_id,
            article.article_id,
            "events",
        )
        rejects.append(found) if isinstance(found, Reject) else codings.extend(sure_enough(found, tools))
    return {
        "report_codings": rows_of(tables.REPORT_CODINGS, map(records.coding_row, codings), tools),
        "rejects": records.reject_rows(rejects),
    }


def name_sentences(article: Article, tools: Tools) -> dict[int, Doc]:
    """Each sentence of the article (the headline is -1) as tokens, with the names that the model sees in those whose
    capitals nothing else explains."""
    texts = sentence_texts(article)
    needed = sorted(need_names_model(texts, tools.actors, tools.common_words.rarity.keys()))
    named = dict(zip(needed, tools.parser.named([texts[index] for index in needed]), strict=True))
    return {index: named.get(index) or tools.parser.tokenize(text) for index, text in texts.items()}


def code_one(article: Article, published: Published, mentions: Sequence[Mention], tools: Tools) -> list[Coding]:
    """The reports of one article: its sentences that can hold an event are parsed, and coded."""
    held = gated_sentences(article, mentions, tools)
    parsed = dict(zip(held, tools.parser.parsed(list(readable(held, article, mentions).values())), strict=True))
    codings = code_article(article, parsed, mentions, tools.lexicon, published, tools.places)
    return [in_own_words(coding, article) for coding in codings]


def sure_enough(codings: Iterable[Coding], tools: Tools) -> list[Coding]:
    """The codings that a lake keeps: those no less sure than the `least` of the dictionary's `confidence.csv`."""
    return [coding for coding in codings if tools.lexicon.is_sure(coding.confidence)]


def in_own_words(coding: Coding, article: Article) -> Coding:
    """The coding with the words as they stand in the article, not as the parser was given them."""
    text = (article.title or "") if coding.sentence_index == HEADLINE else article.body
    day = None if coding.event_date_start is None else text[coding.event_date_start : coding.event_date_end]
    return replace(
        coding,
        action_text=text[coding.action_start : coding.action_end],
        event_date_text=day,
        source_text=text[slice(*coding.source_span)] if coding.source_span else coding.source_text,
        target_text=text[slice(*coding.target_span)] if coding.target_span else coding.target_text,
    )


def gated_sentences(article: Article, mentions: Sequence[Mention], tools: Tools) -> dict[int, str]:
    """The sentences that can hold an event: those with an actor and a word that may name an act."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in (mention for mention in mentions if mention.is_party):
        by_sentence.setdefault(mention.sentence_index, []).append(mention)
    return {
        index: text
        for index, text in sentence_texts(article).items()
        if may_hold_event(text, by_sentence.get(index, []), tools.lexicon)
    }


def readable(sentences: Mapping[int, str], article: Article, mentions: Sequence[Mention]) -> dict[int, str]:
    """The sentences as the parser reads them best, every letter at its place: a headline without its capitals, for
    they hide its verbs, and blanks for the dateline, which would pass for the subject."""
    texts = dict(sentences)
    if HEADLINE in texts:
        texts[HEADLINE] = sentence_case(texts[HEADLINE], [m for m in mentions if m.sentence_index == HEADLINE])
    dateline = find_dateline(article.body)
    for index, span in enumerate(article.sentence_spans):
        if dateline and index in texts and span.start <= dateline.start < span.end:
            cut = min(dateline.end, span.end) - span.start
            texts[index] = " " * cut + texts[index][cut:]
    return texts


def sentence_texts(article: Article) -> dict[int, str]:
    headline = {HEADLINE: article.title} if article.title else {}
    return headline | {i: article.body[span.start : span.end] for i, span in enumerate(article.sentence_spans)}


def attempt(make: Callable[[], Made], uri: str, document_id: str, stage: str) -> Made | Reject:
    try:
        return make()
    except Exception as error:
        LOG.exception("%s: stage %s failed", uri, stage)
        reason = (
            f"{uri}: the stage '{stage}' broke on it ({type(error).__name__}: {error}). Please report the document."
        )
        return Reject(uri, stage, "failed", reason, document_id)


def not_coded(article: Article) -> Reject:
    named = "could not be told" if article.language == "und" else f"is '{article.language}'"
    reason = f"The language of the article {named}; events are coded in English only. It lands, counts and shows."
    return Reject(article.url or article.article_id, "events", "language_not_coded", reason, article.article_id)


def story_rows(articles: Iterable[Article], days: Mapping[str, Published], tools: Tools) -> pl.DataFrame:
    """STORY_TERMS of articles, by the day that each document tells by itself."""
    rows = [
        {"article_id": article.article_id, "acts": act_stems(article.date_clues)}
        | columns_of(story_terms(article, days[article.article_id], tools.common_words))
        for article in articles
    ]
    return pl.DataFrame(rows, schema=tables.STORY_TERMS.schema)


def columns_of(terms: StoryTerms) -> dict[str, object]:
    """The fields by name; `asdict` would copy every number of the long lists."""
    return {field.name: getattr(terms, field.name) for field in fields(terms)}


def rows_of(table: Table, rows: Iterable[Mapping[str, object]], tools: Tools) -> pl.DataFrame:
    """The rows as the table's columns, with the coder's version; the run is put to them when they are committed."""
    versioned = (dict(row) | {"coder_version": tools.coder_version} for row in rows)
    return pl.DataFrame(list(versioned), schema=records.made(table))
