"""Judging given pairs: which act, if any, holds between phrases that somebody names.

Here the parties are known and only the act is asked for, so one answer is given for each pair: the act that the grammar
puts between them, else the act nearest to both, else what the model thinks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations

from spacy.tokens import Doc

from warehouse.articles.article import Article, Published
from warehouse.events import code, timing
from warehouse.events.acts import DENIED, Act, ActFinder
from warehouse.events.code import Sentence
from warehouse.events.coding import Coding
from warehouse.events.lexicon import Lexicon
from warehouse.events.model.opinion import NOTHING
from warehouse.events.parties import Parties, Party
from warehouse.events.places import Places
from warehouse.events.tree import Tree, Word
from warehouse.mentions.mention import Mention

WORD = re.compile(r"\w+")
OCCASION = 0.3  # a meeting or call is where more was said or done, if the sentence tells it
ALONE = 0.25  # share from which the model answers alone
BASE_CODES = {
    "ACCUSE": "110", "AGREE": "030", "AID": "070", "ASSAULT": "190", "COERCE": "170", "CONCEDE": "080",
    "CONSULT": "040", "COOPERATE": "060", "MOBILIZE": "150", "PROTEST": "140", "REJECT": "120", "REQUEST": "100",
    "RETREAT": "087", "SANCTION": "160", "SUPPORT": "050", "THREATEN": "130",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """One judged pair: what the act is and who does it to whom. `strength` orders competing answers."""

    act: Act
    source: Party
    target: Party
    strength: float
    by_model: bool = False


def code_pairs(
    article: Article,
    docs: Mapping[int, Doc],
    actors: Sequence[str],
    lexicon: Lexicon,
    published: Published | None = None,
    places: Places | None = None,
    known: Sequence[Mention] = (),
) -> list[Coding]:
    """One report for each pair of phrases that stand in one sentence and between which an act can be told.

    `known` are mentions found in the article; a phrase takes over the actor of the longest one inside it. A phrase that
    the text does not hold stands at its end, without extent.
    """
    found: list[Coding] = []
    trees = {index: Tree(doc) for index, doc in docs.items() if doc.has_annotation("DEP")}
    for one, other in combinations(dict.fromkeys(actors), 2):
        answers = []
        for index in sorted(trees):
            offset = 0 if index < 0 else article.sentence_spans[index].start
            mentions = _mentions(article, index, offset, trees[index].text, (one, other), known)
            if mentions is not None:
                sentence = Sentence(article.article_id, index, offset, trees[index], mentions)
                answers += [(answer, sentence) for answer in _answers(sentence, lexicon)]
        if answers:
            answer, sentence = max(answers, key=lambda pair: pair[0].strength)
            found.append(_coding(answer, sentence, lexicon, published, places))
    return found


def _coding(
    answer: Answer, sentence: Sentence, lexicon: Lexicon, published: Published | None, places: Places | None
) -> Coding:
    days = timing.find(sentence.doc)
    act = timing.settle_status(answer.act, days, published, lexicon)
    parties = Parties(sentence.doc, sentence.mentions, sentence.offset, lexicon)
    coding = code.coding_of(sentence, act, answer.source, answer.target, parties, days, lexicon, places)
    return replace(coding, method="model") if answer.by_model else coding


def _mentions(
    article: Article, index: int, offset: int, text: str, phrases: tuple[str, str], known: Sequence[Mention]
) -> tuple[Mention, ...] | None:
    """The two phrases as mentions of the sentence; None when it holds neither, or when only a sentence is left out."""
    spans = [_find(phrase, text) for phrase in phrases]
    if not any(spans):
        return None
    made = []
    for phrase, span in zip(phrases, spans, strict=True):
        if span is None and _find(phrase, article.body) is not None:
            return None
        start, end = span or (len(text), len(text))
        inner = [m for m in known if m.sentence_index == index and m.start >= offset + start and m.end <= offset + end]
        lent = max(inner, key=lambda m: (m.actor_id is not None, m.end - m.start, -m.start), default=None)
        made.append(
            Mention(
                article_id=article.article_id,
                sentence_index=index,
                start=offset + start,
                end=offset + end,
                text=phrase,
                mention_kind="name",
                actor_id=lent.actor_id if lent else None,
                actor_name=lent.actor_name if lent else None,
                actor_type=lent.actor_type if lent else None,
                country_code=lent.country_code if lent else None,
                sector_code=lent.sector_code if lent else None,
                confidence=lent.confidence if lent else 0.0,
                method="given",
            )
        )
    return tuple(made)


def _find(phrase: str, text: str) -> tuple[int, int] | None:
    """Where a phrase stands in a text: as written, else without regard to case and spacing."""
    if not phrase.strip():
        return None
    if (start := _whole(phrase, text)) >= 0:
        return start, start + len(phrase)
    loose = r"\W+".join(map(re.escape, WORD.findall(phrase)))
    match = re.search(rf"(?<!\w){loose}", text, re.IGNORECASE) if loose else None
    return match.span() if match else None


def _whole(phrase: str, text: str) -> int:
    match = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
    return match.start() if match else text.find(phrase)


# -- answers -------------------------------------------------------------------------------------------------------


def _answers(sentence: Sentence, lexicon: Lexicon) -> list[Answer]:
    parties = Parties(sentence.doc, sentence.mentions, sentence.offset, lexicon)
    one, other = sentence.mentions
    inside = {t.i for t in sentence.doc for m in parties.at(t) if m.end > m.start}
    acts = [a for a in ActFinder(sentence.doc, lexicon).acts() if a.words[0].i not in inside]
    acts = [_firm(act, lexicon) for act in acts]
    if one.start == one.end or other.start == other.end:
        answers = _with_absent(acts, sentence, parties)
    else:
        answers = [a for act in acts for a in _told(act, parties, lexicon)]
        answers = answers or [a for act in acts for a in _near(act, sentence, parties)]
    return answers or _by_model(sentence, _shares(sentence, lexicon), lexicon)


def _shares(sentence: Sentence, lexicon: Lexicon) -> dict[str, float]:
    spans = [(m.start - sentence.offset, m.end - sentence.offset) for m in sentence.mentions]
    return lexicon.opinion.shares(sentence.doc.text, spans) if lexicon.opinion is not None else {}


def _by_model(sentence: Sentence, shares: dict[str, float], lexicon: Lexicon) -> list[Answer]:
    """Where the grammar finds no act at all: the model's type, hung on the verb between the two."""
    likely = max(shares, key=lambda kind: shares[kind], default=NOTHING)
    verb = next((t for t in sentence.doc if t.dep_ == "ROOT"), None)
    if likely == NOTHING or verb is None or shares[likely] < ALONE:
        return []
    act = Act(verb, (verb,), lexicon.codes.code(BASE_CODES[likely], likely), "actual", (), (), (), "model:" + likely)
    source, target = sorted(sentence.mentions, key=lambda m: (m.start == m.end, m.start))
    return [Answer(act, Party(source, 0.4), Party(target, 0.4), shares[likely], by_model=True)]


