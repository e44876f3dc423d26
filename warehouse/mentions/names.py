"""A sentence → the names in it: what the model found, mended, and what is told by its look."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc

from warehouse.knowledge.actor_names import Actors, Match, plain
from warehouse.mentions.people import is_name, name_words, surname
from warehouse.mentions.phrases import EVENT, NO_PARTY_LABELS, THING, TREATY, Found
from warehouse.mentions.words import CALENDAR, COURTESIES, DETERMINERS, HONORIFICS, STOPS

LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
NAMED = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")
# What is named and yet no actor keeps the names inside it from being taken for parties.
LABELS = {label: label for label in NAMED} | {"EVENT": EVENT, "LAW": TREATY, "WORK_OF_ART": THING, "PRODUCT": THING}
SPACE = r"[ \u00a0]"
# Votes by their look: "the 2001 Italian general election".
VOTE_WORDS = (
    "of|special|by|midterm|mid-term|general|presidential|parliamentary|legislative|federal|local|municipal|regional|"
    "provincial|state|gubernatorial|leadership|senatorial|snap"
)
VOTE = re.compile(
    rf"\b(?:1[89]|20)\d\d{SPACE}(?:(?:[A-ZÀ-Þ][\w.'’-]*|{VOTE_WORDS})[ \u00a0-]){{1,8}}"
    r"(?:elections?|referend(?:um|a)|plebiscites?|primary|primaries|caucus(?:es)?|uprising|coup|summit|riots|protests)(?!\w)"
)
# What a name of an event or treaty goes on with: "War of Independence", "Treaty on Open Skies", "World War II".
GOES_ON = re.compile(rf"{SPACE}(?:of|on|for){SPACE}(?:the{SPACE})?(?=[A-ZÀ-Þ])")
COUNTED = re.compile(rf"{SPACE}(?:[IVX]+|One|Two|[12])\b")
YEAR_BEFORE = re.compile(rf"\b(?:1[89]|20)\d\d{SPACE}\Z")
# Words in capitals with the particles of surnames between them: "Jaap de Hoop Scheffer".
PARTICLE = "de|del|della|der|den|di|da|do|dos|du|la|le|van|von|ter|ten|bin|ben|bint|ibn|abu|al|el|[A-Z]\\."
RUN = re.compile(rf"[A-ZÀ-Þ][\w’'-]*\.?(?:{SPACE}(?:(?:{PARTICLE}){SPACE})*(?:al-|el-|d')?[A-ZÀ-Þ][\w’'-]*)*")
# An acronym where it is explained: "the Italian Democratic Socialists (SDI)".
ACRONYM = re.compile(r"(?<=[a-z] )\(([A-Z][A-Za-z&-]*[A-Z]|[A-Z][a-z]?[A-Z]+)\)")


def names_found(texts: Mapping[int, str], docs: Mapping[int, Doc], actors: Actors) -> dict[int, list[Found]]:
    """What the model found, mended: trimmed, of one label throughout the article, and found wherever it stands."""
    raw = {index: list(_entities(doc, texts[index], actors)) for index, doc in docs.items()}
    for index, text in texts.items():
        raw[index] = without_overlap([*raw[index], *guessed(text, actors)])
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for index, names in raw.items():
        for name in names:
            votes[texts[index][name.start : name.end]][name.label] += 1
    labels = {text: sorted(count.items(), key=lambda item: (-item[1], item[0]))[0][0] for text, count in votes.items()}
    aliases = _aliases(labels, actors)
    for text in texts.values():
        aliases |= {match.group(1): "ORG" for match in ACRONYM.finditer(text) if not actors.named(match.group(1))}
    return {
        index: without_overlap(
            [
                *(Found(n.start, n.end, aliases.get(text[n.start : n.end], n.label)) for n in raw[index]),
                *_again(text, aliases),
            ]
        )
        for index, text in texts.items()
    }


def _entities(doc: Doc, sentence: str, actors: Actors) -> Iterator[Found]:
    is_titled = _is_titled(sentence)
    for ent in doc.ents:
        if ent.label_ in LABELS:
            start, end = _trim(sentence, ent.start_char, ent.end_char)
            text = sentence[start:end]
            if not LATIN.search(text) or (is_titled and " " not in text and not text.isupper()):
                continue  # in a headline of capitals a single word tells nothing; the body will name it
            if is_titled and text.count(" ") > 4:
                continue  # half the headline
            if ent.label_ == "PERSON" and not is_name(text):
                continue
            label = LABELS[ent.label_]
            if label in NO_PARTY_LABELS and (actors.names(plain(text)) if is_titled else actors.named(text)):
                continue
            yield _relabelled(sentence, Found(start, end, label), actors)


def _relabelled(text: str, found: Found, actors: Actors) -> Found:
    """Mend what small models mistake: a title taken into a name, people and towns taken for something else."""
    words = text[found.start : found.end].split()
    is_surname = len(words) == 1 and bool(actors.offices.surnamed(words[0]))
    if found.label == "PERSON" and len(words) == 1 and not is_surname and actors.city_country(words[0]) is not None:
        return found if _behind_title(text, found.start, actors) else found._replace(label="GPE")
    is_where = re.search(r"\b(?:in|at|near) \Z", text[: found.start])
    if found.label in ("ORG", "GPE", "FAC") and is_surname and not is_where:
        return found._replace(label="PERSON")
    if found.label not in ("ORG", "PERSON", "GPE", "FAC") or len(words) < 2:
        return found
    roles = [match for match in actors.words(text[found.start : found.end]) if match.senses[0].role is not None]
    titles = [match for match in roles if _is_title(match)]
    rest = text[found.start + titles[-1].end : found.end].strip() if titles else ""
    if is_name(rest) and (" " in rest or titles[-1].start == 0) and not _ends_in_role(rest, actors):
        return Found(found.end - len(rest), found.end, "PERSON")
    if not roles and actors.is_given_name(plain(words[0])) and is_name(" ".join(words)) and len(words) < 4:
        return found._replace(label="PERSON")
    last = roles[-1].senses[0].role if roles and roles[-1].end == found.end - found.start else None
    if found.label == "PERSON" and last is not None and last.kind in ("body", "group"):
        return found._replace(label="ORG")
    if found.label == "PERSON" and _ends_in_role(" ".join(words), actors):
        return found._replace(label=THING)
    return found


def _behind_title(text: str, start: int, actors: Actors) -> bool:
    before = text[max(0, start - 40) : start].rstrip()
    last = before.split()[-1].rstrip(".").lower() if before else ""
    return last in COURTESIES or any(match.end == len(before) and _is_title(match) for match in actors.words(before))


def _ends_in_role(name: str, actors: Actors) -> bool:
    """Whether capitals end in a word for a sphere and no surname: "Missile Defense"."""
    words = name.split()
    if actors.is_given_name(plain(words[0])):
        return False
    return any(match.end == len(name) and _is_sphere(match) for match in actors.words(name))


def _is_sphere(match: Match) -> bool:
    role = match.senses[0].role
    return role is not None and (role.kind == "adjective" or match.senses[-1].kind == "homograph")


def _is_title(match: Match) -> bool:
    role = match.senses[0].role
    return role is not None and role.kind == "person" and not role.is_plural


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without articles and courtesies in front and possessive or marks behind."""
    while match := re.match(r"(\w+)\.?\s+", text[start:end]):
        if match.group(1).lower() not in DETERMINERS | HONORIFICS:
            break
        start += match.end()
    while start < end and re.search(r"(?:['’]s?|[^\w.)]|\s)\Z", text[start:end]):
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return start, end


