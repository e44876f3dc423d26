"""Who does what in a parsed sentence: subjects, objects and complements, whatever the clause looks like.

Works on spaCy's English dependency labels. Tokens are given and returned; nothing here knows of actors or acts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from warehouse.events.tree import Word

VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"}
RELATIVE = {"who", "which", "that", "whom", "whose", "where"}
FUTURE_AUX = {"will", "'ll", "wo", "shall"}
MAYBE_AUX = {"may", "might", "could", "can", "ca"}
TALKING_OF = {"discuss", "debate", "mull", "contemplate", "weigh", "explore"}  # an act that is only talked of
MUST_AUX = {"must", "should", "ought"}
CONDITION_MARKS = {"if", "unless", "whether", "lest", "until"}
DOUBTFUL_MARKS = {"allegedly", "reportedly", "purportedly", "supposedly", "possibly", "perhaps", "maybe"}


TIME_WORDS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "aug",
    "sept", "sep", "oct", "nov", "dec", "today", "yesterday", "tomorrow", "week", "month", "year", "morning",
    "evening", "night", "afternoon", "weekend", "day", "hour", "hours", "days", "weeks", "months", "years", "decade",
}  # fmt: skip


class Complement(NamedTuple):
    """What a word governs: `form` is clause, infinitive, gerund or nominal."""

    form: str
    token: Word
    preposition: str = ""


def children(token: Word, *labels: str) -> list[Word]:
    return [child for child in token.children if child.dep_ in labels]


def is_verb(token: Word) -> bool:
    return token.pos_ in VERBAL or token.tag_.startswith("VB")


def is_passive(verb: Word) -> bool:
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and not children(verb, "nsubj", "dobj", "aux"):
        # "was arrested and deported": the second participle shares the auxiliary.
        return verb.head.tag_ == "VBN" and is_verb(verb.head) and is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ == "advcl" and not children(verb, "aux", "nsubj", "dobj")


def with_conjuncts(token: Word) -> list[Word]:
    """The token and those coordinated with it."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += with_conjuncts(child)
    return found


def antecedent(token: Word) -> Word:
    """For a relative pronoun the noun that it stands for, else the token itself."""
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP", "IN", "DT", "WRB"):
        verb = token.head
        while verb.dep_ in ("conj", "xcomp", "ccomp", "aux", "prep") and verb.dep_ != "ROOT":
            verb = verb.head
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
    return token


def subjects(verb: Word, depth: int = 0) -> list[Word]:
    """Who does it: the logical subject, found by agreement, control and coordination. Empty when unsaid."""
    if depth > 8:
        return []
    if is_passive(verb):
        agents = [obj for by in children(verb, "agent") for obj in children(by, "pobj")]
        if not agents:
            # The parser often takes "by" for a plain preposition after a participle.
            agents = [o for p in children(verb, "prep") if p.lower_ == "by" for o in children(p, "pobj")]
        return agents
    own = [
        antecedent(child) for child in children(verb, "nsubj", "csubj") if child.pos_ in NOMINAL or child.pos_ == "DET"
    ]
    own = own or [antecedent(child) for child in children(verb, "nsubj")]
    if own:
        return own
    return _inherited_subject(verb, depth)