def _firm(act: Act, lexicon: Lexicon) -> Act:
    """A friendly act that is denied is, between two given parties, a refusal."""
    if act.status == DENIED and lexicon.codes.quad_class(act.code) in (1, 2):
        effect = lexicon.effect("refuse", act.code)
        if effect is not None and effect.code is not None:
            return replace(act, code=effect.code)
    return act


def _told(act: Act, parties: Parties, lexicon: Lexicon) -> list[Answer]:
    """The act's own reading, where both phrases fill its roles."""
    found = []
    for source, target in code.pairs(act, parties, lexicon):
        if source is not None and target is not None:
            act = code.joint(act, source, target, parties, lexicon)
            strength = 10 + source.directness + target.directness - 0.05 * _depth(act.anchor or act.trigger)
            strength -= OCCASION * (act.code.root == "04")
            found.append(Answer(act, source, target, strength))
    return found


def _near(act: Act, sentence: Sentence, parties: Parties) -> list[Answer]:
    """A looser reading: one phrase somewhere in the act's source, the other somewhere about it."""
    found = []
    for source, target in permutations(sentence.mentions):
        from_source = min((_reach(slot.token, source, parties) for slot in act.sources), default=99)
        to_target = min((_reach(slot.token, target, parties) for slot in act.targets), default=99)
        if from_source < 99 and to_target < 99:
            strength = 6.0
        elif from_source < 99:
            strength, to_target = 5.0, _apart(act, target, sentence, parties)
        elif to_target < 99:
            strength, from_source = 3.5, _apart(act, source, sentence, parties)
        else:
            strength, from_source = 1.0, _apart(act, source, sentence, parties)
            to_target = _apart(act, target, sentence, parties) + 0.5 * (source.start > target.start)
        strength -= 0.1 * (from_source + to_target) + 0.03 * _depth(act.anchor or act.trigger)
        found.append(Answer(act, Party(source, 0.5), Party(target, 0.5), strength))
    return found


def _reach(top: Word, mention: Mention, parties: Parties) -> int:
    """How deep in a phrase the mention stands; 99 when it does not."""
    depths = [_steps(token, top) for token in top.subtree if mention in parties.at(token)]
    return min(depths, default=99)


def _steps(token: Word, top: Word) -> int:
    count = 0
    while token is not top and token.i != top.i and count < 50:
        token, count = token.head, count + 1
    return count


def _apart(act: Act, mention: Mention, sentence: Sentence, parties: Parties) -> float:
    """Steps in the tree between the act and a mention."""
    tokens = [t for t in sentence.doc if mention in parties.at(t)]
    return min((_path(act.trigger, token) for token in tokens), default=20)


def _path(one: Word, other: Word) -> int:
    up = {t.i: n for n, t in enumerate([one, *one.ancestors])}
    for steps, token in enumerate([other, *other.ancestors]):
        if token.i in up:
            return steps + up[token.i]
    return 20


def _depth(token: Word) -> int:
    return sum(1 for _ in token.ancestors)


def _with_absent(acts: Sequence[Act], sentence: Sentence, parties: Parties) -> list[Answer]:
    """One phrase is not in the text: the other one's own act is the answer, the absent one its target."""
    here, absent = sorted(sentence.mentions, key=lambda m: m.start == m.end)
    found = []
    for act in acts:
        as_source = min((_reach(slot.token, here, parties) for slot in act.sources), default=99)
        as_target = min((_reach(slot.token, here, parties) for slot in act.targets[:1]), default=99)
        shallow = 0.05 * _depth(act.anchor or act.trigger)
        if as_source <= as_target and as_source < 99:
            found.append(Answer(act, Party(here, 0.8), Party(absent, 0.5), 8 - 0.1 * as_source - shallow))
        elif as_target < 99:
            found.append(Answer(act, Party(absent, 0.5), Party(here, 0.8), 6 - 0.1 * as_target - shallow))
        else:
            apart = _apart(act, here, sentence, parties)
            found.append(Answer(act, Party(here, 0.5), Party(absent, 0.5), 2 - 0.1 * apart - shallow))
    return found
