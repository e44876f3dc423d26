"""Lines in, lines out: what `wirelake code` and `wirelake actors resolve` answer, without a lake."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from warehouse import ids, stages
from warehouse.articles.article import Article, Published
from warehouse.articles.sentences import split_sentences
from warehouse.events.code import sentences
from warehouse.events.coding import Coding
from warehouse.events.days import resolve as resolve_day
from warehouse.events.explain import Explanation, explain_sentence
from warehouse.events.pairs import code_pairs
from warehouse.mentions.find import find_mentions, resolve_phrase
from warehouse.mentions.mention import Mention
from warehouse.tools import Tools

FUTURE = {"planned", "conditional"}
Answer = dict[str, Any]


class LineRefused(ValueError):
    """A line of input that is not what was asked for."""


def code_line(line: str, tools: Tools) -> Answer:
    """`{id, mentions, events}` for one line `{id, text, date|null, actors?}`; `error` says why it can't be coded."""
    try:
        given = _object(line, "text")
        published = _published(given.get("date"))
        article = body_as_article(str(given["text"]))
        actors = given.get("actors")
        if actors is not None and not (isinstance(actors, list) and all(isinstance(a, str) for a in actors)):
            raise LineRefused("'actors' must be a list of phrases")
    except LineRefused as wrong:
        return {
            "id": _id_of(line),
            "mentions": [],
            "events": [],
            "error": f"{wrong}. The line was: {line.strip()[:200]}",
        }
    mentions, codings = code_article(article, published, actors, tools)
    return {
        "id": given.get("id"),
        "mentions": [mention_answer(mention) for mention in mentions],
        "events": [
            event_answer(coding, article, published, is_sure=tools.lexicon.is_sure(coding.confidence))
            for coding in codings
        ],
    }


def code_article(
    article: Article, published: Published, actors: list[str] | None, tools: Tools
) -> tuple[list[Mention], list[Coding]]:
    docs = stages.name_sentences(article, tools)
    mentions = find_mentions(article, docs, published, tools.actors)
    if actors is None:
        return mentions, stages.code_one(article, published, mentions, tools)
    parsed = dict(zip(docs, tools.parser.parse(list(docs.values())), strict=True))
    return mentions, code_pairs(article, parsed, actors, tools.lexicon, published, tools.places, mentions)


def explain_text(text: str, tools: Tools) -> list[Explanation]:
    """Each sentence of a text, opened up: actors, reports, readings that lost, and near misses."""
    article = body_as_article(text)
    docs = stages.name_sentences(article, tools)
    mentions = find_mentions(article, docs, Published(), tools.actors)
    parsed = dict(zip(docs, tools.parser.parse(list(docs.values())), strict=True))
    found = {sentence.index: sentence for sentence in sentences(article, parsed, mentions, tools.lexicon)}
    return [
        explain_sentence(found[index], tools.lexicon, Published(), tools.places) if index in found else nobody(text)
        for index, text in stages.sentence_texts(article).items()
    ]


def nobody(sentence: str) -> Explanation:
    """The explanation of a sentence in which no actor is named."""
    return Explanation(sentence, (), (), False, (), (), ())


def resolve_line(line: str, tools: Tools) -> Answer:
    """`{id, actor}` for one line `{id, phrase, context, date}`; `actor` is null where the phrase is no actor."""
    try:
        given = _object(line, "phrase")
        on = _published(given.get("date")).on
    except LineRefused as wrong:
        return {"id": _id_of(line), "actor": None, "error": f"{wrong}. The line was: {line.strip()[:200]}"}
    resolved = resolve_phrase(str(given["phrase"]), str(given.get("context") or ""), on, tools.actors)
    return {"id": given.get("id"), "actor": None if resolved is None else actor_answer(resolved)}


def actor_answer(resolved: Any) -> Answer:
    names = ("actor_id", "actor_name", "country_code", "sector_code", "confidence")
    return {name: getattr(resolved, name) for name in names}


def body_as_article(text: str) -> Article:
    """The text taken as a body, without cleaning."""
    return Article(
        ids.document_id(text.encode("utf-8", "surrogatepass")),
        None,
        text,
        language="en",
        sentence_spans=split_sentences(text),
    )


def mention_answer(mention: Mention) -> Answer:
    row = {field.name: getattr(mention, field.name) for field in fields(Mention) if field.name != "article_id"}
    return {"mention_id": mention.mention_id} | row | {"candidates": [c._asdict() for c in mention.candidates]}


def event_answer(coding: Coding, article: Article, published: Published, *, is_sure: bool) -> Answer:
    tense = "future" if coding.status in FUTURE else "past"
    value = coding.event_date_value
    event_on, precision = resolve_day(value, published, tense=tense) if value else (None, "unknown")
    return {
        "event_type": coding.event_type,
        "event_mode": coding.event_mode,
        "cameo_code": coding.cameo_code,
        "quad_class": coding.quad_class,
        "goldstein": coding.goldstein,
        "source_text": coding.source_text,
        "target_text": coding.target_text,
        "source_code": actor_code(coding.source),
        "target_code": actor_code(coding.target),
        "source_actor_id": coding.source.actor_id if coding.source else None,
        "target_actor_id": coding.target.actor_id if coding.target else None,
        "action_text": coding.action_text,
        "event_on": event_on,
        "event_precision": precision,
        "place_name": coding.place_name,
        "place_country_code": coding.place_country_code,
        "status": coding.status,
        "attributed_to_actor_id": coding.attributed_to_actor_id,
        "confidence": coding.confidence,
        "is_sure": is_sure,
        "method": coding.method,
        "rule_id": coding.rule_id,
        "sentence": stages.sentence_texts(article)[coding.sentence_index],
        "spans": {
            "source": span_of(coding.source),
            "action": [coding.action_start, coding.action_end],
            "target": span_of(coding.target),
        },
    }


def actor_code(mention: Mention | None) -> str | None:
    """Country and sector in one word, as RUSGOV; null where neither is known."""
    return ((mention.country_code or "") + (mention.sector_code or "")) or None if mention else None


def span_of(mention: Mention | None) -> list[int] | None:
    return [mention.start, mention.end] if mention else None


def _object(line: str, needed: str) -> Mapping[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise LineRefused(f"not JSON ({wrong})") from wrong
    if not isinstance(given, dict) or not isinstance(given.get(needed), str):
        raise LineRefused(f"not an object with a text '{needed}'")
    return given


def _published(day: object) -> Published:
    if day is None:
        return Published()
    try:
        on = date.fromisoformat(str(day)[:10])
    except ValueError as wrong:
        raise LineRefused(f"'date' is {day!r}, and must be like 2006-11-01 or null") from wrong
    return Published(on, on.year, on.month, on.day, "day", 1.0, (), on, on)


def _id_of(line: str) -> object:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return given.get("id") if isinstance(given, dict) else None
