"""Acts in a parsed sentence: which words name an act, and what the words above them make of it.

A base act is a verb, noun or adjective of the dictionary. Operators above it ("refused to", "said", "launched"),
auxiliaries, negation and conditions then change its code, status, source or attribution, from the inside out. The
result still speaks of tokens; `parties.py` turns tokens into actors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from warehouse.events import grammar
from warehouse.events.codes import Code
from warehouse.events.grammar import Complement
from warehouse.events.lexicon import NO_ACT, SHAPES, Lexicon, NounEntry, Operator, VerbEntry
from warehouse.events.tree import Tree, Word

ACTUAL, PLANNED, CONDITIONAL, DENIED, PAST = "actual", "planned", "conditional", "denied", "past_background"

REPORTING = {"say", "claim"}
OUTWARD = {"intend", "plan", "promise", "refuse", "threaten", "attempt", "fail", "continue", "consider", "end", "start",
           "accept", "need"}  # fmt: skip
HOLLOW = {"plan", "intend", "consider", "allow", "accept"}  # say nothing without an inner act
SOFT = {"03", "04", "05", "06"}  # roots of talks and ties, which name their other side
FORCE = {"18", "19", "20"}  # roots of acts that harm
HARMFUL = FORCE | {"17"}
AT = {"at", "on", "into", "against", "in", "by"}
NOWHERE = {"sea", "ocean", "water", "air", "sky"}
BESIDE = {"over", "toward", "towards", "near", "off"}  # ways of a missile that hits nobody
TALKS = {"03", "04", "05"}  # roots of acts that are named after their place as often as after their source
OWN_SIDE = {"03", "05", "07"}  # roots of acts whose object is the source's own: its support, its help
OWN = "~own"  # the slot of such an object
WHERE = "where"  # the slot of a place to which something is done
ONLY = "only"  # of a verb's places for its target: no other is tried
AIMED_AT = "aimed at"  # the slot behind the "at" of an act of force: a place may stand there
VICTIM = "~victim"  # the slot of those to whom is done what another act speaks of
TOWARDS = {"to", "against", "for", "with", "from"}  # also looked for inside another phrase: "paid in gold to X"
ADVERBIAL = {"up", "down", "off", "out", "away", "back", "aside"}


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a party may stand: the token, and how it hangs on the act (`subject`, `obj`, `owner`, a preposition)."""

    name: str
    token: Word


