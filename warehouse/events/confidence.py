"""How sure a report is: what speaks for it and against it, each weighed by `knowledge/verbs/confidence.csv`."""

from __future__ import annotations

import math
from collections.abc import Mapping

from warehouse.events import grammar
from warehouse.events.acts import CONDITIONAL, DENIED, Act
from warehouse.events.codes import Code
from warehouse.events.lexicon import Lexicon
from warehouse.events.parties import Party
from warehouse.events.tree import Tree, Word, root_of
from warehouse.knowledge.overlay import FROM_TEXT

START = "start"  # the weight of every report
LEAST, MOST = 0.02, 0.98  # no report is wholly wrong or wholly sure
LONG = 30  # words of a sentence, above which it counts as long
DEEPEST = 6  # steps above an act that still count
AIMS = {"plan:to", "conditional:unreal"}


def evidence(
    act: Act, source: Party | None, target: Party | None, sentence: Tree, offset: int, share: float, lexicon: Lexicon
) -> dict[str, float]:
    """What holds of a reading, by the names of `confidence.csv`: 1 and 0 for yes and no, else between.

    `offset` is where the sentence begins in its text, and `share` how likely the second opinion thinks the type.
    """
    met = target is not None and any(party is not None and _is_known(party) for party in (source, target))
    countries = [party.mention.country_code for party in (source, target) if party is not None]
    return {
        START: 1.0,
        "model_share": share,
        "unknown_source": float(source is None or not _is_known(source)),
        "local_source": float(source is not None and source.mention.actor_id is not None and not _is_known(source)),
        "private_source": float(source is not None and _is_private(source, sentence, offset, lexicon)),
        "indirect_source": 1 - source.directness if source is not None else 1.0,
        "indirect_target": 1 - target.directness if target is not None else 0.0,
        "missing_target": float(target is None),
        "target_country": float(target is not None and target.mention.country_code is not None),
        "pronoun_target": float(target is not None and target.mention.mention_kind == "pronoun"),
        "same_country": float(len(countries) == 2 and countries[0] is not None and countries[0] == countries[1]),
        "talks": float(is_talk(act.code) and met and act.status not in (CONDITIONAL, DENIED)),
        "many_senses": float(_word_of(act) in lexicon.classes["MANY_SENSES"]),
        "unnamed_act": float(act.rule_id.split(":")[0] not in ("verb", "noun", "adjective")),
        "aim": float(not AIMS.isdisjoint(act.operators)),
        "deep": _depth(act) / DEEPEST,
        "relative_clause": float(act.trigger.dep_ == "relcl"),
        "long_sentence": max(0, len(sentence) - LONG) / LONG,
        "first_person": float(any(word.text in lexicon.classes["FIRST_PERSON"] for word in sentence)),
        act.status: 1.0,
    }


def confidence(held: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The chance that a report is right, to three digits; what has no weight does not count."""
    score = sum(value * weights.get(name, 0.0) for name, value in held.items())
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-score)))), 3)


def is_talk(code: Code) -> bool:
    """Whether an act is a meeting, talk or call, held or agreed upon, but no visit."""
    return code.cameo_code in ("040", "041", "036")


def _is_known(party: Party) -> bool:
    """Whether an actor stands in the dictionary; those that only an article names have a hash for an id."""
    actor_id = party.mention.actor_id
    return actor_id is not None and FROM_TEXT.fullmatch(actor_id) is None


def _is_private(party: Party, sentence: Tree, offset: int, lexicon: Lexicon) -> bool:
    """Whether somebody seldom acts in politics: by the noun, as a business, or as a body of unknown sort."""
    mention = party.mention
    unsorted = mention.actor_type == "organisation" and mention.sector_code is None
    by_sector = (mention.sector_code or "") in lexicon.classes["PRIVATE_SECTORS"]
    return unsorted or by_sector or _head(party, sentence, offset) in lexicon.classes["PRIVATE"]


def _depth(act: Act) -> int:
    """Steps from the act up to the sentence's main verb; words that only report it do not count."""
    reports = sum(operator.startswith(("say:", "claim:")) for operator in act.operators)
    return max(0, min(sum(1 for _ in (act.anchor or act.trigger).ancestors) - reports, DEEPEST))


def _word_of(act: Act) -> str:
    """The verb by which an act is named, when nothing but a particle narrows its meaning; else nothing."""
    pos, _, word = act.rule_id.removesuffix("/passive").partition(":")
    return word if pos == "verb" and grammar.is_verb(act.trigger) else ""


def _head(party: Party, sentence: Tree, offset: int) -> str:
    """The lemma of the noun that stands in a role."""
    head: Word | None = party.head
    if head is None:
        words = sentence.within(party.mention.start - offset, party.mention.end - offset)
        head = root_of(words) if words else None
    return head.lemma_.lower() if head is not None else ""
