"""From tokens to actors: which mentions a noun phrase of the sentence stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from warehouse.articles.dateline import dateline_at
from warehouse.events import grammar
from warehouse.events.lexicon import Lexicon
from warehouse.events.tree import Tree, Word, root_of
from warehouse.mentions.mention import Mention

# What belongs to the words for a party: not what is added behind a comma or in a clause.
PHRASE = ("det", "predet", "amod", "compound", "nmod", "nummod", "quantmod", "poss", "case", "prep", "pobj", "advmod")
# Where and by whom it was written, in forms too loose to cut from a body: "WASHINGTON (AP) "…", "KABUL (Pajhwok): …".
CREDIT = re.compile(
    r"[A-Z][\w.'’-]+(?:,? [A-Z][\w.'’-]*){0,3}"
    r"(?:, [A-Z][a-z]+ \d{1,2} \([A-Z]\w+\)| \([A-Z]\w+\) ?(?::|[\"“”]\s))"
)
APART = {"during", "after", "before", "since", "despite", "including", "amid", "until", "by", "as"}


class Party(NamedTuple):
    """A mention in a role. `directness` is 1 when it is the phrase's head and less the further one has to look.

    `head` is the noun of the sentence that stands in the role, where that is another than the mention's own: "troops"
    for the mention "Georgian".
    """

    mention: Mention
    directness: float
    head: Word | None = None


class Parties:
    """The mentions of one sentence, found by token."""

    def __init__(
        self,
        doc: Tree,
        mentions: Sequence[Mention],
        offset: int,
        lexicon: Lexicon,
        before: Sequence[Mention] = (),
    ):
        self._lexicon = lexicon
        self.agents = lexicon.agents
        self.machines = lexicon.classes["MACHINES"]
        self._wholes = lexicon.classes["WHOLES"]
        self._countries = lexicon.classes["COUNTRY_NOUNS"]
        self._spoken_for = lexicon.classes["SPOKEN_FOR"]
        self._before = before  # two actors of earlier sentences, for "the two sides"
        self._named = {where(m): _name_of(m, mentions) for m in mentions}
        self._doc = doc
        self._offset = offset
        self._by_token: dict[int, list[Mention]] = defaultdict(list)
        self._heads: dict[int, list[Mention]] = defaultdict(list)
        dateline = dateline_at(doc.text, 0)
        credit = CREDIT.match(doc.text)
        self._start = dateline.end if dateline else credit.end() if credit else 0
        for mention in mentions:
            if mention.end - offset <= self._start and mention.method != "given":
                continue  # where it was written, not who did it
            span = doc.within(mention.start - offset, mention.end - offset)
            if not span or (mention.actor_id is None and root_of(span).pos_ == "ADJ" and mention.method != "given"):
                continue
            for token in span:
                self._by_token[token.i].append(mention)
            self._heads[root_of(span).i].append(mention)

    def at(self, token: Word) -> list[Mention]:
        """Mentions that cover the token, the longest first."""
        covering = sorted(self._by_token.get(token.i, ()), key=lambda m: (m.start - m.end, m.start))
        return [self._named[where(m)] for m in covering]

    def span(self, party: Party) -> tuple[int, int] | None:
        """Characters of the sentence that are the words for a party, with what describes it; None for one of another
        sentence."""
        mention = party.mention
        start, end = mention.start - self._offset, mention.end - self._offset
        own = self._doc.within(start, end)
        if mention.method == "given" or not own or mention.mention_kind == "pronoun":
            return (start, end) if own else None
        for head in filter(None, (party.head, root_of(own))):
            first, last = phrase_span(head)
            if first <= start and end <= last:
                return max(first, min(start, self._start)), last
        return start, end

    def of(self, token: Word, depth: int = 0) -> list[Party]:
        """The actors that a phrase stands for: its head, those coordinated with it, or those who own it."""
        found = self._one(token, depth)
        if depth < 4:
            for child in token.children:
                if (child.dep_ == "conj" and child.pos_ in grammar.NOMINAL | {"ADJ"}) or (
                    child.dep_ == "appos" and self._goes_on(token, child)
                ):
                    found += self.of(child, depth + 1)
        return _distinct(found)

    def _one(self, token: Word, depth: int) -> list[Party]:
        covering = self.at(token)
        if token.lower_ in ("its", "their") and (owner := self._owner(token)):
            return owner
        if covering and (covering[0].actor_id or not self._is_pair(token)):
            unknown = covering[0].actor_id is None and covering[0].method != "given"
            if unknown and (among := self._among(token, depth)):
                return among
            if unknown and (known := [m for m in self._modifiers(token) if m.actor_id]):
                return [Party(known[0], 0.8, token)]  # nobody knows "an Afghan wedding convoy", but it is Afghan
            shared = [Party(m, 0.9) for m in self._sharing(token, covering[0])]
            return [*shared, Party(covering[0], 1.0, token), *self._listed_after(token, covering[0], depth)]
        if token.tag_ == "PRP$":
            return self._owner(token)
        if token.tag_ == "PRP" and token.dep_ in ("nsubj", "nsubjpass"):
            return self._speaker(token)
        if self._is_pair(token):
            return [Party(m, 0.7) for m in self._pair(token)]
        is_agent = token.lemma_.lower() in self.agents or token.lower_ in self.agents
        named = is_agent or token.ent_type_ in ("PERSON", "ORG", "NORP")
        if named and (inner := list(self._modifiers(token))):
            return [Party(m, 0.9, token) for m in inner]
        if depth < 3:
            for child in grammar.children(token, "appos"):
                if found := self._one(child, depth + 1):
                    return found
            if token.lemma_.lower() in self._wholes or token.pos_ == "NUM":
                for prep, obj in grammar.prepositional(token):
                    if prep in ("of", "from") and (inner := self.of(obj, depth + 1)):
                        return inner
        return []

    def _among(self, token: Word, depth: int) -> list[Party]:
        """Those who are named of a group: France and Italy in "several countries, including France and Italy"."""
        named = [obj for prep, obj in grammar.prepositional(token) if prep == "including"]
        return [Party(p.mention, 0.8) for obj in named for p in self.of(obj, depth + 1) if p.mention.actor_id]

    def _sharing(self, token: Word, mention: Mention) -> Iterator[Mention]:
        """Those who share a noun with the mention: the British in "British and EU negotiators"."""
        for child in grammar.children(token, "amod", "nmod", "compound", "poss"):
            if any(c.dep_ == "cc" and c.i > child.i for c in child.children) and not mention_in(
                mention, self.at(child)
            ):
                yield from (m for m in self.at(child)[:1] if m.actor_id)
                continue
            for conjunct in grammar.children(child, "conj"):
                if mention in self.at(conjunct) or any(m in self.at(conjunct) for m in self.at(token)):
                    yield from (m for m in self.at(child)[:1] if m is not mention and m.actor_id)

    def _listed_after(self, token: Word, mention: Mention, depth: int) -> list[Party]:
        """The others of a list inside a role: France and Italy in "the ministers of Canada, France and Italy"."""
        if token.tag_ not in ("NNS", "NNPS") or depth > 2:
            return []
        found = []
        for prep, obj in grammar.prepositional(token):
            if prep in ("of", "from") and mention in self.at(obj):
                behind = [t for t in grammar.children(token, "appos") if self._goes_on(obj, t)]
                others = [*grammar.with_conjuncts(obj)[1:], *(c for t in behind for c in grammar.with_conjuncts(t))]
                found = [p for t in others for p in self._one(t, depth + 1)]
        return found

    def _goes_on(self, first: Word, second: Word) -> bool:
        """Whether a country behind a comma is the next of a list: "Fiji, Tonga and Samoa"."""
        one, other = self._direct(first), self._direct(second)
        if not one or not other or other[0].mention.is_place:
            return False
        both = one[0].mention.actor_type == other[0].mention.actor_type == "country"
        return both and one[0].mention.actor_id != other[0].mention.actor_id and second.pos_ == "PROPN"

    def _owner(self, pronoun: Word) -> list[Party]:
        """ "his", "its", "their": the subject of the verb above, when it is an actor."""
        for ancestor in pronoun.ancestors:
            if grammar.is_verb(ancestor):
                for subject in grammar.subjects(ancestor) or grammar.passive_subjects(ancestor):
                    if subject.i != pronoun.i and pronoun not in subject.subtree and (held := self.of(subject, 2)):
                        return [Party(held[0].mention, 0.8)]
        return []

    def _speaker(self, pronoun: Word) -> list[Party]:
        """The "it" of "the government said it …": the subject of the verb above the pronoun's own."""
        verb = pronoun.head
        above = next((t for t in verb.ancestors if grammar.is_verb(t)), None)
        if above is None or verb.dep_ not in ("ccomp", "advcl", "relcl", "conj", "xcomp"):
            return []
        for subject in grammar.subjects(above) or grammar.passive_subjects(above):
            if subject.i < pronoun.i and subject.tag_ != "PRP" and (held := self.of(subject, 2)):
                return [Party(held[0].mention, 0.75)]
        return []

    def _is_pair(self, token: Word) -> bool:
        """ "the two countries", "both sides", "both"."""
        if token.lower_ == "both":
            return True
        words = {c.lower_ for c in token.children}
        definite = "both" in words or ("two" in words and bool(words & {"the", "these", "those"}))
        bare = "two" in words and token.lemma_ in ("side", "country", "nation", "state", "neighbor", "neighbour")
        if not (definite or bare) or token.lemma_.lower() not in self.agents:
            return False
        return not any(c.dep_ in ("amod", "compound") for c in token.children)

    def _pair(self, token: Word) -> Sequence[Mention]:
        """The last two actors that are named together before the words, in this sentence or an earlier one."""
        doc = token.doc
        for first in reversed(doc.words[: token.i]):
            if len(first_two := [p.mention for t in grammar.with_conjuncts(first) for p in self._direct(t)]) == 2:
                return first_two
        return self._before if not self._direct_before(token) else ()

    def _direct(self, token: Word) -> list[Party]:
        return [Party(m, 1.0) for m in self.at(token)[:1] if m.actor_id]

    def _direct_before(self, token: Word) -> bool:
        return sum(bool(self._direct(t)) for t in token.doc.words[: token.i]) > 1

    def _modifiers(self, noun: Word) -> Iterator[Mention]:
        """Names beside a noun for people: "Georgian troops", "the parliament of Chad", "Kenya's police"."""
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and (covering := self.at(child)):
                yield covering[0]
                return
        for prep, obj in grammar.prepositional(noun):
            if prep in ("of", "from", "in") and self.at(obj):
                yield from (self.at(each)[0] for each in grammar.with_conjuncts(obj) if self.at(each))
                return

    def earlier(self, pronoun: Word, skip: Sequence[Mention]) -> list[Party]:
        """The nearest actor before a pronoun that is none of `skip`: who does it can't be meant by an object."""
        for token in reversed(self._doc.words[: pronoun.i]):
            named = [m for m in self.at(token)[:1] if m.actor_id and not m.is_place]
            if named and not any(same_actor(named[0], other) for other in skip):
                return [Party(named[0], 0.75)]
        return []

    def is_own(self, party: Party, token: Word) -> bool:
        """Whether a party is only what the other side acts with: "its troops", "260 soldiers" that it sends."""
        if party.mention.actor_id is not None or party.mention.method == "given":
            return False
        return token.lemma_.lower() in self._lexicon.classes["TROOPS"] and self._sent_by_the_other(token)

    def _sent_by_the_other(self, token: Word) -> bool:
        possessed = any(c.tag_ == "PRP$" for c in token.children)
        return possessed or token.head.lemma_ in self._lexicon.classes["SENDING"]

    def is_act(self, token: Word) -> bool:
        """Whether a noun names an act or its like, so that whose it is may be meant: "yielded to the demands of X"."""
        lemma = token.lemma_.lower()
        return lemma in self._lexicon.nouns or (lemma, "noun") in self._lexicon.operators

    def is_tool(self, token: Word) -> bool:
        """Whether a subject is what somebody acts with: "Syrian air strikes hit …", "Israel's missiles struck …"."""
        lemma = token.lemma_.lower()
        arms = lemma in self._lexicon.classes["WEAPONS"] or lemma in self._lexicon.classes["VESSELS"]
        return arms or any(e.code.event_type == "ASSAULT" for e in self._lexicon.nouns.get(lemma, ()))

    def own_side(self, party: Party, token: Word, speakers: Sequence[Word]) -> Party:
        """Who speaks, where a party is only what the speaker speaks for: "Putin said his country would …"."""
        if party.mention.actor_id is not None or token.lemma_.lower() not in self._spoken_for or not speakers:
            return party
        if not any(c.tag_ == "PRP$" or c.lower_ == "the" for c in token.children):
            return party
        known = [p for speaker in speakers for p in self.of(speaker) if p.mention.actor_id]
        return Party(known[0].mention, 0.7) if known else party

    def the_other(self, token: Word, others: Sequence[Mention]) -> Party | None:
        """Who is meant by "its neighbor" or "the Caucasus state": of the last two countries the one not yet named."""
        if token.lemma_.lower() not in self._countries or token.tag_ != "NN" or len(self._before) != 2:
            return None
        definite = any(c.tag_ == "PRP$" or c.lower_ == "the" for c in token.children)
        resolved = [m for m in self.at(token) if m.actor_id]
        if not definite or resolved:
            return None
        known = {o.actor_id for o in others}
        left = [m for m in self._before if m.actor_id not in known]
        return Party(left[0], 0.8) if len(left) == 1 else None

    def near(
        self, token: Word, skip: Sequence[Mention] = (), *, deep: bool = False, depth: int = 0, owners: bool = True
    ) -> list[Party]:
        """Whose a thing is: the actors inside its phrase, its owner first: "Russia's offer", "troops in Georgia".

        Actors of `skip` are passed over, and those who own it unless `owners`. `deep` also looks inside the phrases in
        it: "a ban on imports of Thai rice".
        """
        for labels in (("poss",), ("amod", "compound", "nmod")) if owners else ():
            for child in grammar.children(token, *labels):
                if held := self._others(self._one(child, 3), skip):
                    return [Party(p.mention, 0.7, token) for p in held]
        phrases = list(grammar.prepositional(token))
        for wanted in (("by", "from"), ("of", "against"), ("to", "with", "on", "for", "between")):
            for prep, obj in phrases:
                if prep in wanted and (held := self._others(self.of(obj), skip)):
                    return [Party(p.mention, 0.6, token if prep == "of" else p.head) for p in held]
        if deep and depth < 4:
            for obj in self._deeper(token, [o for _, o in phrases]):
                placed = any(o.i == obj.i and prep in ("in", "at", "near", "of") for prep, o in phrases)
                held = self._others(self.of(obj), skip) or self.near(obj, skip, deep=True, depth=depth + 1)
                if held:
                    return [Party(p.mention, 0.5, token if placed or deep else p.head) for p in held]
        return []

    def _deeper(self, token: Word, objects: Sequence[Word]) -> Iterator[Word]:
        """The nouns inside a noun's phrase: objects of prepositions, and the parties of clauses that explain it."""
        yield from (obj for obj in objects if obj.i > token.i)
        for clause in grammar.children(token, "acl", "relcl", "ccomp"):
            inner = [
                *grammar.subjects(clause),
                *grammar.objects(clause),
                *(o for _, o in grammar.prepositional(clause)),
            ]
            yield from (t for t in inner if t.i > token.i)

    def _others(self, held: Sequence[Party], skip: Sequence[Mention]) -> list[Party]:
        return [p for p in held if not any(same_actor(p.mention, other) for other in skip)]