@dataclass(frozen=True, slots=True)
class Act:
    """One act as the sentence tells it, before its parties are known."""

    trigger: Word
    words: tuple[Word, ...]  # trigger and the operators that made it what it is
    code: Code
    status: str
    sources: tuple[Slot, ...]
    targets: tuple[Slot, ...]
    speakers: tuple[Word, ...]
    rule_id: str
    operators: tuple[str, ...] = ()
    anchor: Word | None = None  # the outermost word, on which day and place may hang


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Why words that could have made an act did not."""

    token: Word
    rule_id: str
    reason: str


_REPORT = Operator(word="", particle=None, pos="verb", kind="say", code=None, rule_id="say:that")


class ActFinder:
    """Finds the acts of one parsed sentence."""

    def __init__(self, doc: Tree, lexicon: Lexicon):
        self.doc = doc
        self.lexicon = lexicon
        self.consumed: set[int] = set()
        self._known: dict[int, Sequence[Operator]] = {}
        self.governors = self._governors()

    def acts(self) -> list[Act]:
        bases = [act for token in self.doc for act in self._base(token)]
        found: list[Act] = []
        absorbed: set[int] = set()
        for base in bases:
            if base.trigger.i in self.consumed:
                continue
            act = self._climb(base, absorbed)
            if act is not None:
                found.append(act)
        # An operator that found no inner act may be an act by itself: "warned Russia".
        defaults = [
            act
            for token in self.doc
            if token.i not in absorbed and token.i not in self.consumed
            for act in self._default(token)
        ]
        known = {act.trigger.i for act in found}
        found += [a for a in (self._climb(d, absorbed) for d in defaults if d.trigger.i not in known) if a]
        return [act for act in found if act.trigger.i not in absorbed or act.operators or len(act.words) > 1]

    # -- base acts ---------------------------------------------------------------------------------------------

    def _base(self, token: Word) -> Iterator[Act]:
        if self._is_adjective(token):
            return
        if grammar.is_verb(token) and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            if (entry := self._verb_entry(token)) is not None:
                yield self._verb_act(token, entry)
            elif token.lemma_ in ("be", "remain", "become", "stay", "get", "seem", "feel"):
                yield from self._adjective_acts(token)
        elif token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and (noun := self._noun_entry(token)) is not None:
            yield self._noun_act(token, noun)

    def _is_adjective(self, token: Word) -> bool:
        """Whether a participle only describes the noun after it: "pressing bilateral issues"."""
        if token.lower_ not in self.lexicon.classes["DESCRIBING"] or token.i + 1 >= len(self.doc):
            return False
        return token.nbor(1).pos_ in ("ADJ", "NOUN")

    def _verb_entry(self, token: Word) -> VerbEntry | None:
        lemma = self.lexicon.lemma(token.lemma_, token.text)
        if token.i > 1 and token.nbor(-1).text == "-":
            joined = f"{token.nbor(-2).lower_}-{lemma}"  # "test-fired" comes as three tokens
            lemma = joined if joined in self.lexicon.verbs else lemma
        entries = self.lexicon.verbs.get(lemma, ())
        if not entries:
            return None
        particles = grammar.particles(token)
        objects = {key for obj in grammar.objects(token) for t in grammar.with_conjuncts(obj) for key in _keys(t)}
        fitting: list[tuple[int, VerbEntry]] = []
        for entry in entries:
            if entry.particle and not self._has_particle(token, entry, particles):
                continue
            if not entry.particle and not entry.objects - {"alone", "party"} and self._is_light(token, particles):
                continue
            width = 0
            if entry.objects == {"none"}:
                if grammar.objects(token) or grammar.children(token, "ccomp"):
                    continue  # "demonstrated that it can"
            elif entry.objects == {"alone"}:
                if not grammar.objects(token) or (grammar.children(token, "dobj") and grammar.children(token, "oprd")):
                    continue
            elif entry.objects == {"party"}:
                if not any(self._may_be_party(obj) for obj in grammar.objects(token)):
                    continue
            elif entry.objects:
                keys = objects
                if entry.preposition:
                    keys = {k for p, o in grammar.prepositional(token) if p == entry.preposition for k in _keys(o)}
                if not (matched := keys & entry.objects):
                    continue
                width = max(key.count(" ") for key in matched)
            fitting.append((width, entry))
        if not fitting:
            return None
        # The longest object counts: a "transport blockade" is not any blockade.
        entry = max(fitting, key=lambda f: (f[1].specificity, f[0]))[1]
        self._consume(token, entry)
        return entry if entry.code is not NO_ACT else None

    def _may_be_party(self, noun: Word) -> bool:
        """Whether an object can be people: a name, a pronoun, a number, or a noun for people or bodies."""
        if noun.pos_ in ("PROPN", "PRON", "NUM", "X") or noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
            return True
        if noun.lemma_.lower() in self.lexicon.classes["WHOLES"]:
            counted = [obj for prep, obj in grammar.prepositional(noun) if prep == "of"]
            return not counted or any(map(self._may_be_party, counted))  # "hundreds of prisoners"
        said = {noun.lemma_.lower(), noun.lower_}
        return not (said.isdisjoint(self.lexicon.agents) and said.isdisjoint(self.lexicon.classes["PEOPLE"]))

    def _has_particle(self, token: Word, entry: VerbEntry, particles: set[str]) -> bool:
        wanted = set((entry.particle or "").split())
        if not wanted <= particles:
            return False
        if entry.objects:
            return True
        own = {c.lower_ for c in token.children if c.dep_ in ("prt", "advmod", "acomp", "oprd")}
        own |= {c.lower_ for c in token.children if c.dep_ == "prep" and not grammar.children(c, "pobj", "pcomp")}
        if wanted & ADVERBIAL and not wanted & ADVERBIAL <= own:
            return False
        # "take place in": the preposition belongs to the phrase, not to "take in".
        return not ("in" in wanted - own and grammar.children(token, "dobj"))

    def _is_light(self, token: Word, particles: set[str]) -> bool:
        """A verb whose particle gives it another meaning that the dictionary lacks: "made up", "set out"."""
        return any(c.dep_ == "prt" for c in token.children) and bool(particles)

    def _consume(self, token: Word, entry: VerbEntry) -> None:
        """The object that gave the verb its meaning is no act of its own."""
        if not entry.objects - SHAPES:
            return
        places = (
            [o for p, o in grammar.prepositional(token) if p == entry.preposition]
            if entry.preposition
            else grammar.objects(token)
        )
        for obj in places:
            for noun in grammar.with_conjuncts(obj):
                if entry.objects & set(_keys(noun)):
                    self.consumed.add(noun.i)

    def _verb_act(self, verb: Word, entry: VerbEntry) -> Act:
        targets = list(self._verb_targets(verb, entry))
        return Act(
            trigger=verb,
            words=(verb,),
            code=self._past_somebody(self._peaceful(entry.code, verb), verb),
            status=self._status_of(verb, entry),
            sources=tuple(Slot("subject", t) for t in grammar.subjects(verb)),
            targets=tuple(targets),
            speakers=(),
            rule_id=entry.rule_id + ("/passive" if grammar.is_passive(verb) else ""),
            anchor=verb,
        )

    def _peaceful(self, code: Code, word: Word) -> Code:
        """Troops sent to keep the peace are aid: "sent soldiers to the peacekeeping force in X"."""
        if code.cameo_code not in ("150", "154"):
            return code
        peace = self.lexicon.classes["PEACEKEEPING"]
        near = any(token.lower_ in peace for token in word.subtree)
        return self.lexicon.codes.code("074") if near else code

    def _status_of(self, verb: Word, entry: VerbEntry) -> str:
        """A warning of what would happen if another acted is no threat yet."""
        threats = entry.code.event_type == "THREATEN"
        return CONDITIONAL if threats and any(map(_conditions, grammar.children(verb, "ccomp"))) else ACTUAL

    def _past_somebody(self, code: Code, verb: Word) -> Code:
        """Missiles fired over or towards somebody, or at nobody, are shown, not used: "fired a missile over X"."""
        if code.cameo_code != "194":
            return code
        phrases = [pair for word in (verb, *grammar.objects(verb)) for pair in grammar.prepositional(word)]
        ways = {p for p, obj in phrases if not (grammar.is_time_word(obj) or obj.lemma_.lower() in NOWHERE)}
        tested = any(obj.lemma_.lower() in ("missile", "projectile") for obj in grammar.objects(verb))
        if (tested and not ways & AT) or (ways & BESIDE and not ways & {"at", "on"}):
            return self.lexicon.codes.code("150", None, "weapons")
        return code

    def _verb_targets(self, verb: Word, entry: VerbEntry) -> Iterator[Slot]:
        objects = grammar.objects(verb)
        phrases = list(grammar.prepositional(verb))
        inside = [(p, o) for obj in objects for o_ in grammar.with_conjuncts(obj) for p, o in _inside(o_)]
        wanted = list(entry.targets) or ["obj"]
        if entry.particle and entry.particle not in wanted:
            wanted = [entry.particle, *wanted]
        # The object that gives the verb its meaning is no party, unless the entry says so: "send troops to X".
        named = bool(entry.objects - SHAPES)
        thing = named and bool(entry.targets) and "obj" not in entry.targets
        if ONLY in wanted:  # "discussed Iran": what it is about
            yield from (Slot("~about", o) for o in [*objects, *(o for p, o in inside if p not in wanted)])
            objects, inside = [], [(p, o) for p, o in inside if p in wanted]
        loose = "~" if entry.targets or entry.code.root in SOFT else ""  # places that the entry does not name
        if named and not entry.preposition and entry.targets:
            wanted = [w for w in wanted if w != "obj"] + [w for w in wanted if w == "obj"]
        # "reiterated Turkey's support for X", "pledged his country's help": whose support it is, is no target.
        own_side = named and entry.code.root in OWN_SIDE
        praised = entry.code.root == "05" and any(
            self._is_hostile(t) for o in objects for t in grammar.with_conjuncts(o)
        )
        if praised:
            # "welcomed the ban on X", "backs sanctions against X": only those whose act it is are backed.
            yield from (Slot("owner", o) for p, o in inside if p in ("poss", "by"))
            yield from (Slot(VICTIM, o) for o in [*objects, *(o for _, o in [*inside, *phrases])])
            return
        yield from (Slot("dative", c) for c in grammar.children(verb, "dative") if c.pos_ in grammar.NOMINAL)
        for name in wanted:
            if name == "obj":
                yield from (Slot(OWN if own_side else "obj", obj) for obj in objects)
            else:
                # "imposed a blockade in X": where there is no other object, the place is what it is done to.
                slot = WHERE if thing and name == "in" else name
                if name == "at" and entry.code.root in FORCE:
                    slot = AIMED_AT  # "fired rockets at Haifa"
                yield from (Slot(slot, o) for p, o in [*inside, *phrases] if p == name)
        yield from (Slot("owner", o) for p, o in inside if p == "poss" and not own_side)
        if "obj" not in wanted and not thing:
            yield from (Slot(OWN if own_side else "obj", obj) for obj in objects)
        yield from (Slot(loose + p, o) for p, o in inside if p not in wanted and p != "poss")
        yield from (Slot(p, o) for _, held in phrases for p, o in _inside(held) if p in wanted and p in TOWARDS)
        yield from (Slot(loose + p, o) for p, o in phrases if p not in wanted)
        if thing:
            named = (c for obj in objects for c in grammar.children(obj, "compound", "nmod") if c.pos_ == "PROPN")
            yield from (Slot("modifier", c) for c in named)  # "gave the Pentagon permission"
            yield from (Slot("~thing", obj) for obj in objects)
        for clause in grammar.children(verb, "ccomp", "xcomp"):
            mark = "~" if entry.code.event_type == "THREATEN" else ""  # "warned that it would": its own side
            parties = grammar.passive_subjects(clause) or grammar.subjects(clause)
            if mark:  # "warned that Russia would …, if Poland …": Poland is warned
                yield from (Slot("clause", t) for c in _conditions(clause) for t in grammar.subjects(c))
            yield from (Slot(mark + "clause", t) for t in parties)
            yield from (Slot("~inner", o) for o in grammar.objects(clause))
            yield from (Slot("~inner", o) for _, o in grammar.prepositional(clause))

    def _is_hostile(self, noun: Word) -> bool:
        """Whether a noun names an act or thing that does harm: "sanctions", "the attack"."""
        entry = self._noun_entry(noun)
        return entry is not None and (self.lexicon.codes.quad_class(entry.code) or 0) > 2

    def _adjective_acts(self, verb: Word) -> Iterator[Act]:
        """ "is at war with", "was critical of": the entry is the adjective or the first preposition."""
        for child in verb.children:
            for entry in self.lexicon.adjectives.get(child.lower_, ()):
                phrases = list(grammar.prepositional(child)) + list(grammar.prepositional(verb))
                if entry.objects and not any(set(_keys(o)) & entry.objects for o in grammar.children(child, "pobj")):
                    continue
                if entry.particle and entry.particle not in {p for p, _ in phrases}:
                    continue
                inner = [(p, o) for obj in grammar.children(child, "pobj") for p, o in grammar.prepositional(obj)]
                wanted = [entry.particle] if entry.particle else list(entry.targets)
                told = entry.targets == ("subject",)  # "X said Y was responsible": X accuses Y
                ordered = [Slot(p, o) for w in wanted for p, o in [*inner, *phrases] if p == w]
                if child.dep_ == "prep" and not entry.objects:
                    ordered += [Slot("obj", o) for o in grammar.children(child, "pobj")]
                yield Act(
                    trigger=child,
                    words=(verb, child),
                    code=entry.code,
                    status=ACTUAL,
                    sources=tuple(Slot("subject", t) for t in (_speakers_of(verb) if told else grammar.subjects(verb))),
                    targets=tuple(Slot("clause", t) for t in grammar.subjects(verb)) if told else tuple(ordered),
                    speakers=(),
                    rule_id=entry.rule_id,
                    anchor=verb,
                )
                return

    def _noun_entry(self, token: Word) -> NounEntry | None:
        if token.dep_ in ("compound", "nmod") or (token.pos_ in ("ADJ", "VERB") and token.tag_ not in ("VBG", "NN")):
            return None
        if token.pos_ == "PROPN" and token.ent_type_ in ("PERSON", "ORG", "GPE"):
            return None
        if grammar.is_time_word(token):
            return None
        keys = [*grammar.hyphenated(token), token.lemma_.lower(), token.lower_]
        entries = next((self.lexicon.nouns[key] for key in keys if key in self.lexicon.nouns), ())
        for entry in entries:
            if not entry.before or _preceded(token, entry.before):
                return entry
        return None

    def _noun_act(self, noun: Word, entry: NounEntry) -> Act:
        inside = list(_inside(noun))
        owners = [Slot("owner", o) for p, o in inside if p == "poss"]
        agents = [Slot("by", o) for p, o in inside if p == "by"]
        modifiers = [Slot("modifier", c) for c in grammar.children(noun, "amod", "compound", "nmod")]
        if entry.code.root in TALKS:
            modifiers = [m for m in modifiers if m.token.pos_ == "ADJ"]  # "Russian talks", but not "the Astana talks"
        prepositions = [*entry.targets, *(p for p, _ in inside if p not in ("by", "poss"))]
        targets = [Slot(w, o) for w in dict.fromkeys(prepositions) for p, o in inside if p == w]
        between = [Slot("between", t) for p, o in inside if p == "between" for t in grammar.with_conjuncts(o)]
        sources = [*agents, *owners, *between[:1], *modifiers]
        if between:
            targets = between[1:] + [t for t in targets if t.name != "between"]
        if entry.code.root == "04":
            sources, targets = _with_company(noun, sources, targets)
        if agents and owners:
            targets += owners  # "Osama's killing by US troops"
            sources = agents
        suffers = "of" in entry.targets and entry.code.root in HARMFUL  # "the shelling of X", not by X
        if (not sources and not suffers) or not (agents or owners or between or "of" in entry.targets):
            sources += [Slot("of", o) for p, o in inside if p == "of"]
        if entry.code.root in FORCE and not between and (harmed := self._harmed_in(noun)):
            sources += [Slot("with", o) for p, o in inside if p == "with"]  # "wounded in clashes with police"
            targets = [*harmed, *(t for t in targets if t.name != "with")]
        return Act(
            trigger=noun,
            words=(noun,),
            code=self._peaceful(entry.code, noun),
            status=ACTUAL,
            sources=tuple(sources),
            targets=tuple(targets),
            speakers=(),
            rule_id=entry.rule_id if entry.is_act else entry.rule_id + "/thing",
            anchor=noun,
        )

    def _harmed_in(self, noun: Word) -> list[Slot]:
        """Whom a verb above says to have come to harm in an act: "12 Palestinians were killed in an Israeli strike"."""
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ not in ("in", "during"):
            return []
        verb = preposition.head
        if not grammar.is_verb(verb) or verb.lemma_.lower() not in self.lexicon.classes["HARM"]:
            return []
        harmed = grammar.passive_subjects(verb) or (grammar.subjects(verb) if not grammar.objects(verb) else [])
        return [Slot("obj", token) for token in harmed]

    def _default(self, token: Word) -> Iterator[Act]:
        """An operator with a code of its own, whose inner act is not known."""
        if grammar.auxiliaries(token) & grammar.MUST_AUX and token.dep_ == "ccomp" and self._verb_entry(token) is None:
            yield from self._bare_demand(token)
        for complement in grammar.complements(token):
            operator = self._choose(token, complement)
            if operator is None or operator.code is None or operator.kind in HOLLOW:
                continue
            if operator.kind == "order" and complement.form == "nominal":
                continue  # "ordered a pizza"
            if operator.word == "ask" and complement.form == "nominal" and complement.preposition != "for":
                continue  # a question, "asked him about the vote": "asked him to vote" has an infinitive too
            addressed = tuple(_addressees(token, operator.kind))
            if operator.kind == "appeal":
                addressed = tuple(s for s in addressed if s.name in ("obj", "on", "upon", "to", "dative"))
            yield Act(
                trigger=token,
                words=(token,),
                code=operator.code,
                status=ACTUAL,
                sources=tuple(Slot("subject", t) for t in _actors_of(token)),
                targets=addressed,
                speakers=(),
                rule_id=operator.rule_id,
                anchor=token,
            )
            return

    def _bare_demand(self, verb: Word) -> Iterator[Act]:
        """ "X said Y must …", whatever it is that Y must do."""
        speaker = next((g for g, _ in self.governors.get(verb.i, ()) if grammar.is_verb(g)), None)
        effect = self.lexicon.effect("ask", Code("100", "REQUEST"))
        if speaker is not None and effect is not None and effect.code is not None:
            own = tuple(Slot("clause", t) for t in grammar.passive_subjects(verb) or grammar.subjects(verb))
            yield Act(
                trigger=verb,
                words=(verb,),
                code=effect.code,
                status=ACTUAL,
                sources=tuple(Slot("subject", t) for t in _actors_of(speaker)),
                targets=own,
                speakers=(),
                rule_id="ask:must",
                operators=("ask:must",),
                anchor=verb,
            )

    # -- operators ---------------------------------------------------------------------------------------------

    def _governors(self) -> dict[int, list[tuple[Word, Complement]]]:
        found: dict[int, list[tuple[Word, Complement]]] = {}
        for token in self.doc:
            if not any(self._operators(token)):
                continue
            for complement in grammar.complements(token):
                for inner in _through_empty(complement.token, self.lexicon.classes["EMPTY_NOUNS"]):
                    if inner.i != token.i:
                        found.setdefault(inner.i, []).append((token, complement))
        return found

    def _operators(self, token: Word) -> Sequence[Operator]:
        if token.i not in self._known:
            self._known[token.i] = self._read_operators(token)
        return self._known[token.i]

    def _read_operators(self, token: Word) -> Sequence[Operator]:
        if token.dep_ in ("amod", "aux", "auxpass") or self._is_adjective(token):
            return ()
        if token.lower_ == "order" and token.i and token.nbor(-1).lower_ == "in":
            return ()  # "in order to" orders nobody
        pos = "verb" if grammar.is_verb(token) else "adjective" if token.pos_ == "ADJ" else "noun"
        listed = self.lexicon.operators.get(
            (self.lexicon.lemma(token.lemma_, token.text) if pos == "verb" else token.lemma_.lower(), pos), ()
        )
        if not listed:
            return ()
        particles = grammar.particles(token)
        return [o for o in listed if o.particle is None or set(o.particle.split()) <= particles]

    def _choose(self, governor: Word, complement: Complement) -> Operator | None:
        fitting = self._operators(governor)
        order = self.lexicon.forms[complement.form]
        usable = [o for o in fitting if o.kind in order and _fits(o, governor, complement)]
        usable.sort(key=lambda o: (o.particle is None, order.index(o.kind)))
        if complement.form == "clause" and usable and usable[0].kind in ("ask", "appeal"):
            says = any(o.kind in REPORTING for o in fitting)
            if says and not _is_mandative(complement.token):
                return _REPORT  # "insists that it is ready" asks for nothing
        if complement.form == "clause" and usable and usable[0].kind in ("threaten", "promise", "plan"):
            # "warned that Russia would …" threatens, and "pledged that …" promises, only what the speaker would do.
            own = {t.i for t in grammar.subjects(governor)}
            inner = grammar.subjects(complement.token)
            same = not inner or any(t.i in own or t.pos_ == "PRON" for t in inner)
            same = same or bool(_conditions(complement.token))  # "X warned that its army would, if Y …"
            ahead = grammar.auxiliaries(complement.token) & {"will", "would", "'ll", "could", "wo", "may", "might"}
            if not same or (usable[0].kind == "threaten" and not ahead):
                return _REPORT
        return usable[0] if usable else None

    def _climb(self, act: Act, absorbed: set[int]) -> Act | None:
        token = act.trigger
        is_thing = act.rule_id.endswith("/thing")
        seen = {token.i}
        if grammar.is_verb(token) or token.pos_ == "ADJ":
            act = self._modality(act, token if grammar.is_verb(token) else token.head)
        elif grammar.is_negated(token):
            act = replace(act, status=DENIED)
        elif self._is_unreal(token):
            act = replace(act, status=CONDITIONAL, operators=("conditional:possible",))
        while True:
            step = next(((g, c) for g, c in self.governors.get(token.i, ()) if g.i not in seen), None)
            if step is None:
                break
            governor, complement = step
            operator = self._choose(governor, complement)
            seen.add(governor.i)
            if operator is None:
                break
            if is_thing and operator.kind in REPORTING | {"undergo", "deny", "accuse", "condemn", "praise", "consider"}:
                break
            is_thing = False
            act = self._apply(operator, governor, complement, act)
            if operator.kind not in REPORTING | {"condemn", "praise", "accuse"} or operator.code is not None:
                absorbed.add(governor.i)
            token = governor
            if grammar.is_verb(token):
                act = self._modality(act, token)
            elif token.pos_ in ("ADJ",):
                act = self._modality(act, token.head)
            elif grammar.is_negated(token):
                act = replace(act, status=DENIED)
        if is_thing or act.status == "none":
            return None
        verb = act.words[0]
        if act.status == ACTUAL and grammar.is_verb(verb) and grammar.is_unreal(verb):
            act = replace(act, status=CONDITIONAL, operators=(*act.operators, "conditional:unreal"))
        elif act.status == ACTUAL and grammar.is_verb(verb) and grammar.is_aim(verb):
            act = replace(act, status=PLANNED, operators=(*act.operators, "plan:to"))
        return _settle_background(act)

    def _is_unreal(self, noun: Word) -> bool:
        """ "the possibility of a meeting", "a possible meeting"."""
        unreal = self.lexicon.classes["UNREAL"]
        above = noun.head.head if noun.dep_ == "pobj" else noun
        return above.lemma_.lower() in unreal or any(c.lower_ in unreal for c in grammar.children(noun, "amod"))

    def _apply(self, operator: Operator, governor: Word, complement: Complement, act: Act) -> Act:
        kind = operator.kind
        if kind == "order":
            # "ordered the release of" is the release itself; "ordered X to release" asks for it.
            kind = "start" if complement.form == "nominal" else "ask"
        kind = {"intend": "plan", "command": "ask"}.get(kind, kind)
        effect = self.lexicon.effect(kind, act.code)
        code = effect.code if effect and effect.code else act.code
        status = effect.status if effect and effect.status else act.status
        if kind in REPORTING:
            speakers = tuple(_actors_of(governor))
            return replace(act, speakers=speakers or act.speakers, operators=(*act.operators, operator.rule_id))
        actors = tuple(Slot("subject", t) for t in _actors_of(governor))
        if kind in ("accuse", "condemn", "praise") and not actors:
            return act  # "the call was welcomed": nobody is said to do it
        addressed = tuple(_addressees(governor, kind))
        sources, targets = act.sources, act.targets
        own = tuple(Slot("actor", s.token) for s in act.sources)
        thing = (Slot("~thing", act.trigger),) if complement.form == "nominal" else ()
        if kind in OUTWARD:
            sources = actors or act.sources
            targets = (*act.targets, *addressed, *own, *thing) if kind != "start" else (*act.targets, *addressed)
            if kind in ("refuse", "accept") and complement.form == "nominal":
                targets = (*own, *act.targets, *addressed, *thing)  # "rejected Russia's offer of talks to NATO"
            elif kind == "end" and complement.form == "nominal":
                targets = (*act.targets, *own, *addressed)
        elif kind in ("ask", "appeal", "allow"):
            sources = actors
            unsaid = act.rule_id.endswith("/passive") and not own  # "demands that X be freed": of whom is not said
            targets = (*addressed, *own, *(_victims(act.targets) if unsaid else act.targets))
        elif kind in ("accuse", "condemn", "praise"):
            sources = actors
            # "condemned the shelling of X": X is no target of the criticism, nor the one whom it praises.
            targets = (
                *(a for a in addressed if a.name == "obj" and a.token.i != act.trigger.i),
                *own,
                *(act.targets if kind == "accuse" and complement.form != "nominal" else _victims(act.targets)),
                *thing,
            )
        elif kind == "undergo":
            sources = tuple(s for s in act.sources if s.name in ("by", "owner", "modifier", "of")) + tuple(
                s for s in addressed if s.name in ("from", "by")
            )
            targets = actors
        elif kind == "deny":
            sources = act.sources or actors
            speakers = tuple(_actors_of(governor))
            return replace(
                act, sources=sources, status=DENIED, speakers=speakers, operators=(*act.operators, operator.rule_id)
            )
        elif kind == "prevent":
            status = DENIED
        return replace(
            act,
            code=code,
            status=status,
            sources=sources,
            targets=targets,
            words=(governor, *act.words),
            operators=(*act.operators, operator.rule_id),
            anchor=governor if kind not in ("condemn", "praise") else act.anchor,
        )

    def _modality(self, act: Act, verb: Word) -> Act:
        """What auxiliaries, negation and conditions make of an act."""
        aux = grammar.auxiliaries(verb)
        negated = grammar.is_negated(verb)
        reported = any(g.lemma_ for g, _ in self.governors.get(verb.i, ()))
        friendly = self.lexicon.codes.quad_class(act.code) in (1, 2)
        if grammar.is_condition(verb):
            return replace(act, status=CONDITIONAL, operators=(*act.operators, "conditional:if"))
        future = bool(aux & grammar.FUTURE_AUX) or ("would" in aux and reported)
        habit = bool(aux & {"do", "does"}) and verb.dep_ != "relcl"  # "people who don't agree" refuse nothing
        if negated and (future or habit or (aux & {"can", "ca", "could"})) and friendly:
            return self._turn(act, "refuse", "will_not")
        if negated:
            return replace(act, status=DENIED, operators=(*act.operators, "negate:not"))
        if aux & grammar.MUST_AUX and act.rule_id != "ask:must":
            return self._demand(act, verb)
        if future:
            return self._turn(act, "plan", "will")
        if aux & grammar.MAYBE_AUX or "would" in aux:
            return replace(act, status=CONDITIONAL, operators=(*act.operators, "conditional:may"))
        if _is_to(verb):
            return self._turn(act, "plan", "is_to")
        return act

    def _turn(self, act: Act, kind: str, word: str) -> Act:
        if act.status in (PLANNED, DENIED) and kind == "plan":
            return act
        if any(o.split(":")[0] in ("promise", "threaten", "refuse", "ask", "plan") for o in act.operators):
            # "will agree to", "will refuse to": the promise itself lies ahead.
            return replace(
                act, status=PLANNED if kind == "plan" else DENIED, operators=(*act.operators, f"{kind}:{word}")
            )
        effect = self.lexicon.effect(kind, act.code)
        own = tuple(Slot("actor", s.token) for s in act.sources)
        return replace(
            act,
            code=effect.code if effect and effect.code else act.code,
            status=effect.status if effect and effect.status else act.status,
            targets=(*act.targets, *own, *_awaited(act)) if kind == "refuse" else act.targets,
            operators=(*act.operators, f"{kind}:{word}"),
        )

    def _demand(self, act: Act, verb: Word) -> Act:
        """ "Russia says Israel must end attacks": the speaker demands it; without a speaker it is only conditional."""
        speaker = next((g for g, _ in self.governors.get(verb.i, ()) if grammar.is_verb(g)), None)
        effect = self.lexicon.effect("ask", act.code)
        if speaker is None or effect is None or effect.code is None:
            return replace(act, status=CONDITIONAL, operators=(*act.operators, "conditional:must"))
        own = tuple(Slot("actor", s.token) for s in act.sources)
        return replace(
            act,
            code=effect.code,
            status=ACTUAL,
            sources=tuple(Slot("subject", t) for t in _actors_of(speaker)),
            targets=(*own, *(act.targets if own else _victims(act.targets))),
            operators=(*act.operators, "ask:must"),
        )


# -- helpers ---------------------------------------------------------------------------------------------------


def _keys(noun: Word) -> Iterator[str]:
    return grammar.object_keys(noun)


def _inside(noun: Word) -> Iterator[tuple[str, Word]]:
    """What hangs on a noun: possessors as "poss", prepositional objects under their preposition. Of two nouns the
    first lends its owner and the second what it is of: "Russia's seizure and annexation of Crimea"."""
    yield from _hanging(noun)
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" and not grammar.children(noun, "poss"):
        yield from ((p, o) for p, o in _hanging(noun.head) if p == "poss")
    if not any(prep == "of" for prep, _ in _hanging(noun)):
        for other in grammar.children(noun, "conj"):
            yield from ((p, o) for p, o in _hanging(other) if p != "poss" and other.pos_ == "NOUN")


def _hanging(noun: Word) -> Iterator[tuple[str, Word]]:
    for child in noun.children:
        if child.dep_ == "poss":
            yield "poss", child
        elif child.dep_ in ("prep", "agent"):
            for obj in grammar.children(child, "pobj"):
                yield child.lower_, obj
            for inner in grammar.children(child, "prep"):
                for obj in grammar.children(inner, "pobj"):
                    yield inner.lower_, obj


def _conditions(verb: Word) -> list[Word]:
    """The clauses under whose condition something is said to happen: "would withdraw if Y attacked"."""
    return [clause for clause in grammar.children(verb, "advcl") if grammar.is_condition(clause)]


def _awaited(act: Act) -> Iterator[Slot]:
    """Those of whom something is expected first: "will not end the strike until Y pays"."""
    for clause in grammar.children(act.words[0], "advcl"):
        if any(c.lower_ in ("until", "unless", "before") for c in grammar.children(clause, "mark", "advmod", "prep")):
            yield from (Slot("clause", t) for t in grammar.subjects(clause))


def _victims(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """To whom an act is done of which another act speaks: they are not spoken to."""
    return tuple(Slot(VICTIM, slot.token) for slot in slots)


def _with_company(noun: Word, sources: list[Slot], targets: list[Slot]) -> tuple[list[Slot], list[Slot]]:
    """Who meets, where the verb above tells: "X said after talks with Y", "X told Y at their meeting"."""
    verbs = [word for word in noun.ancestors if grammar.is_verb(word)]
    if any(slot.token.lower_ == "their" for slot in sources) and verbs:
        others = [*grammar.objects(verbs[0]), *(c for c in grammar.children(verbs[0], "dative"))]
        return [Slot("subject", t) for t in grammar.subjects(verbs[0])], [Slot("with", t) for t in others]
    beside = noun.head.lower_ if noun.dep_ == "pobj" else ""
    named = {slot.name for slot in targets}
    meets = beside in ("after", "during", "at", "before") and "with" in named
    travels = beside in ("on", "for", "during") and "to" in named and noun.lemma_ in ("visit", "trip", "tour")
    if not sources and (meets or travels):
        return [Slot("subject", t) for verb in verbs for t in grammar.subjects(verb)], targets
    return sources, targets


def _preceded(token: Word, before: tuple[str, ...]) -> bool:
    """Whether the words stand right before the token, allowing for hyphens."""
    words = [t.lower_ for t in token.doc.words[max(0, token.i - len(before) - 2) : token.i] if t.text != "-"]
    lemmas = [t.lemma_.lower() for t in token.doc.words[max(0, token.i - len(before) - 2) : token.i] if t.text != "-"]
    n = len(before)
    return tuple(words[-n:]) == before or tuple(lemmas[-n:]) == before


def _through_empty(token: Word, empty: frozenset[str]) -> Iterator[Word]:
    """The token, or what it counts or measures: "a series of raids"."""
    yield token
    if token.lemma_.lower() in empty or token.pos_ == "NUM" or token.tag_ in ("CD", "DT"):
        for prep, obj in grammar.prepositional(token):
            if prep == "of":
                yield from grammar.with_conjuncts(obj)


def _speakers_of(verb: Word) -> list[Word]:
    """The subject of the verb that reports a clause."""
    reports = verb.dep_ == "ccomp" and grammar.is_verb(verb.head)
    return grammar.subjects(verb.head) if reports else []


def _actors_of(token: Word) -> list[Word]:
    """Who does what an operator says, be it verb, noun or adjective."""
    if grammar.is_verb(token):
        return grammar.subjects(token)
    if token.pos_ == "ADJ":
        head = token.head
        return grammar.subjects(head) if grammar.is_verb(head) else [head]
    owners = grammar.owners(token) or [obj for prep, obj in grammar.prepositional(token) if prep == "of"]
    named = [c for c in grammar.children(token, "amod", "compound", "nmod") if c.text[:1].isupper()]
    return owners or [*named, *grammar.noun_subject(token)]


def _addressees(token: Word, kind: str) -> Iterator[Slot]:
    """To whom an operator speaks: "urged X to", "called on X", "its threat to X"; loosely whom its clause is about."""
    yield from _spoken_to(token, kind)
    for clause in grammar.children(token, "ccomp", "xcomp", "acl"):
        yield from (Slot("~inner", o) for o in grammar.objects(clause))
        yield from (Slot("~inner", o) for o in grammar.children(clause, "dative"))
        for obj in grammar.objects(clause):
            yield from (Slot("~inner", o) for _, o in _inside(obj))
        yield from (Slot("~inner", o) for _, o in grammar.prepositional(clause))


def _spoken_to(token: Word, kind: str) -> Iterator[Slot]:
    if grammar.is_verb(token):
        yield from (Slot("obj", o) for o in grammar.objects(token))
        yield from (Slot("dative", o) for o in grammar.children(token, "dative") if o.pos_ in grammar.NOMINAL)
        for obj in grammar.objects(token):
            yield from (Slot("owner", o) for p, o in _inside(obj) if p == "poss")
            yield from (Slot(p, o) for p, o in _inside(obj) if p in ("against", "to", "from", "by", "of", "with", "on"))
    phrases = list(grammar.prepositional(token))
    order = ("on", "upon", "to", "against", "with", "from", "for", "by", "at", "of", "over", "in")
    for name in order:
        yield from (Slot(name, o) for p, o in phrases if p == name)
    if kind in ("ask", "appeal", "allow", "say", "accuse", "condemn", "praise"):
        for clause in grammar.children(token, "ccomp", "xcomp", "acl"):
            yield from (Slot("clause", t) for t in grammar.passive_subjects(clause) or grammar.subjects(clause))


def _fits(operator: Operator, governor: Word, complement: Complement) -> bool:
    """Whether the complement hangs on the operator as it must."""
    if operator.kind == "allow" and any(t.lower_ in ("me", "us", "'s") for t in grammar.subjects(complement.token)):
        return False  # "let us talk" allows nothing
    if complement.preposition:
        if operator.particle:
            return complement.preposition in operator.particle.split()
        if operator.kind in ("end", "start", "undergo", "deny", "say", "attempt"):
            return operator.pos == "noun" and complement.preposition in ("of", "to", "on", "in")
        allowed = {
            "accuse": ("of", "for", "over", "with"), "condemn": ("for", "over"), "praise": ("for", "on"),
            "prevent": ("from", "of"), "threaten": ("with", "of", "against"),
            "promise": ("of", "to", "for", "on", "about"),
            "ask": ("for", "to", "of", "on"), "appeal": ("for", "to", "of"), "refuse": ("of", "to", "on"),
            "plan": ("for", "of", "on", "to", "about"), "fail": ("in", "of", "to"), "continue": ("with", "in"),
        }  # fmt: skip
        return complement.preposition in allowed.get(operator.kind, ())
    if operator.kind in ("start", "undergo") and grammar.is_verb(governor):
        return complement.form == "nominal"
    if operator.kind in ("ask", "appeal", "order") and complement.form == "infinitive" and grammar.is_verb(governor):
        # "expects to meet" is a plan, "expects X to meet" a demand.
        return (
            bool(grammar.children(governor, "dobj", "dative", "nsubjpass"))
            or any(p in ("on", "upon", "for", "to", "with") for p, _ in grammar.prepositional(governor))
            or bool(grammar.children(complement.token, "nsubj", "nsubjpass"))
            or governor.dep_ == "acl"
        )
    return True


def _is_mandative(verb: Word) -> bool:
    """Whether a clause says what is to be done: "that X leave", "that X should leave"."""
    aux = {c for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if any(c.lower_ in grammar.MUST_AUX for c in aux):
        return True
    first = min((*aux, verb), key=lambda t: t.i)
    return first.tag_ == "VB" or first.lower_ == "be"


def _is_to(verb: Word) -> bool:
    """ "is to meet": the infinitive of be announces."""
    head = verb.head
    plain = head.lemma_ == "be" and not grammar.children(head, "attr", "acomp")
    return plain and verb.dep_ == "xcomp" and any(c.tag_ == "TO" for c in verb.children)


def _settle_background(act: Act) -> Act:
    trigger = act.anchor or act.trigger
    before = {c.lower_ for w in act.words for c in w.children if c.dep_ in ("amod", "advmod")}
    if (
        before & {"former", "past", "previous", "historic", "long-ago"}
        and act.status == ACTUAL
        and trigger.pos_ == "NOUN"
    ):
        return replace(act, status=PAST)
    if before & {"planned", "upcoming", "forthcoming", "scheduled"} and act.status == ACTUAL and trigger.pos_ == "NOUN":
        return replace(act, status=PLANNED, operators=(*act.operators, "plan:planned"))
    return act


def words_of(act: Act) -> list[Word]:
    return sorted(set(act.words), key=lambda t: t.i)