def guessed(text: str, actors: Actors) -> Iterator[Found]:
    """Names by their look: a known given name and a surname, capitals behind a title, events and treaties."""
    is_titled = _is_titled(text)
    for run in RUN.finditer(text):
        words = [(m.start() + run.start(), m.group()) for m in re.finditer(r"\S+", run.group())]
        yield from [] if is_titled else _events(text, words, actors)
        for start, word in words[:-1]:
            rest = run.group()[start - run.start() :]
            if actors.is_given_name(plain(word)) and not actors.named(rest) and not actors.words(rest):
                yield Found(start, _end(run.end(), text), "PERSON")
                break
        else:
            if len(words) > 1 and words[0][1].rstrip(".").lower() in COURTESIES:
                yield Found(words[1][0], _end(run.end(), text), "PERSON")
    for match in [] if is_titled else actors.words(plain(text)):
        run = RUN.match(text, match.end + 1) if _is_title(match) and text[match.end : match.end + 1] == " " else None
        if run is not None and _is_new_name(run.group(), actors):
            yield Found(run.start(), _end(run.end(), text), "PERSON")
    for vote in VOTE.finditer(text):
        yield Found(*vote.span(), EVENT)


def _events(text: str, words: Sequence[tuple[int, str]], actors: Actors) -> Iterator[Found]:
    """Events and treaties in a run of capitals: "Orange Revolution", "Battle of Kursk", "Operation Barbarossa"."""
    for at, (start, word) in enumerate(words):
        known = actors.not_actors.get(word.lower())
        if known is None:
            continue
        end, label = start + len(word), known.kind.upper()
        is_end = at == len(words) - 1
        more = GOES_ON.match(text, end) if is_end else None
        following = RUN.match(text, more.end()) if more else None
        if known.is_first and following is not None:
            yield Found(start, following.start() + len(following.group().rstrip(".")), label)
        elif known.is_first and not known.is_last and not is_end and not COUNTED.fullmatch(" " + words[at + 1][1]):
            yield Found(start, _end(words[-1][0] + len(words[-1][1]), text), label)
        elif known.is_last:
            counted = COUNTED.match(text, end)
            begin = next((s for s, w in words[:at] if w.lower() not in DETERMINERS | STOPS), start)
            if begin < start and (is_end or counted):
                year = YEAR_BEFORE.search(text, max(0, begin - 6), begin)
                yield Found(year.start() if year else begin, counted.end() if counted else end, label)