def _inherited_subject(verb: Word, depth: int) -> list[Word]:
    head = verb.head
    if verb.dep_ == "conj" and is_verb(head):
        if is_passive(head) and children(head, "nsubjpass"):
            return [antecedent(child) for child in children(head, "nsubjpass")]
        return subjects(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp") and (is_verb(head) or head.pos_ == "ADJ"):
        return controller(verb, depth)
    if verb.dep_ in ("acl", "relcl") and not is_verb(head):
        if verb.tag_ == "VBG" or verb.dep_ == "relcl":
            return [head, *noun_subject(head, depth)]  # "passed a resolution criticising …"
        return noun_subject(head, depth)
    if verb.dep_ == "advcl" and (is_verb(head) or head.pos_ == "ADJ"):
        return passive_subjects(head) or subjects(head, depth + 1)
    if verb.dep_ == "pcomp":
        governor = head.head
        if is_verb(governor) and head.lower_ in ("for", "of", "from") and (done_to := objects(governor)):
            return done_to  # "jailed X for insulting …", "accused X of shelling …", "stopped X from leaving"
        if is_verb(governor):
            return passive_subjects(governor) or subjects(governor, depth + 1)
        if governor.pos_ == "ADJ" and is_verb(governor.head):
            return subjects(governor.head, depth + 1)  # "is guilty of killing"
        return noun_subject(governor, depth)
    if verb.dep_ in ("appos", "dep", "parataxis") and is_verb(head):
        return subjects(head, depth + 1)
    return _just_before(verb) if verb.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBZ", "VBP") else []


def _just_before(verb: Word) -> list[Word]:
    """The noun in front of a main verb for which the parser found no subject: it hung it elsewhere."""
    position = verb.i - 1
    while position >= 0 and verb.doc[position].pos_ in ("ADV", "AUX"):
        position -= 1
    before = verb.doc[position] if position >= 0 else verb
    return [before] if before.pos_ in NOMINAL and before.dep_ in ("conj", "pobj", "appos", "npadvmod") else []


def controller(verb: Word, depth: int = 0) -> list[Word]:
    """Who is understood as the subject of an infinitive or participle: "urged X to", "promised to"."""
    head = verb.head
    if head.pos_ == "ADJ" or (head.pos_ == "AUX" and head.lemma_ == "be"):
        return [antecedent(c) for c in children(head, "nsubj")] or (
            subjects(head.head, depth + 1)
            if is_verb(head.head) and head.head is not head
            else subjects(head, depth + 1)
        )
    objects_ = children(head, "dobj", "dative")
    if is_passive(head):
        return passive_subjects(head)
    if objects_ and head.lemma_ not in ("promise", "threaten", "vow"):
        return [antecedent(o) for o in objects_]
    addressed = [
        o for p in children(head, "prep") if p.lower_ in ("on", "upon", "for", "to") for o in children(p, "pobj")
    ]
    if head.lemma_ in ("call", "appeal", "plead", "push", "press", "ask", "wait") and addressed:
        return addressed
    return subjects(head, depth + 1)


def owners(noun: Word) -> list[Word]:
    """Who is named as the doer beside a noun: "Georgia's decision", "a decision by Georgia"."""
    by = [p for p in children(noun, "prep", "agent") if p.lower_ == "by"]
    return children(noun, "poss") + [obj for prep in by for obj in children(prep, "pobj")]


def noun_subject(noun: Word, depth: int = 0) -> list[Word]:
    """Who does what a noun tells of: its owner, else the subject of its verb ("Georgia made a decision")."""
    if own := owners(noun):
        return own
    governor = noun.head
    if noun.dep_ in ("dobj", "attr") and is_verb(governor):
        return subjects(governor, depth + 1)
    if noun.dep_ == "pobj" and is_verb(governor.head):
        return subjects(governor.head, depth + 1)
    return []


def passive_subjects(verb: Word) -> list[Word]:
    """To whom it is done, where the verb is passive: its grammatical subject."""
    if not is_passive(verb):
        return []
    own = [antecedent(child) for child in children(verb, "nsubjpass")]
    if own:
        return own
    if verb.dep_ == "acl" and not is_verb(verb.head):
        return [verb.head]
    if verb.dep_ == "conj" and is_verb(verb.head):
        return passive_subjects(verb.head) or subjects(verb.head)
    if verb.dep_ in ("relcl",):
        return [verb.head]
    if verb.dep_ in ("advcl", "xcomp") and is_verb(verb.head):
        return subjects(verb.head)
    return []


def objects(verb: Word) -> list[Word]:
    """What the act is done to: direct object, subject of the passive, or the noun of a relative clause."""
    if is_passive(verb):
        return passive_subjects(verb) + children(verb, "dobj", "oprd")
    own = [antecedent(child) for child in children(verb, "dobj")]
    own = own or [antecedent(child) for child in children(verb, "oprd") if child.pos_ == "PROPN"]  # "called King Abel"
    own = own or [subject for clause in _verbless(verb) for subject in children(clause, "nsubj")]
    if own:
        return own
    if (
        verb.dep_ == "relcl"
        and children(verb, "nsubj")
        and not any(c.lower_ in RELATIVE for c in verb.children if c.dep_ == "nsubj")
    ):
        return [verb.head]  # "the sanctions Russia imposed"
    if verb.dep_ == "conj" and is_verb(verb.head) and verb.i > verb.head.i:
        return []
    # "seized and destroyed the boats": the object stands behind the last verb only.
    for sibling in children(verb, "conj"):
        if is_verb(sibling) and not any(t.dep_ in ("prep", "prt", "advmod") for t in verb.children if t.i > verb.i):
            return [antecedent(child) for child in children(sibling, "dobj")]
    return []


def _verbless(verb: Word) -> list[Word]:
    """A clause without a verb, whose subject is the object of the verb above: "found her guilty"."""
    return [clause for clause in children(verb, "ccomp") if clause.pos_ == "ADJ" and not auxiliaries(clause)]


def prepositional(token: Word) -> Iterator[tuple[str, Word]]:
    """Pairs of preposition and object that hang on a word, also through a second preposition ("out of")."""
    for prep in children(token, "prep", "agent", "dative", "prt", "advmod"):
        for obj in children(prep, "pobj"):
            yield prep.lower_, obj
        for inner in children(prep, "prep"):
            for obj in children(inner, "pobj"):
                yield inner.lower_, obj


def phrases_in(verb: Word) -> Iterator[Word]:
    """The nouns of a verb's phrases of place, nearest first, and of the phrases inside these."""
    for prep, obj in prepositional(verb):
        if prep in ("in", "from", "at", "inside", "into"):
            yield obj
            yield from (inner for p, inner in prepositional(obj) if p in ("in", "of", "at"))
            yield from children(obj, "poss", "compound", "appos")


def particles(verb: Word) -> set[str]:
    """Words right of a verb that may make one with it: "down", "with", "together"; not those of a date."""
    near = {clause.lower_ for clause in _verbless(verb)}
    for child in verb.children:
        if child.dep_ in ("prt", "prep", "advmod", "agent", "dative", "acomp", "oprd") and not _of_time(child):
            near.add(child.lower_)
            if child.dep_ in ("prt", "advmod", "prep"):
                near |= {c.lower_ for c in child.children if c.dep_ == "prep" and not _of_time(c)}
    return near


def _of_time(prep: Word) -> bool:
    return any(is_time_word(obj) for obj in children(prep, "pobj"))


def is_time_word(token: Word) -> bool:
    """Whether a noun is a day, month or year by its look; names need not have been recognised."""
    return (
        token.ent_type_ in ("DATE", "TIME")
        or token.lower_.rstrip(".") in TIME_WORDS
        or (token.is_digit and len(token.text) == 4 and token.text[:2] in ("18", "19", "20"))
    )


def complements(token: Word) -> Iterator[Complement]:
    """The clauses and nouns that a word governs and that may hold an act."""
    for child in token.children:
        if child.dep_ in ("ccomp", "xcomp", "acl", "advcl") and (is_verb(child) or child.dep_ in ("ccomp", "xcomp")):
            if child.dep_ == "advcl" and not any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
                continue
            for verb in with_conjuncts(child):
                yield Complement(_form(verb if verb is child else child), verb)
        elif child.dep_ in ("dobj", "attr", "nsubjpass", "oprd", "dative") and child.pos_ in NOMINAL:
            for noun in with_conjuncts(antecedent(child)):
                yield Complement("nominal", noun)
        elif child.dep_ in ("prep", "prt", "agent", "advmod", "dative"):
            yield from _after_preposition(child)
    if token.dep_ == "acl" and token.tag_ == "VBN" and not is_verb(token.head):
        yield Complement("nominal", token.head)  # "sanctions imposed by Russia"
    if token.dep_ == "relcl" and token.head in objects(token):
        yield Complement("nominal", token.head)


def _after_preposition(prep: Word) -> Iterator[Complement]:
    for child in prep.children:
        if child.dep_ == "pcomp":
            for verb in with_conjuncts(child):
                yield Complement("gerund", verb, prep.lower_)
        elif child.dep_ == "pobj":
            for noun in with_conjuncts(child):
                yield Complement("nominal", noun, prep.lower_)
        elif child.dep_ == "prep":
            yield from _after_preposition(child)


def _form(verb: Word) -> str:
    if any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children):
        return "infinitive"
    if verb.tag_ == "VBG" and not children(verb, "aux", "nsubj"):
        return "gerund"
    return "clause" if verb.dep_ == "ccomp" else "infinitive"


