"""Coding: from parsed sentences and their mentions to reports of who did what to whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations

from spacy.tokens import Doc

from warehouse.articles.article import Article, Published
from warehouse.events import grammar, timing
from warehouse.events.acts import AIMED_AT, OWN, VICTIM, Act, ActFinder, Slot, words_of
from warehouse.events.coding import Coding
from warehouse.events.confidence import confidence, evidence
from warehouse.events.lexicon import Lexicon
from warehouse.events.parties import Parties, Party, phrase_span, same_actor, where
from warehouse.events.places import Places
from warehouse.events.tree import Tree, Word
from warehouse.mentions.mention import HEADLINE, Mention

MOST_PARTIES = 8  # of one side; a list longer than this is a roll call, not an act
MOST_ROUND_TABLE = 4  # a meeting of more would be told as a crowd of pairs
SLOT_TRUST = {"obj": 1.0, "subject": 1.0, "dative": 0.95, "owner": 0.85, "actor": 0.85, "clause": 0.85, "in": 0.55,
              "at": 0.6, "over": 0.6, "inner": 0.5, "modifier": 0.85, "where": 0.55,
              AIMED_AT: 0.85}  # fmt: skip
OWNED = {
    "obj",
    "actor",
    "subject",
    "against",
    "of",
    "about",
    "over",
    "at",
    AIMED_AT,
}  # "condemned Russia's …": the owner is meant
# Prepositions behind which no party stands: when, why and under what an act was done.
NO_PARTY_AFTER = {"under", "within", "amid", "amidst", "during", "after", "before", "following", "despite", "through",
                  "via", "including", "without", "beyond", "since", "as", "like", "per", "because", "until", "till",
                  "throughout", "ahead", "outside", "due", "thanks", "ago", "unlike", "besides", "pending"}  # fmt: skip
SPOKEN = ("01", "02")  # statements and appeals count only towards those whom they address
SPOKEN_TO = {"to", "dative", "obj", "on", "upon", "with"}
TARGETLESS = (
    "14",
    "15",
    "083",
    "0871",
    "1723",
    "1724",
)  # CAMEO codes of acts that need no target: a strike, a missile test
# Roots of acts that count when they are directed at a thing: a vote, a ban, a building.
AIMED = ("08", "09", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20")
TOGETHER = (
    "verb:attend",
    "verb:participate",
    "verb:take",
    "verb:visit",
    "verb:travel",
)  # side by side, not with each other
# Arrests, sentences, expulsions and releases: done by those in power, even where the sentence does not say so.
BY_AUTHORITIES = ("0841", "115", "161", "166", "172", "173", "174", "175")
MUTUAL = ("verb:exchange", "verb:trade")  # what two do with an object to each other: "exchanged fire"
OWN_WORD = ("030", "032", "033", "034", "035")  # what is promised, but for working and meeting together
AGREED = "promise:agree"
VISIT = "042"
# "2-1", as matches end; no span of years, days or shares.
RESULT = re.compile(r"(?<![\d-])\d{1,2}[-–]\d{1,2}(?![\d-])(?! (?:per ?cent|years?|days?|weeks?|months?|km|vote))")
MANY_OF_SPORT = 4
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
BETWEEN = 0.5  # directness of the two between whom something is cut by nobody in particular
WORDS_APART = 8  # operator and act further apart than this are shown by the act's own word


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence with its mentions. `offset` is where it begins in the body or title."""

    article_id: str
    index: int
    offset: int
    doc: Tree
    mentions: tuple[Mention, ...]
    before: tuple[Mention, ...] = ()  # the last two actors named before it, for "the two sides"
    of_sport: bool = False  # whether its article tells of games


def code_article(
    article: Article,
    docs: Mapping[int, Doc],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    published: Published | None = None,
    places: Places | None = None,
) -> list[Coding]:
    """The reports of an article, in the order of its text. Sentences without a parse are passed over."""
    found: list[Coding] = []
    for sentence in sentences(article, docs, mentions, lexicon):
        found += code_sentence(sentence, lexicon, published, places)
    return found


