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

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        offset: int,
        agents: frozenset[str],
        before: Sequence[Mention] = (),
    ):
        self.agents = agents
        self._before = before  # two actors of earlier sentences, for "the two sides"
        self._by_token: dict[int, list[Mention]] = defaultdict(list)
        self._heads: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            span = doc.char_span(mention.start - offset, mention.end - offset, alignment_mode="expand")
            if span is None or (mention.actor_id is None and span.root.pos_ == "ADJ" and mention.method != "given"):
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
        if covering and (covering[0].actor_id or not self._is_pair(token)):
            return [Party(covering[0], 1.0), *self._listed_after(token, covering[0], depth)]
        if token.tag_ == "PRP$":
            return self._owner(token)
        if self._is_pair(token):
            return [Party(m, 0.7) for m in self._pair(token)]
        is_agent = token.lemma_.lower() in self.agents or token.lower_ in self.agents
        if is_agent or token.ent_type_ in ("PERSON", "ORG", "NORP"):
            if inner := list(self._modifiers(token)):
                return [Party(m, 0.9) for m in inner]
        if depth < 3:
            for child in grammar.children(token, "appos"):
                if found := self._one(child, depth + 1):
                    return found
            if token.lemma_.lower() in WHOLES or token.pos_ == "NUM":
                for prep, obj in grammar.prepositional(token):
                    if prep in ("of", "from") and (inner := self.of(obj, depth + 1)):
                        return inner
        return []

    def _listed_after(self, token: Token, mention: Mention, depth: int) -> list[Party]:
        """The others of a list inside a role: France and Italy in "the ministers of Canada, France and Italy"."""
        if token.tag_ not in ("NNS", "NNPS") or depth > 2:
            return []
        found = []
        for prep, obj in grammar.prepositional(token):
            if prep in ("of", "from") and mention in self.at(obj):
                found = [p for t in grammar.with_conjuncts(obj)[1:] for p in self._one(t, depth + 1)]
        return found

    def _owner(self, pronoun: Token) -> list[Party]:
        """ "his", "its", "their": the subject of the verb above, when it is an actor."""
        for ancestor in pronoun.ancestors:
            if grammar.is_verb(ancestor):
                for subject in grammar.subjects(ancestor) or grammar.passive_subjects(ancestor):
                    if subject.i != pronoun.i and pronoun not in subject.subtree and (held := self.of(subject, 2)):
                        return [Party(held[0].mention, 0.8)]
        return []

    def _is_pair(self, token: Token) -> bool:
        """ "the two countries", "both sides", "both"."""
        if token.lower_ == "both":
            return True
        two = any(c.lower_ in ("two", "both") for c in token.children)
        return (
            two
            and (token.lemma_.lower() in self.agents)
            and not any(c.dep_ in ("amod", "compound") for c in token.children)
        )

    def _pair(self, token: Token) -> Sequence[Mention]:
        """The last two actors that are named together before the words, in this sentence or an earlier one."""
        doc = token.doc
        for first in reversed(doc[: token.i]):
            if len(first_two := [p.mention for t in grammar.with_conjuncts(first) for p in self._direct(t)]) == 2:
                return first_two
        return self._before if not self._direct_before(token) else ()

    def _direct(self, token: Token) -> list[Party]:
        return [Party(m, 1.0) for m in self.at(token)[:1] if m.actor_id]

    def _direct_before(self, token: Token) -> bool:
        return sum(bool(self._direct(t)) for t in token.doc[: token.i]) > 1

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

    def the_other(self, token: Token, others: Sequence[Mention]) -> Party | None:
        """Who is meant by "its neighbor" or "the Caucasus state": of the last two countries the one not yet named."""
        if token.lemma_.lower() not in COUNTRY_NOUNS or token.tag_ != "NN" or len(self._before) != 2:
            return None
        definite = any(c.tag_ == "PRP$" or c.lower_ == "the" for c in token.children)
        resolved = [m for m in self.at(token) if m.actor_id]
        if not definite or resolved:
            return None
        known = {o.actor_id for o in others}
        left = [m for m in self._before if m.actor_id not in known]
        return Party(left[0], 0.6) if len(left) == 1 else None

    def near(self, token: Token) -> list[Party]:
        """Whose a thing is: the actors inside its phrase, its owner before others. "Russia's offer", "troops in Georgia"."""
        for labels in (("poss",), ("amod", "compound", "nmod")):
            for child in grammar.children(token, *labels):
                if held := self._one(child, 3):
                    return [Party(p.mention, 0.7) for p in held]
        for wanted in (("by", "from"), ("of", "against"), ("to", "with", "on", "for", "between")):
            for prep, obj in grammar.prepositional(token):
                if prep in wanted and (held := self.of(obj)):
                    return _distinct([Party(p.mention, 0.6) for p in held])
        return []


COUNTRY_NOUNS = {"neighbor", "neighbour", "state", "country", "nation", "republic", "ally", "rival"}
WHOLES = {"territory", "region", "republic", "province", "state", "city", "town", "area", "side", "government",
          "country", "nation", "authorities", "one", "some", "many", "most", "dozen", "hundred", "thousand", "number", "group", "member", "all", "scores",
              "score", "several", "rest", "majority", "each", "both", "part", "half", "couple", "pair", "million", "lot",
              "handful", "representative", "team", "resident", "head", "leader", "thousands", "tens"}  # fmt: skip


def _distinct(parties: Sequence[Party]) -> list[Party]:
    seen: dict[str, Party] = {}
    for party in parties:
        seen.setdefault(party.mention.mention_id, party)
    return list(seen.values())