def is_negated(token: Word) -> bool:
    if any(
        c.dep_ == "neg" or c.lower_ in ("not", "n't", "never", "neither", "nor", "no longer") for c in token.children
    ):
        return True
    if token.dep_ in ("pcomp", "pobj") and token.head.lower_ == "without":
        return True
    return any(c.dep_ == "det" and c.lower_ == "no" for c in token.children)


def auxiliaries(verb: Word) -> set[str]:
    own = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if not own and verb.dep_ == "conj" and is_verb(verb.head) and not children(verb, "nsubj", "nsubjpass"):
        return auxiliaries(verb.head)
    return own


def is_condition(verb: Word) -> bool:
    """Whether the clause is introduced by "if" or the like, or by "should" before its subject."""
    starts = min((s.left_edge.i for s in children(verb, "nsubj", "nsubjpass") if s.lower_ != "that"), default=-1)
    for child in verb.children:
        if child.dep_ in ("mark", "advmod", "aux") and child.lower_ in CONDITION_MARKS:
            return True
        if child.dep_ == "aux" and child.lower_ in ("should", "were", "had") and child.i < starts:
            return True
    return False


def is_unreal(verb: Word) -> bool:
    """Whether a clause only names an act without saying that it happens: "ways of ending", "a chance to meet"."""
    if verb.dep_ == "pcomp":
        prep = verb.head
        return not is_verb(prep.head) and prep.lower_ in ("of", "on", "about", "for", "to", "towards", "toward", "in")
    if verb.dep_ == "conj" and is_verb(verb.head) and has_to(verb):
        return is_unreal(verb.head)  # "it is time to meet and to talk"
    if verb.dep_ == "acl":
        return has_to(verb)
    talked_of = verb.dep_ in ("xcomp", "ccomp") and verb.tag_ == "VBG" and verb.head.lemma_ in TALKING_OF
    return talked_of or verb.dep_ == "csubj"