def sentences(
    article: Article, docs: Mapping[int, Doc], mentions: Sequence[Mention], lexicon: Lexicon
) -> list[Sentence]:
    """The parsed sentences that hold mentions of parties."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in (mention for mention in mentions if mention.is_party):
        by_sentence.setdefault(mention.sentence_index, []).append(mention)
    found = []
    before: tuple[Mention, ...] = ()
    of_sport = tells_of_games(article.body, lexicon)
    for index in sorted(by_sentence):
        doc = docs.get(index)
        if doc is not None and doc.has_annotation("DEP"):
            offset = 0 if index == HEADLINE else article.sentence_spans[index].start
            found.append(
                Sentence(article.article_id, index, offset, Tree(doc), tuple(by_sentence[index]), before, of_sport)
            )
        before = _two(by_sentence[index]) or before
    return found


def _two(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The first two countries of a sentence, when it names more than one."""
    named: dict[str, Mention] = {}
    for mention in mentions:
        # "the Middle Eastern situation", "inter-Korean talks": what they speak of is not who they are.
        if mention.actor_type == "country" and mention.mention_kind != "demonym" and not mention.is_place:
            named.setdefault(mention.actor_id or mention.text, mention)
    return tuple(named.values())[:2] if len(named) > 1 else ()


def code_sentence(
    sentence: Sentence, lexicon: Lexicon, published: Published | None = None, places: Places | None = None
) -> list[Coding]:
    return strongest(readings(sentence, lexicon, published, places))


def readings(
    sentence: Sentence, lexicon: Lexicon, published: Published | None = None, places: Places | None = None
) -> list[Coding]:
    """Every reading of the sentence, also those that a surer one of the same pair and type displaces."""
    parties = Parties(sentence.doc, sentence.mentions, sentence.offset, lexicon, sentence.before)
    days = timing.find(sentence.doc)
    found: list[Coding] = []
    for act in ActFinder(sentence.doc, lexicon).acts():
        if is_play(act, sentence, lexicon):
            continue
        settled = timing.settle_status(act, days, published, lexicon)
        for source, target in pairs(settled, parties, lexicon):
            settled = joint(settled, source, target, parties, lexicon)
            found.append(coding_of(sentence, settled, source, target, parties, days, lexicon, places))
    return found


