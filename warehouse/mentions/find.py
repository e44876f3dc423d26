"""articles → mentions: where actors are named or referred to, and who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from warehouse.articles.article import Article, Published, Span
from warehouse.knowledge.actor_names import Actors, plain
from warehouse.mentions.mention import HEADLINE, Mention
from warehouse.mentions.names import guessed, names_found, without_overlap
from warehouse.mentions.people import is_name
from warehouse.mentions.phrases import Found, Phrase, Unit, read_phrases, read_units
from warehouse.mentions.resolve import Period, Resolved, Resolver, is_person, is_place
from warehouse.mentions.words import EMPTY_IT, PLAIN_PEOPLE, REPORTED, TOLD

SURE_BY_USER = 0.9
PRONOUN = re.compile(r"\b(?:he|she|him|her|they|them|it)\b", re.IGNORECASE)
OBJECTS = frozenset({"him", "her", "them"})
# Between a subject and its object: "Lavrov also praised him", and so not himself.
DOES_TO = re.compile(r" (?:[a-z]+ ){0,2}[a-z]+(?:ed|s) ")
# "I" and "we", which mean the speaker of a quotation.
FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Ww]e|us)\b")
SAYING = "said|says|told|added|stressed|warned|noted|insisted|argued|explained|declared|wrote|asked|replied|announced"
SAYS_BEHIND = re.compile(rf"(?:,? (?:also|later|then|earlier))? (?:{SAYING})\b")
SAYS_BEFORE = re.compile(rf"\b(?:{SAYING}) (?:the )?\Z")


def find_mentions(article: Article, docs: Mapping[int, Doc], published: Published, actors: Actors) -> list[Mention]:
    """The mentions of an article in reading order, the headline's first.

    `docs` has one Doc a sentence (-1 for the headline), with entities where a names model is at hand.
    """
    order = sorted(docs)
    texts = {index: sentence_text(article, index) for index in order}
    found = names_found(texts, {index: docs[index] for index in order}, actors)
    phrases = {index: read_phrases(text, read_units(text, found[index], actors)) for index, text in texts.items()}
    resolver = Resolver(actors, Period.of(published), home_country(article, actors))
    resolver.learn({index: (texts[index], phrases[index]) for index in order})
    return list(_mentions(article, texts, phrases, resolver))


def sentence_text(article: Article, index: int) -> str:
    # Cut from the article: Doc.text would put it together again from its tokens.
    if index == HEADLINE:
        return article.title or ""
    span = article.sentence_spans[index]
    return article.body[span.start : span.end]


def home_country(article: Article, actors: Actors) -> str | None:
    """The country that the dateline stands for: of "Crawford, Texas" the one that its parts agree upon."""
    place = article.dateline_place or ""
    parts = [codes for part in [place, *reversed(place.split(","))] if (codes := _countries_of(part.strip(), actors))]
    if not parts:
        return None
    return next((code for code in parts[0] if all(code in codes for codes in parts)), parts[0][0])


def _countries_of(place: str, actors: Actors) -> list[str]:
    """Countries that a place may stand for, the likeliest first."""
    name = place.title()
    known = [actor for sense in actors.named(name) if (actor := actors.get(sense.actor_id)) is not None]
    return [code for code in [*(actor.country_code for actor in known), actors.city_country(name)] if code]


# Mentions


def _mentions(
    article: Article, texts: Mapping[int, str], phrases: Mapping[int, Sequence[Phrase]], resolver: Resolver
) -> Iterator[Mention]:
    """The mentions sentence by sentence; a quotation's "I" and "we" follow once its speaker is known."""
    is_open, speaker = False, None
    for index, text in texts.items():
        is_open = is_open and not _starts_paragraph(article, index)
        quoted, is_open = _quotations(text, is_open)
        found = list(_sentence_mentions(article, index, text, phrases[index], resolver))
        speaker = _speaker(text, _offset(article, index), found, quoted) or speaker
        if speaker is not None and quoted and index - speaker.sentence_index <= 2:
            found += _first_persons(article, index, text, quoted, speaker, resolver)
        yield from sorted(found, key=lambda mention: (mention.start, mention.end))


