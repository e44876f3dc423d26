"""From tokens to actors: which mentions a noun phrase of the sentence stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from warehouse.events import grammar
from warehouse.mentions.mention import Mention


class Party(NamedTuple):
    """A mention in a role. `directness` is 1 when it is the phrase's head and less the further one has to look."""

    mention: Mention
    directness: float


class Parties:
    """The mentions of one sentence, found by token."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], offset: int, agents: frozenset[str]):
        self.agents = agents
        self._by_token: dict[int, list[Mention]] = defaultdict(list)
        self._heads: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            span = doc.char_span(mention.start - offset, mention.end - offset, alignment_mode="expand")
            if span is None:
                continue
            for token in span:
                self._by_token[token.i].append(mention)
            self._heads[span.root.i].append(mention)

    def at(self, token: Token) -> list[Mention]:
        """Mentions that cover the token, the longest first."""
        return sorted(self._by_token.get(token.i, ()), key=lambda m: (m.start - m.end, m.start))

    def of(self, token: Token, depth: int = 0) -> list[Party]:
        """The actors that a phrase stands for: its head, those coordinated with it, or those who own it."""
        found = self._one(token, depth)
        if depth < 4:
            for child in token.children:
                if child.dep_ == "conj" and child.pos_ in grammar.NOMINAL | {"ADJ"}:
                    found += self.of(child, depth + 1)
        return _distinct(found)

    def _one(self, token: Token, depth: int) -> list[Party]:
        covering = self.at(token)
        if covering:
            return [Party(covering[0], 1.0)]
        is_agent = token.lemma_.lower() in self.agents or token.lower_ in self.agents
        if is_agent or token.ent_type_ in ("PERSON", "ORG", "NORP"):
            if inner := list(self._modifiers(token)):
                return [Party(m, 0.9) for m in inner]
        if depth < 3:
            for child in grammar.children(token, "appos"):
                if covering := self._one(child, depth + 1):
                    return covering
            if token.lemma_.lower() in QUANTITIES or token.pos_ == "NUM":
                for prep, obj in grammar.prepositional(token):
                    if prep in ("of", "from") and (inner := self.of(obj, depth + 1)):
                        return inner
        return []

    def _modifiers(self, noun: Token) -> Iterator[Mention]:
        """Names beside a noun for people: "Georgian troops", "the parliament of Chad", "Kenya's police"."""
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and (covering := self.at(child)):
                yield covering[0]
                return
        for prep, obj in grammar.prepositional(noun):
            if prep in ("of", "from", "in") and (covering := self.at(obj)):
                yield covering[0]
                return

    def near(self, token: Token) -> list[Party]:
        """Whose a thing is: the actors that stand inside its phrase. "Russia's offer", "troops in Georgia"."""
        found = [
            Party(m, 0.7)
            for child in grammar.children(token, "poss", "amod", "compound", "nmod")
            for m in self.at(child)[:1]
        ]
        for prep, obj in grammar.prepositional(token):
            if prep in ("of", "by", "from", "against", "to", "with", "on", "for", "between"):
                found += [Party(p.mention, 0.6) for p in self.of(obj)]
        return _distinct(found)


QUANTITIES = {"one", "some", "many", "most", "dozen", "hundred", "thousand", "number", "group", "member", "all", "scores",
              "score", "several", "rest", "majority", "each", "both", "part", "half", "couple", "pair", "million", "lot",
              "handful", "representative", "team", "resident", "head", "leader", "thousands", "tens"}  # fmt: skip


def _distinct(parties: Sequence[Party]) -> list[Party]:
    seen: dict[str, Party] = {}
    for party in parties:
        seen.setdefault(party.mention.mention_id, party)
    return list(seen.values())