def has_to(verb: Word) -> bool:
    """Whether a verb is an infinitive with "to" that tells of something to come: not "to have met"."""
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return any(c.tag_ == "TO" for c in aux) and not any(c.lower_ == "have" for c in aux)


def is_aim(verb: Word) -> bool:
    """Whether an infinitive hangs on a verb that the dictionary does not know: "is pushing to join"."""
    if verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ == "VB" and not children(verb, "nsubj", "aux"):
        return is_aim(verb.head)  # "to look and engage"
    return verb.dep_ in ("xcomp", "advcl") and has_to(verb)


OPPOSED = {"co", "non", "anti"}  # what these begin is another thing than what follows their hyphen


def object_keys(noun: Word) -> Iterator[str]:
    """How an object may be listed: its lemma, and its lemma after each word that narrows it."""
    lemma = noun.lemma_.lower()
    yield from hyphenated(noun)
    if noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).lower_ in OPPOSED:
        return  # "co-operation" is no operation
    yield lemma
    yield noun.lower_
    before = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod", "poss")]
    for child in before:
        yield f"{child.lower_} {lemma}"
        yield f"{child.lemma_.lower()} {lemma}"
    for first, second in pairwise(before):
        yield f"{first.lower_} {second.lower_} {lemma}"
    for prep, obj in prepositional(noun):
        if prep in ("of", "on", "for"):
            yield f"{obj.lemma_.lower()} {lemma}"
            yield f"{lemma} {prep} {obj.lemma_.lower()}"


def hyphenated(noun: Word) -> Iterator[str]:
    """What a word is with the part before its hyphen: "cease-fire" and "ceasefire" for its "fire"."""
    if noun.i > 1 and noun.nbor(-1).text == "-":
        first = noun.nbor(-2).lower_
        yield f"{first}-{noun.lemma_.lower()}"
        yield f"{first}{noun.lemma_.lower()}"