def _offset(article: Article, index: int) -> int:
    return 0 if index == HEADLINE else article.sentence_spans[index].start


def _starts_paragraph(article: Article, index: int) -> bool:
    if index < 1:
        return True
    return "\n\n" in article.body[article.sentence_spans[index - 1].end : article.sentence_spans[index].start]


def _quotations(text: str, is_open: bool) -> tuple[list[Span], bool]:
    """The parts of a sentence inside double quotes, and whether the last goes on behind it."""
    spans: list[Span] = []
    start = 0 if is_open else -1
    for match in re.finditer(r'["“”]', text):
        if start < 0:
            start = match.end()
        else:
            spans.append(Span(start, match.start()))
            start = -1
    return ([*spans, Span(start, len(text))], True) if start >= 0 else (spans, False)


def _speaker(text: str, offset: int, found: Sequence[Mention], quoted: Sequence[Span]) -> Mention | None:
    """Who speaks in a sentence: an actor outside its quotations right before or behind a word of saying."""
    for mention in found:
        start, end = mention.start - offset, mention.end - offset
        if mention.actor_id is None or any(span.start <= start < span.end for span in quoted):
            continue
        if SAYS_BEHIND.match(text, end) or SAYS_BEFORE.search(text[max(0, start - 12) : start]):
            return mention
    return None


def _first_persons(
    article: Article, index: int, text: str, quoted: Sequence[Span], speaker: Mention, resolver: Resolver
) -> Iterator[Mention]:
    for span in quoted:
        for match in FIRST_PERSON.finditer(text, *span):
            resolved = resolver.first_person(match.group().lower() in ("i", "me"), speaker)
            if resolved is not None:
                offset = _offset(article, index)
                yield _mention(article, index, offset, *match.span(), match.group(), "pronoun", resolved, None)


def _sentence_mentions(
    article: Article, index: int, text: str, phrases: Sequence[Phrase], resolver: Resolver
) -> Iterator[Mention]:
    offset = _offset(article, index)
    steps: list[tuple[int, Phrase | re.Match[str]]] = [(phrase.start, phrase) for phrase in phrases]
    steps += [(match.start(), match) for match in PRONOUN.finditer(text)]
    last: Mention | None = None
    for _, step in sorted(steps, key=lambda step: step[0]):
        if isinstance(step, Phrase):
            resolved = None if is_source(step, resolver) else resolver.resolve(step, index)
            resolved = resolved and corrected(resolved, step.text, article.article_id, resolver.actors)
            if resolved is not None:
                last = _mention(article, index, offset, step.start, step.end, step.text, kind_of(step), resolved, step)
                yield last
        elif not _is_empty(step, text):
            word = step.group().lower()
            before = last if last is not None and word in OBJECTS else None
            is_object = before is not None and DOES_TO.fullmatch(text, before.end - offset, step.start())
            resolved = resolver.pronoun(word, index, before.actor_id if before and is_object else None)
            resolved = resolved and corrected(resolved, "", article.article_id, resolver.actors)
            if resolved is not None:
                yield _mention(article, index, offset, *step.span(), step.group(), "pronoun", resolved, None)