def phrase_span(head: Word) -> tuple[int, int]:
    """Characters of the noun phrase of which the word is the head."""
    words, open_ = [], [head]
    while open_:
        word = open_.pop()
        words.append(word)
        open_ += [child for child in word.children if _describes(child, word is head)]
    return min(word.idx for word in words), max(word.end for word in words)


def _describes(child: Word, of_head: bool) -> bool:
    """Whether a word belongs to the phrase of the noun on which it hangs: "in Oslo" does, "on Friday" does not."""
    if child.dep_ == "prep":
        held = grammar.children(child, "pobj")
        return bool(held) and child.lower_ not in APART and not any(map(grammar.is_time_word, held))
    return child.dep_ in PHRASE or (not of_head and child.dep_ == "conj")


def _name_of(mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """For a pronoun the nearest mention before it that names the same actor, else the mention itself."""
    if mention.mention_kind != "pronoun" or mention.actor_id is None:
        return mention
    before = [
        m
        for m in mentions
        if m.actor_id == mention.actor_id and m.mention_kind != "pronoun" and m.end <= mention.start and not m.is_place
    ]
    return max(before, key=lambda m: m.start, default=mention)


def where(mention: Mention) -> tuple[int, int, int]:
    """Where a mention stands: its identity within one article."""
    return mention.sentence_index, mention.start, mention.end


def same_place(one: Mention, other: Mention) -> bool:
    return where(one) == where(other)


def same_actor(one: Mention, other: Mention) -> bool:
    """Whether two mentions are one actor: a country's government and its protesters are two."""
    if same_place(one, other):
        return True
    if one.actor_id is None or one.actor_id != other.actor_id:
        return False
    return (one.sector_code or "GOV") == (other.sector_code or "GOV")


def mention_in(mention: Mention, mentions: Sequence[Mention]) -> bool:
    return any(same_place(m, mention) for m in mentions)


def _distinct(parties: Sequence[Party]) -> list[Party]:
    seen: dict[tuple[int, int, int], Party] = {}
    for party in parties:
        seen.setdefault(where(party.mention), party)
    return list(seen.values())
