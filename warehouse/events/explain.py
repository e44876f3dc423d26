"""Why a sentence was coded as it was, and why not otherwise: the steps of coding, with what they set aside kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warehouse.articles.article import Published
from warehouse.events import code, grammar, timing
from warehouse.events.acts import Act, ActFinder
from warehouse.events.code import Sentence
from warehouse.events.coding import Coding
from warehouse.events.gate import may_hold_event
from warehouse.events.lexicon import Lexicon
from warehouse.events.parties import Parties
from warehouse.events.places import Places
from warehouse.events.tree import Word as Node
from warehouse.mentions.mention import Mention


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the sentence: where it begins, and what the parser made of it."""

    start: int
    text: str
    lemma: str
    tag: str
    relation: str
    governor: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words that might have made a report, and the reason why they did not."""

    start: int
    words: str
    rule_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence, opened up. `reports` are what coding keeps, `lost` the readings that a surer one displaced."""

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    passes_gate: bool
    reports: tuple[Coding, ...]
    lost: tuple[Coding, ...]
    near_misses: tuple[NearMiss, ...]


def explain_sentence(
    sentence: Sentence, lexicon: Lexicon, published: Published | None = None, places: Places | None = None
) -> Explanation:
    """Code one parsed sentence and say why each thing in it became a report or did not."""
    readings = code.readings(sentence, lexicon, published, places)
    reports = code.strongest(readings)
    kept = {coding.report_id for coding in reports}
    sure = [coding for coding in reports if lexicon.is_sure(coding.confidence)]
    misses = [*_near_misses(sentence, lexicon, published), *_unsure(reports, sentence, lexicon)]
    return Explanation(
        text=sentence.doc.text,
        words=tuple(_words(sentence)),
        mentions=sentence.mentions,
        passes_gate=may_hold_event(sentence.doc.text, sentence.mentions, lexicon),
        reports=tuple(sure),
        lost=tuple(coding for coding in readings if coding.report_id not in kept),
        near_misses=tuple(sorted(misses, key=lambda m: (m.start, m.rule_id))),
    )


def _words(sentence: Sentence) -> Iterator[Word]:
    for token in sentence.doc:
        governor = token.head.text if token.head is not token else ""
        yield Word(token.idx, token.text, token.lemma_, token.tag_, token.dep_, governor)


def _near_misses(sentence: Sentence, lexicon: Lexicon, published: Published | None) -> Iterator[NearMiss]:
    finder = ActFinder(sentence.doc, lexicon)
    parties = Parties(sentence.doc, sentence.mentions, sentence.offset, lexicon, sentence.before)
    days = timing.find(sentence.doc)
    named: set[int] = set()
    for act in finder.acts():
        named |= {token.i for token in act.words}
        settled = timing.settle_status(act, days, published, lexicon)
        if not code.pairs(settled, parties, lexicon):
            yield NearMiss(act.trigger.idx, _said(act), act.rule_id, _missing(act, parties))
    for token in sentence.doc:
        if token.i not in named and (reason := _unused(token, finder, lexicon)):
            yield NearMiss(token.idx, token.text, f"{token.pos_.lower()}:{token.lemma_.lower()}", reason)


def _unsure(codings: Sequence[Coding], sentence: Sentence, lexicon: Lexicon) -> Iterator[NearMiss]:
    """The readings that a lake does not keep."""
    for coding in codings:
        if not lexicon.is_sure(coding.confidence):
            said = f"{coding.source_text} … {coding.action_text} … {coding.target_text or ''}".rstrip(" …")
            reason = f"coded as {coding.event_type or coding.cameo_code}, but less sure ({coding.confidence:.2f}) than "
            start = coding.action_start - sentence.offset
            yield NearMiss(start, said, coding.rule_id, reason + f"a lake keeps ({lexicon.trust['least']:.2f})")


def _said(act: Act) -> str:
    return " … ".join(token.text for token in sorted(act.words, key=lambda t: t.i))


def _missing(act: Act, parties: Parties) -> str:
    """Which party an act lacks."""
    sources = code.first_held(act.sources, parties, ())
    where = ", ".join(dict.fromkeys(slot.name.lstrip("~") for slot in act.targets)) or "nowhere"
    if not sources:
        heads = ", ".join(slot.token.text for slot in act.sources)
        return f"act known, source missing: no actor in '{heads}'" if heads else "act known, source unsaid"
    if code.first_held(act.targets, parties, sources):
        return "act known, but its source and target are one actor"
    return f"act known, target missing: no other actor in its places ({where})"


def _unused(token: Node, finder: ActFinder, lexicon: Lexicon) -> str | None:
    """Why a word of the dictionary is no act here."""
    lemma = token.lemma_.lower()
    if token.i in finder.consumed:
        return "names what another act is about, and is counted with it"
    if grammar.is_verb(token) and lemma in lexicon.verbs:
        return "verb known, but only with other objects or prepositions"
    if token.pos_ == "NOUN" and lemma in lexicon.nouns:
        if any(entry.is_act for entry in lexicon.nouns[lemma]):
            return "noun known, but taken in by the words above it"
        return "thing known, but nothing is said to be done with it"
    return None