def corrected(resolved: Resolved, name: str, article_id: str, actors: Actors) -> Resolved:
    """The same after the user's merges and splits."""
    actor_id = actors.corrected(resolved.actor_id, name, resolved.country_code, article_id)
    candidates = tuple(actors.corrected(c.actor_id, name, None, article_id) or "" for c in resolved.candidates)
    is_changed = any(new != old.actor_id for new, old in zip(candidates, resolved.candidates, strict=True))
    if actor_id is None and is_changed and len(set(candidates)) == 1:
        actor_id = candidates[0]  # those who could not be told apart are one by the user's word
    if actor_id == resolved.actor_id or actor_id is None:
        return resolved
    known = actors.get(actor_id)
    by_user = f"{resolved.method}; user"
    if known is None:  # somebody whom only texts name goes by the name that stands here, if one does
        return replace(resolved, actor_id=actor_id, method=by_user) if resolved.actor_name else resolved
    return replace(
        resolved,
        actor_id=actor_id,
        actor_name=known.name,
        actor_type=known.type,
        country_code=known.country_code or resolved.country_code,
        sector_code=known.sector_code or resolved.sector_code,
        confidence=max(resolved.confidence, SURE_BY_USER),
        method=by_user,
        candidates=(),
    )


def _is_empty(match: re.Match[str], text: str) -> bool:
    if match.group().lower() != "it":
        # "her visit": a possessive is no mention.
        return match.group().lower() == "her" and bool(re.match(r"\s[a-z]+", text[match.end() :]))
    following = re.match(r"\s*(['’]?\w+)", text[match.end() :])
    return following is None or following.group(1).lower() in EMPTY_IT


def is_source(phrase: Phrase, resolver: Resolver) -> bool:
    """Whether a news agency is named as where the news comes from: "Interfax reported", "told AFP"."""
    if not any(
        (actor := resolver.actors.get(sense.actor_id)) is not None and actor.sector_code == "JRN"
        for sense in phrase.head.senses
    ):
        return False
    if phrase.kind == "role":
        return True
    return bool(
        (phrase.after and phrase.after[0] in REPORTED)
        or (phrase.before and (phrase.before[-1] == "(" or any(word in TOLD for word in phrase.before[-2:])))
        or (phrase.after and phrase.after[0] == ")")
        or (phrase.after[:2] and phrase.after[0] in ("news", "news agency"))
    )


def kind_of(phrase: Phrase) -> str:
    """The mention's kind, as MENTIONS has them."""
    if phrase.kind == "role":
        role = phrase.role
        if role is not None and role.kind == "person":
            return "title" if not role.is_plural and phrase.head.text[0].isupper() else "role"
        return "group"
    if is_person(phrase):
        return "name"
    if phrase.head.has("capital", "seat") and not phrase.head.has("country"):
        return "capital"
    if phrase.head.has("adjective", "demonym") and not phrase.head.has("country", "organisation"):
        return "demonym"
    letters = phrase.text.replace(".", "")
    return "acronym" if letters.isupper() and 2 <= len(letters) <= 6 and " " not in letters else "name"


def _mention(
    article: Article,
    index: int,
    offset: int,
    start: int,
    end: int,
    text: str,
    kind: str,
    resolved: Resolved,
    phrase: Phrase | None,
) -> Mention:
    return Mention(
        article_id=article.article_id,
        sentence_index=index,
        start=offset + start,
        end=offset + end,
        text=text,
        mention_kind=kind,
        is_place=phrase is not None and phrase.kind == "name" and _is_where(phrase, resolved),
        actor_id=resolved.actor_id,
        actor_name=resolved.actor_name,
        actor_type=resolved.actor_type,
        country_code=resolved.country_code,
        sector_code=resolved.sector_code,
        role_text=resolved.role_text,
        confidence=resolved.confidence,
        method=resolved.method,
        candidates=resolved.candidates,
    )


def _is_where(phrase: Phrase, resolved: Resolved) -> bool:
    if resolved.method in ("model_place", "city"):
        return True
    return resolved.actor_type in ("country", "region") and is_place(phrase)