def _is_titled(text: str) -> bool:
    """Whether a headline puts most words in capitals, so that they tell no names."""
    if text.rstrip("\"'”’ ").endswith((".", "!", ":")):
        return False
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words) and len(words) > 3


def _is_new_name(text: str, actors: Actors) -> bool:
    """Whether capitals behind a title are a name that the dictionary lacks: "Patriarch Kirill"."""
    if text.split()[0].strip(".") in CALENDAR or text.isupper() or len(text) < 3:
        return False
    return not actors.names(plain(text)) and not actors.words(text)


def _end(end: int, text: str) -> int:
    return end - 2 if text[end - 2 : end] in ("'s", "’s") else end


def _aliases(labels: Mapping[str, str], actors: Actors) -> dict[str, str]:
    """Each name with its label; people's surnames too."""
    aliases = dict(labels)
    for name, label in labels.items():
        if label == "PERSON" and len(name_words(name)) > 1:
            for short in (surname(name), name_words(name)[-1]):
                if len(short) > 2 and not actors.named(short):
                    aliases[short] = "PERSON"
                    aliases[short[0].upper() + short[1:]] = "PERSON"
    return aliases


def _again(text: str, aliases: Mapping[str, str]) -> Iterator[Found]:
    """The names of the article wherever they stand in a sentence."""
    for name, label in aliases.items():
        if len(name) < 3 or name not in text:
            continue
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum():
                yield Found(start, end, label)
            start = text.find(name, end)


def without_overlap(names: Sequence[Found]) -> list[Found]:
    """The longest of overlapping names; of equally long ones the first."""
    kept: list[Found] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return sorted(kept)