def is_play(act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a fight or meeting is one of a sport: "beat Argentina in the final"."""
    words = {token.lower_ for token in sentence.doc}
    if words & lexicon.classes["FORCE"]:
        return False
    sport = words & lexicon.classes["SPORT"]
    if RESULT.search(sentence.doc.text):
        sport |= {"result"}
    known = bool(sport) or sentence.of_sport
    return len(sport) > 1 or (known and act.code.event_type in ("ASSAULT", "CONSULT", "COERCE", "SUPPORT", "ACCUSE"))


def tells_of_games(text: str, lexicon: Lexicon) -> bool:
    """Whether an article is one about sport: many words of it, and few of politics."""
    words = WORD.findall(text.lower())
    sport = sum(word in lexicon.classes["SPORT"] for word in words)
    force = sum(word in lexicon.classes["FORCE"] for word in words)
    return sport >= MANY_OF_SPORT and sport > 2 * force


def pairs(act: Act, parties: Parties, lexicon: Lexicon) -> list[tuple[Party | None, Party | None]]:
    """Who did it to whom: one pair for each combination of the two sides."""
    sources = _speaking(act, first_held(act.sources, parties, ()), parties) or authorities(act, parties)
    if act.code.cameo_code == VISIT:
        sources = [source for source in sources if not _is_traveller(source, act, lexicon)]
    if not sources:
        return _between(act, parties)
    if len(sources) == 2 and any(map(_is_each_other, act.targets)):
        return list(permutations(sources, 2))
    mutual = 1 < len(sources) <= MOST_ROUND_TABLE and _is_reciprocal(act, lexicon)
    if act.code.root in SPOKEN:
        targets = first_held([s for s in act.targets if s.name in SPOKEN_TO], parties, sources, owners=False)
    else:
        targets = first_held(act.targets, parties, sources, owners=not mutual)
    if not targets and mutual and AGREED in act.operators:
        targets = first_held(act.targets, parties, sources, loosely=True)  # they agreed to do it to somebody else
    if not targets and mutual:
        return [(a, b) for a, b in combinations(sources, 2) if not same_actor(a.mention, b.mention)]
    if not targets and act.code.root not in SPOKEN and _may_look_further(act) and not _aims_at_name(act):
        targets = first_held(act.targets, parties, sources, loosely=True)
        if not targets and not (act.code.root in AIMED and _has_aim(act, lexicon)):
            targets = _within_clause(act, parties, sources)
    everyone = act.code.root in ("03", "04", "05")
    targets = [t for t in targets if not _is_home(t, sources, least=0.9 if everyone else 0.5)]
    targets = [t for t in targets if not _is_beside_the_point(t, act, sources, lexicon)]
    if targets:
        return [(s, t) for s in sources for t in targets if not same_actor(s.mention, t.mention)]
    bare = act.rule_id.startswith("noun:") and len(act.words) == 1
    if act.code.cameo_code.startswith(TARGETLESS) and act.code.event_type != "CONCEDE" and not bare:
        return [(source, None) for source in sources]
    if act.code.root == "19" and act.rule_id.startswith("noun:") and _is_dated(act):
        return [(source, None) for source in sources]
    aim = _aim_of(act)
    promised = act.code.root == "03" and any(o.startswith("promise:") for o in act.operators)
    promised = promised and aim is not None and aim.name != "~thing"  # "agreed to take part": in what is not said
    if (act.code.root in AIMED or promised) and _has_aim(act, lexicon):
        return [(source, None) for source in sources]
    if _needs_no_target(act, aim, lexicon):
        return [(source, None) for source in sources]
    return []


def _needs_no_target(act: Act, aim: Slot | None, lexicon: Lexicon) -> bool:
    """Whether an act counts though nobody is named to whom it is done: "welcomed the agreement", "sent tents",
    "threatened to close the road"."""
    verb = act.rule_id.startswith("verb:")
    if act.code.root == "05" and aim is not None and (verb or any(o.startswith("praise:") for o in act.operators)):
        return aim.token.lemma_.lower() in lexicon.classes["MEASURES"]
    if act.code.root == "07":
        return verb and "+" in act.rule_id and all(o.startswith("say:") for o in act.operators)
    return act.code.root == "13" and any(o.startswith("threaten:") for o in act.operators)


def _is_traveller(party: Party, act: Act, lexicon: Lexicon) -> bool:
    """Whether somebody travels for himself: tourists, and a people by its name: "four million Russians visited …"."""
    words = [slot.token for slot in act.sources]
    private = any(word.lemma_.lower() in lexicon.classes["PRIVATE"] for word in words)
    return private or (party.mention.mention_kind == "demonym" and party.mention.sector_code is None)


def _is_beside_the_point(target: Party, act: Act, sources: Sequence[Party], lexicon: Lexicon) -> bool:
    """Whether a target makes an act no political one: a visit to a place at home, a warning to the public."""
    mention = target.mention
    if mention.method == "given":
        return False
    if act.code.cameo_code == VISIT:
        home = mention.country_code is not None and all(s.mention.country_code == mention.country_code for s in sources)
        return home or (mention.country_code is None and mention.actor_type not in ("igo", "person"))
    words = {slot.token.lemma_.lower() for slot in act.targets}
    return act.code.root in ("10", "13") and mention.actor_id is None and bool(words & lexicon.classes["PUBLIC"])


def _is_each_other(slot: Slot) -> bool:
    """ "each other", "one another"."""
    before = {child.lower_ for child in slot.token.children}
    return slot.token.lower_ in ("other", "another") and bool(before & {"each", "one"})


def _is_dated(act: Act) -> bool:
    """Whether an act told by a noun has an owner and a day of its own: "Georgia's offensive on August 8"."""
    owned = any(slot.name in ("owner", "by") for slot in act.sources)
    return owned and any(map(grammar.is_time_word, act.trigger.doc.words[act.trigger.i + 1 : act.trigger.i + 4]))


def _speaking(act: Act, sources: list[Party], parties: Parties) -> list[Party]:
    heads = [slot.token for slot in act.sources]
    if len(sources) != 1 or not heads or not act.speakers:
        return sources
    return [parties.own_side(sources[0], heads[0], act.speakers)]


def _between(act: Act, parties: Parties) -> list[tuple[Party | None, Party | None]]:
    """The two between whom something is cut or made by nobody in particular: "ties between X and Y were frozen"."""
    if not act.rule_id.endswith("/passive") or act.sources:
        return []
    for slot in act.targets:
        for prep, obj in grammar.prepositional(slot.token):
            held = parties.of(obj) if prep == "between" else []
            if len(held) == 2:
                return [(held[0], held[1]._replace(directness=BETWEEN))]
    return []


def authorities(act: Act, parties: Parties) -> list[Party]:
    """Who must have done what only those in power do, when it is not said: the country in which, or from which, it was
    done. "was arrested in Kenya", "was expelled from Russia"."""
    passive = act.rule_id.endswith("/passive") and not act.operators and not act.sources
    if not passive or not act.code.cameo_code.startswith(BY_AUTHORITIES):
        return []
    for token in grammar.phrases_in(act.trigger):
        for mention in parties.at(token)[:1]:
            if mention.actor_type in ("country", "region") and mention.actor_id:
                return [Party(mention, 0.4)]
    return []


def _has_aim(act: Act, lexicon: Lexicon) -> bool:
    """Whether an act is plainly directed at something, though at no actor: "rejected the referendum"."""
    aim = _aim_of(act)
    if aim is None:
        return False
    if _aims_at_name(act):
        return True
    if act.code.root == "13":
        return "+" in act.rule_id and aim.token.pos_ == "PROPN"
    if act.code.root in ("18", "19", "20"):
        return aim.token.lemma_.lower() in lexicon.classes["TARGETS"]
    return len(act.words) > 1 or "+" in act.rule_id or act.code.root == "12"


def _aims_at_name(act: Act) -> bool:
    """Whether the object is a name, so that nobody else in the sentence can be meant: "accused Gulen of helping X"."""
    first = next((slot for slot in act.targets if slot.name == "obj"), None)
    return act.code.root in AIMED and first is not None and first.token.tag_ == "NNP" and "+" not in act.rule_id


def _aim_of(act: Act) -> Slot | None:
    """Where the thing stands at which an act is directed. Before the object that gives the verb its meaning comes what
    hangs on it: "imposed a curfew in Lahore", "opened an inquiry into the sale"."""
    doers = {slot.token.i for slot in act.sources}
    nouns = [
        slot
        for slot in act.targets
        if slot.token.pos_ in ("NOUN", "PROPN")
        and slot.token.i not in doers
        and not grammar.is_time_word(slot.token)
        and not any(child.tag_ == "PRP$" for child in slot.token.children)
    ]
    things = [slot for slot in nouns if slot.name in ("obj", "thing", "~thing", "clause", "inner", "~inner")]
    if "+" not in act.rule_id:
        return things[0] if things else None
    places = [s for s in nouns if s.name.lstrip("~") in ("in", "at", "on", "to") and s.token.text[:1].isupper()]
    about = [s for s in nouns if s.name in ("against", "into", "on", "of", "to", "with")]
    return next(iter([*places, *about, *things]), None)


def _may_look_further(act: Act) -> bool:
    """Whether the target may be sought in unlikely places: not for talks and ties, which name their other side."""
    if act.rule_id.startswith(TOGETHER) or act.code.cameo_code in ("040", "041", "064"):
        return False
    if any(slot.name == VICTIM for slot in act.targets):
        return False  # "condemned the shelling of X", "backs sanctions against X"
    if act.rule_id.startswith("noun:"):
        return act.code.root in ("17", "18", "19", "20") or len(act.words) > 1
    return True


def joint(act: Act, source: Party | None, target: Party | None, parties: Parties, lexicon: Lexicon) -> Act:
    """Two who agree with each other have reached an agreement; those who agree to do something have promised it."""
    agreed = act.rule_id.startswith("verb:agree")
    if not agreed or source is None or target is None or act.code.root != "03":
        return act
    for slot in act.sources:
        held = {where(p.mention) for p in parties.of(slot.token)}
        if {where(source.mention), where(target.mention)} <= held:
            return replace(act, code=lexicon.codes.code("057"))
    return act


def _within_clause(act: Act, parties: Parties, sources: Sequence[Party]) -> list[Party]:
    """The nearest known actor that the act's own clause names after it, when none stands where a target should."""
    if act.rule_id.startswith("noun:"):
        return []
    known = [source.mention for source in sources]
    for token in act.trigger.subtree:
        if token.i > act.trigger.i and not _in_another_clause(token, act.trigger):
            for mention in parties.at(token)[:1]:
                if mention.actor_id and not any(same_actor(mention, other) for other in known):
                    return [Party(mention, 0.3)]
    return []


def _in_another_clause(token: Word, verb: Word) -> bool:
    while token.i != verb.i:
        if grammar.is_verb(token) and token.dep_ in ("relcl", "advcl", "acl", "conj", "ccomp"):
            return True
        if token.dep_ == "prep" and token.lower_ in NO_PARTY_AFTER:
            return True
        token = token.head
    return False


def _is_reciprocal(act: Act, lexicon: Lexicon) -> bool:
    """Whether those who do it together do it to each other."""
    if act.rule_id.startswith(TOGETHER) and "TALKS" not in act.rule_id:
        return False
    if act.code.root in ("18", "19", "20") and grammar.is_verb(act.trigger):
        fight = act.code.cameo_code == "190" and not grammar.objects(act.trigger)  # "fought", not "fought crime"
        return fight or act.rule_id.startswith(MUTUAL)
    given = [rule for rule in (act.rule_id, *act.operators) if rule.startswith("promise:") or rule.endswith("/thing")]
    is_shared = act.trigger.lemma_.lower() in lexicon.classes["AGREEMENTS"]
    if given and not is_shared and act.code.cameo_code.startswith(OWN_WORD):
        # "the commitment of X and Y to aid Z": each gives its word, to somebody else
        return any(rule.startswith(AGREED) for rule in given)
    reciprocal = act.code.event_type in lexicon.codes.reciprocal
    return reciprocal or act.code.cameo_code.startswith(("03", "050", "057", "0871", "19"))


def first_held(
    slots: Sequence[Slot],
    parties: Parties,
    others: Sequence[Party],
    *,
    loosely: bool = False,
    owners: bool = True,
) -> list[Party]:
    """The parties in the first slot that holds any that is not on the other side already.

    Where a thing stands in a slot its owner is meant, unless `owners` is false. `loosely` looks further: at places
    that the dictionary does not name, and at countries named as places.
    """
    for slot in slots:
        held = [
            p._replace(directness=p.directness * _trust(slot, loosely=loosely))
            for p in _held(slot, parties, others, loosely=loosely, owners=owners)
            if not any(same_actor(p.mention, other.mention) for other in others)
            and not (others and parties.is_own(p, slot.token))
        ]
        if held:
            return _by_name(held)[:MOST_PARTIES]
    return []


def _by_name(held: list[Party]) -> list[Party]:
    """Those who hold offices, without the offices when both are told: "the foreign ministers of X and Y, A and B"."""
    offices = [p for p in held if p.mention.mention_kind == "role" and p.mention.actor_type == "country"]
    holders = [p for p in held if p.mention.actor_type == "person"]
    told = {
        office.mention_id
        for office in (p.mention for p in offices)
        for holder in (p.mention for p in holders)
        if holder.start > office.end
        and (holder.country_code, holder.sector_code) == (office.country_code, office.sector_code)
    }
    if len(offices) < 2 or len(told) < len(offices):
        return held
    return [p for p in held if p.mention.mention_id not in told]


def _is_home(party: Party, others: Sequence[Party], *, least: float) -> bool:
    """Whether a party is the other side's own country, seen only in passing: "Putin reaffirmed Russia's wish".

    In passing is what stands less directly in its role than `least`.
    """
    known = party.mention.country_code if party.mention.actor_type == "country" else None
    aside = party.directness < least and party.mention.method != "given" and party.mention.sector_code in (None, "GOV")
    return bool(others) and known is not None and aside and all(o.mention.country_code == known for o in others)


def _held(slot: Slot, parties: Parties, others: Sequence[Party], *, loosely: bool, owners: bool) -> list[Party]:
    if (other := parties.the_other(slot.token, [o.mention for o in others])) is not None:
        return [other]
    held = parties.of(slot.token)
    if others and all(any(same_actor(p.mention, o.mention) for o in others) for p in held):
        if held and slot.token.tag_ == "PRP" and slot.name in ("obj", "dative"):
            return parties.earlier(slot.token, [o.mention for o in others])  # "X criticized Y and asked it to …"
        held = []  # "its border with Russia": the source's own, and whose else it is may be told
    owned = owners and (loosely or slot.name in OWNED or parties.is_act(slot.token))
    if not held and owned and (others or slot.name != "subject" or parties.is_tool(slot.token)):
        held = parties.near(slot.token, [o.mention for o in others], deep=loosely, owners=slot.name != OWN)
    if loosely and slot.name.lstrip("~") in ("in", "at") and not grammar.is_verb(slot.token.head.head):
        return []  # "a summit in Riga" is no act towards Latvia
    if loosely:
        return [p for p in held if _may_be_meant(p.mention, slot, parties)]
    if slot.name.startswith("~") or slot.name in NO_PARTY_AFTER:
        return [p for p in held if p.mention.method == "given"]
    if slot.name in ("in", "at") and all(p.mention.is_place for p in held):
        return []
    return held


def _may_be_meant(mention: Mention, slot: Slot, parties: Parties) -> bool:
    """Whether a mention found loosely may be a target: a known actor, or people in a place where objects stand."""
    if mention.method == "given":
        return True
    if slot.name.lstrip("~") in NO_PARTY_AFTER or slot.name in ("~clause", "~about", "~over", "~on", VICTIM):
        return False  # its own side, or what it is about
    if mention.actor_id is not None:
        return True
    people = slot.token.lemma_.lower() in parties.agents and slot.token.lemma_.lower() not in parties.machines
    return people and mention.mention_kind in ("role", "group") and slot.name.lstrip("~") not in ("in", "at", "thing")


def _trust(slot: Slot, *, loosely: bool) -> float:
    trust = SLOT_TRUST.get(slot.name.lstrip("~"), 0.75)
    return trust * 0.6 if loosely else trust


def coding_of(
    sentence: Sentence,
    act: Act,
    source: Party | None,
    target: Party | None,
    parties: Parties,
    days: timing.Days,
    lexicon: Lexicon,
    places: Places | None,
) -> Coding:
    start, end = _action_span(act, sentence.doc)
    day = timing.day_of(act, days)
    speaker = next((p.mention.actor_id for token in act.speakers for p in parties.of(token)), None)
    coding = Coding(
        article_id=sentence.article_id,
        sentence_index=sentence.index,
        source=source.mention if source else None,
        target=target.mention if target else None,
        action_start=sentence.offset + start,
        action_end=sentence.offset + end,
        action_text=sentence.doc.text[start:end],
        event_type=act.code.event_type,
        event_mode=act.code.event_mode,
        cameo_code=act.code.cameo_code,
        quad_class=lexicon.codes.quad_class(act.code),
        goldstein=lexicon.codes.goldstein[act.code.cameo_code],
        status=act.status,
        confidence=0.0,
        rule_id=" < ".join([act.rule_id, *act.operators]),
        attributed_to_actor_id=speaker,
    )
    coding = _with_words(coding, parties.span(source) if source else None, _words_for(act, target, parties), sentence)
    if day is not None:
        coding = replace(
            coding,
            event_date_value=day.value,
            event_date_text=day.text,
            event_date_start=sentence.offset + day.start,
            event_date_end=sentence.offset + day.end,
        )
    place = places.of(act, sentence.doc) if places is not None else None
    if place is not None:
        coding = replace(
            coding,
            place_name=place.name,
            place_country_code=place.country_code,
            latitude=place.latitude,
            longitude=place.longitude,
            place_precision=place.precision,
            place_start=sentence.offset + place.start,
            place_end=sentence.offset + place.end,
        )
    if coding.event_type == "CONSULT":
        coding = replace(coding, event_mode=_meeting_mode(coding))
    return _weighed(coding, act, source, target, sentence, lexicon)


def _words_for(act: Act, target: Party | None, parties: Parties) -> tuple[int, int] | None:
    """The words for the target; where no actor is one, those for what the act is directed at."""
    if target is not None:
        return parties.span(target)
    aim = _aim_of(act)
    return phrase_span(aim.token) if aim else None


def _with_words(
    coding: Coding, source: tuple[int, int] | None, target: tuple[int, int] | None, sentence: Sentence
) -> Coding:
    text, offset = sentence.doc.text, sentence.offset
    return replace(
        coding,
        source_span=(source[0] + offset, source[1] + offset) if source else None,
        target_span=(target[0] + offset, target[1] + offset) if target else None,
        source_text=text[slice(*source)] if source else coding.source and coding.source.text,
        target_text=text[slice(*target)] if target else coding.target and coding.target.text,
    )


def _meeting_mode(coding: Coding) -> str | None:
    """A meeting in a country of neither side is one on third ground."""
    homes = {m.country_code for m in (coding.source, coding.target) if m is not None}
    if coding.event_mode is None and coding.place_country_code and None not in homes and len(homes) == 2:
        return None if coding.place_country_code in homes else "third-party"
    return coding.event_mode


def _action_span(act: Act, doc: Tree) -> tuple[int, int]:
    """Characters of the sentence that name the act: its words with what stands between, when that is not much."""
    words = words_of(act)
    first, last = words[0], words[-1]
    if last.i - first.i > WORDS_APART:
        first = last = act.trigger
    end = doc.words[last.i]
    particle = next((c for c in last.children if c.dep_ == "prt" and c.i == last.i + 1), None)
    end = particle or end
    return first.idx, end.idx + len(end.text)


def _weighed(
    coding: Coding, act: Act, source: Party | None, target: Party | None, sentence: Sentence, lexicon: Lexicon
) -> Coding:
    """The coding with its confidence, and with who spoke: the dictionary alone, or the second opinion with it."""
    share, agrees = 0.0, False
    if lexicon.opinion is not None and coding.event_type is not None:
        spans = [(m.start - sentence.offset, m.end - sentence.offset) for m in (coding.source, coding.target) if m]
        shares = lexicon.opinion.shares(sentence.doc.text, spans)
        share = shares[coding.event_type]
        agrees = max(shares, key=lambda kind: shares[kind]) == coding.event_type
    held = evidence(act, source, target, sentence.doc, sentence.offset, share, lexicon)
    return replace(coding, confidence=confidence(held, lexicon.trust), method="both" if agrees else coding.method)


def strongest(codings: Sequence[Coding]) -> list[Coding]:
    """One report for one pair and type in a sentence: the surest, the first of equals."""
    best: dict[tuple[object, ...], Coding] = {}
    for coding in codings:
        key = (_party_key(coding.source), _party_key(coding.target), coding.event_type or coding.cameo_code[:2])
        if key not in best or coding.confidence > best[key].confidence:
            best[key] = coding
    return sorted(best.values(), key=lambda c: (c.action_start, c.action_end, c.rule_id, c.report_id))


def _party_key(mention: Mention | None) -> str:
    if mention is None:
        return ""
    return f"{mention.actor_id}/{mention.sector_code or 'GOV'}" if mention.actor_id else mention.mention_id