def resolve_phrase(phrase: str, context: str, on: date | None, actors: Actors) -> Resolved | None:
    """Whom a phrase means, alone or in a text that tells more (`context`); None where it is no actor that is known.

    Without a day, offices count as they stand at the end of what knowledge has.
    """
    text = phrase.strip()
    units = read_units(text, _phrase_names(text, actors), actors)
    phrases = read_phrases(text, units)
    resolver = Resolver(actors, Period(on, on), is_latest=on is None)
    resolver.learn({-1: (context, _phrases(context, actors)), 0: (text, phrases)})
    mains = [one for one in phrases if not one.is_tie] or phrases
    for one in sorted(mains, key=lambda p: (not is_person(p), p.start)):
        resolved = resolver.resolve(one, 0)
        if resolved is not None and is_told(resolved, actors):
            return _in_full(resolved, one, units, actors)
    words = [unit.role for unit in units if unit.role is not None]
    if words and words[-1].sector_code and words[-1].kind != "place":
        return Resolved(actor_type="other", sector_code=words[-1].sector_code, confidence=0.3, method="qualifier_alone")
    return None


def _phrases(text: str, actors: Actors) -> list[Phrase]:
    return read_phrases(text, read_units(text, list(guessed(text, actors)), actors)) if text else []


def _phrase_names(text: str, actors: Actors) -> list[Found]:
    found = without_overlap(list(guessed(text, actors)))
    if not found and " " in text and actors.city_country(text) and not actors.names(plain(text)):
        return [Found(0, len(text), "GPE")]
    found = without_overlap([*found, *_surnames(text, actors)])
    if (
        not found
        and is_name(text)
        and not actors.is_given_name(plain(text))
        and not actors.names(plain(text))
        and not actors.words(text)
    ):
        return [Found(0, len(text), "PERSON")]
    return found


def _surnames(text: str, actors: Actors) -> Iterator[Found]:
    """Surnames of office-holders in front of a role noun: "Bolsonaro supporters"."""
    roles = {match.start for match in actors.words(text) if match.senses[0].role is not None}
    for match in re.finditer(r"[A-ZÀ-Þ][\w’'-]+", text):
        word = match.group().removesuffix("'s").removesuffix("’s")
        is_other = actors.named(word) or actors.words(word)
        if match.end() + 1 in roles and not is_other and actors.surnamed(word):
            yield Found(match.start(), match.start() + len(word), "PERSON")


def _in_full(resolved: Resolved, phrase: Phrase, units: Sequence[Unit], actors: Actors) -> Resolved:
    """What the words around the phrase add when nothing else was given: sort and country."""
    before = [unit.text.lower() for unit in units if unit.end <= phrase.start]
    behind = [unit for unit in units if unit.start >= phrase.end]
    is_country = phrase.kind == "name" and phrase.head.has("adjective", "demonym")
    if is_country and resolved.sector_code is None:
        if before and before[-1] in PLAIN_PEOPLE:
            return replace(resolved, sector_code="CVL")
        if phrase.head.has("adjective") and any(unit.kind in ("word", "role") for unit in behind):
            return replace(resolved, sector_code="UNK")  # "a Syrian island": of a sort that is not known
    if resolved.method == "city":
        return replace(resolved, sector_code="CVL")  # its people
    if phrase.kind == "role" and resolved.actor_id is None and resolved.country_code is None:
        return replace(resolved, country_code=_where(behind, actors))
    return resolved


def _where(units: Sequence[Unit], actors: Actors) -> str | None:
    """The country in which a place among these words lies: "doctors in Nairobi", "a professor at … in Scotland"."""
    for unit in units:
        for sense in unit.senses:
            actor = actors.get(sense.actor_id)
            if actor is not None and actor.type in ("country", "region"):
                return actor.country_code
            if sense.kind == "city":
                return sense.country_code
    return None


def is_told(resolved: Resolved, actors: Actors) -> bool:
    """Whether anything is known of whom a phrase means; a name that tells nothing is no actor of ours."""
    known = resolved.actor_id is not None and actors.get(resolved.actor_id) is not None
    return bool(known or resolved.candidates or resolved.country_code or resolved.sector_code)
