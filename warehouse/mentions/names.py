"""A sentence → the names in it: what the model found, mended, and what is told by its look."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from spacy.tokens import Doc

from warehouse.knowledge.actor_names import Actors, Match, plain
from warehouse.mentions.people import is_name, name_words, surname
from warehouse.mentions.phrases import EVENT, NO_PARTY_LABELS, PLACE, THING, TREATY, Found
from warehouse.mentions.words import BODY_ENDS, CALENDAR, COURTESIES, DETERMINERS, HONORIFICS, SENTENCE_OPENERS, STOPS

LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
NAMED = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")
# What is named and yet no actor keeps the names inside it from being taken for parties.
LABELS = {label: label for label in NAMED} | {"EVENT": EVENT, "LAW": TREATY, "WORK_OF_ART": THING, "PRODUCT": THING}
OPENERS = DETERMINERS | STOPS | SENTENCE_OPENERS | {"even", "yesterday", "later", "now", "still", "like"}
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
# Behind a town: "Clinton, Iowa".
LAND_BEHIND = re.compile(r", ([A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+)?)")
# Words in capitals with the particles of surnames between them: "Jaap de Hoop Scheffer".
PARTICLE = "de|del|della|der|den|di|da|do|dos|du|la|le|van|von|ter|ten|bin|ben|bint|ibn|abu|al|el|[A-Z]\\."
RUN = re.compile(rf"[A-ZÀ-Þ][\w’'-]*\.?(?:{SPACE}(?:(?:{PARTICLE}){SPACE})*(?:al-|el-|d')?[A-ZÀ-Þ][\w’'-]*)*")
# In front of a name that is a place: "in Sinjar", "Near Palmyra", "the siege of Darayya".
WHERE = re.compile(
    r"(?:(?<!interest )(?<!confidence )(?<!trust )(?<!faith )(?<!believe )(?<!believes )\b[Ii]n"
    r"|\b[Nn]ear|\b[Oo]utside|\b[Tt]hroughout|\b(?:[Cc]ity|[Tt]own|[Vv]illage|[Dd]istrict|[Pp]rovince|[Ss]uburb|[Vv]icinity|[Ss]iege"
    r"|[Oo]utskirts|[Pp]ort|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) of) \Z"
)
# Behind one: "Tigris river", "Amarah, a city in the south".
PLACE_NOUN = (
    r"province|provinces|governorate|district|county|oblast|river|mountains|valley|peninsula|island|islands|city|town|"
    r"village|suburb|neighbo(?:u)?rhood|airport|dam|barrage|area|region"
)
IS_PLACE = re.compile(rf"(?:,? (?:a|an) (?:\w+ ){{0,2}}| )(?:{PLACE_NOUN})\b(?! (?:council|court|police|party|union))")
BEFORE = 24  # characters that WHERE may look at
# Behind a surname: what only a person does.
OF_ONE_PERSON = re.compile(
    r"(?: (?:also|first|again|later|then|himself|herself))? "
    r"(?:(?:was|is|had been) (?:(?:first|also|again|later|then) )?(?:born|married|elected|re-elected|appointed|"
    r"nominated|educated|sworn|buried|succeeded|arrested|jailed|exiled|assassinated|promoted|wounded|posted|captured)\b"
    r"|(?:resigned|retired|died|ran|stood|studied|graduated|campaigned|testified)\b|(?:won|lost|sought) re-election\b"
    r"|(?:was|is) (?:an? )?(?:[a-z-]+ ){0,2}(?:politician|lawyer|journalist|commander|officer|leader|candidate)\b"
    r"|(?:\w+ed|led|won|lost|held|told|kept|began|became|made|took|gave|ran|left|wrote|said) (?:\w+ ){0,3}"
    r"(?:his|her|himself|herself)\b)|, who(?:se)? "
)
# An acronym where it is explained: "the Italian Democratic Socialists (SDI)".
# Particles that begin a name: "Special Envoy de Mistura", "Abu Ghadiya".
TITLED = re.compile(rf"(?:(?:de|van|von|al|el|bin){SPACE}|al-|el-)?{RUN.pattern}")
KUNYA = re.compile(rf"(?:Abu|Umm|Ibn|Bin|Abdul){SPACE}\S")
LIST = re.compile(rf"[A-ZÀ-Þ][\w’'-]*(?:{SPACE}[A-ZÀ-Þ][\w’'-]*)?(?:, [A-ZÀ-Þ][\w’'-]*(?:{SPACE}[A-ZÀ-Þ][\w’'-]*)?)+")
REST_OF_NAME = re.compile(rf"(?:{SPACE}[A-ZÀ-Þ][\w’'-]*)*{SPACE}(?:al-|el-|bin |ibn )[A-ZÀ-Þ][\w’'-]*")
ACRONYM = re.compile(r"(?<=[a-z] )\(([A-Z][A-Za-z&-]*[A-Z]|[A-Z][a-z]?[A-Z]+)\)")


def names_found(texts: Mapping[int, str], docs: Mapping[int, Doc], actors: Actors) -> dict[int, list[Found]]:
    """What the model found, mended: trimmed, of one label throughout the article, and found wherever it stands."""
    raw = {index: list(_entities(doc, texts[index], actors)) for index, doc in docs.items()}
    for index, text in texts.items():
        raw[index] = without_overlap([*guessed(text, actors), *raw[index]])
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for index, names in raw.items():
        for name in names:
            votes[texts[index][name.start : name.end]][name.label] += 1
    labels = {text: sorted(count.items(), key=lambda item: (-item[1], item[0]))[0][0] for text, count in votes.items()}
    labels |= _by_neighbours(labels, texts.values(), actors)
    known = {
        text[match.start : match.end]: "PERSON"
        for text in texts.values()
        for match in actors.names(plain(text))
        if match.senses[0].kind == "person"
    }
    aliases = labels | _surnames_of({**known, **labels}, actors)
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


def _by_neighbours(labels: Mapping[str, str], texts: Collection[str], actors: Actors) -> dict[str, str]:
    """Other labels for names that the words beside them tell better than the model: places and people."""
    told: dict[str, str] = {}
    whole = "\n".join(texts)
    for name, label in labels.items():
        if label not in ("ORG", "NORP", "PERSON", "GPE") or name.isupper() or actors.named(name) or actors.words(name):
            continue
        beside = list(_places_of(name, whole))
        if label != "GPE" and any(_is_where(whole, *span) for span in beside):
            if not _is_whole_name(name, labels, actors):
                told[name] = "GPE"
        elif label != "PERSON" and " " not in name and any(OF_ONE_PERSON.match(whole, end) for _, end in beside):
            told[name] = label if actors.city_country(name) else "PERSON"
    return told


def _is_whole_name(name: str, labels: Mapping[str, str], actors: Actors) -> bool:
    """Whether it is a person's for other reasons: a given name, an office-holder's, the end of a longer one."""
    if actors.is_given_name(plain(name.split()[0])) or (" " not in name and actors.surnamed(name)):
        return True
    return any(label == "PERSON" and longer.endswith(" " + name) for longer, label in labels.items())


def _places_of(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in a text as a word of its own."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum():
            yield start, end
        start = text.find(name, end)


def _is_where(text: str, start: int, end: int) -> bool:
    is_behind = WHERE.search(text[max(0, start - BEFORE) : start]) and text[end : end + 1] not in ("'", "’")
    return bool(is_behind or IS_PLACE.match(text, end))


def _entities(doc: Doc, sentence: str, actors: Actors) -> Iterator[Found]:
    is_titled = _is_titled(sentence)
    for ent in doc.ents:
        if ent.label_ in LABELS:
            start, end = _trim(sentence, ent.start_char, ent.end_char)
            text = sentence[start:end]
            if len(text.rstrip(".")) < 2 or not LATIN.search(text):
                continue
            if is_titled and " " not in text and not text.isupper():
                continue  # in a headline of capitals a single word tells nothing; the body will name it
            if is_titled and text.count(" ") > 4:
                continue  # half the headline
            if ent.label_ == "PERSON" and not is_name(text):
                continue
            label = LABELS[ent.label_]
            if label in NO_PARTY_LABELS and (actors.names(plain(text)) if is_titled else actors.named(text)):
                continue
            for part in _parts(sentence, Found(start, end, label), actors):
                yield _relabelled(sentence, _whole(sentence, part), actors)


def _parts(text: str, found: Found, actors: Actors) -> list[Found]:
    """The members of a list that the model took for one name: "Doncaster, Halifax"."""
    name = text[found.start : found.end]
    if found.label != "ORG" or not LIST.fullmatch(name) or actors.words(name):
        return [found]
    return [
        Found(found.start + m.start(), found.start + m.end(), _likely_label(m.group(), actors))
        for m in RUN.finditer(name)
    ]


def _likely_label(name: str, actors: Actors) -> str:
    if actors.surnamed(name):
        return "PERSON"
    return "GPE" if actors.city_country(name) else "ORG"


def _whole(text: str, found: Found) -> Found:
    """With the end that the model cut off: "Badran Turki Hishan al-Mazidi"."""
    more = REST_OF_NAME.match(text, found.end) if found.label in ("PERSON", "ORG", "GPE") else None
    return Found(found.start, more.end(), "PERSON") if more else found


def _relabelled(text: str, found: Found, actors: Actors) -> Found:
    """Mend what small models mistake: a title taken into a name, people and towns taken for something else."""
    words = text[found.start : found.end].split()
    if found.label == "GPE" and len(words) == 1 and _is_acronym(words[0]) and not actors.names(words[0]):
        return found._replace(label="ORG")
    is_surname = len(words) == 1 and bool(actors.surnamed(words[0]))
    if found.label == "PERSON" and len(words) == 1 and not is_surname and actors.city_country(words[0]) is not None:
        return found if _behind_title(text, found.start, actors) else found._replace(label="GPE")
    is_where = re.search(r"\b(?:in|at|near) \Z", text[: found.start])
    if found.label in ("ORG", "GPE", "FAC") and is_surname and not is_where:
        return found._replace(label="PERSON")
    if found.label not in ("ORG", "PERSON", "GPE", "FAC") or len(words) < 2:
        return found
    if found.label == "PERSON" and words[-1] in BODY_ENDS and not actors.is_given_name(plain(words[0])):
        return found._replace(label="ORG")
    if (start := _behind_known(text, found, actors)) is not None:
        return Found(start, found.end, "PERSON")
    roles = [match for match in actors.words(text[found.start : found.end]) if match.senses[0].role is not None]
    last = roles[-1].senses[0].role if roles and roles[-1].end == found.end - found.start else None
    if found.label in ("PERSON", "GPE") and last is not None and last.kind in ("body", "group") and not last.is_plural:
        return found._replace(label="ORG")
    titles = [match for match in roles if _is_title(match)]
    rest = text[found.start + titles[-1].end : found.end].strip() if titles else ""
    if is_name(rest) and (" " in rest or titles[-1].start == 0) and not _is_body(rest, actors):
        return Found(found.end - len(rest), found.end, "PERSON")
    if not roles and actors.is_given_name(plain(words[0])) and is_name(" ".join(words)) and len(words) < 4:
        return found._replace(label="PERSON")
    if found.label == "PERSON" and last is not None and last.kind in ("body", "group"):
        return found._replace(label="ORG")
    if found.label == "PERSON" and _ends_in_role(" ".join(words), actors):
        return found._replace(label=THING)
    return found


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= 6 and word.isalpha()


def _behind_known(text: str, found: Found, actors: Actors) -> int | None:
    """Where a person's name begins behind a known name of something else: "Middle East Tobias Ellwood"."""
    for word in re.finditer(r"(?<= )\S+(?= )", text[found.start : found.end]):
        start = found.start + word.start()
        if actors.is_given_name(plain(word.group())) and actors.named(text[found.start : start].rstrip()):
            return start
    return None


def _is_body(name: str, actors: Actors) -> bool:
    """Whether capitals behind a title end in a role noun and are no name: "Workers Party", "Missile Defense"."""
    if actors.is_given_name(plain(name.split()[0])):
        return False
    return any(match.end == len(name) for match in actors.words(name))


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


def _is_part_of_name(match: Match, text: str) -> bool:
    """Whether a word for a creed or a people begins a body's name and is no title: "Christian Voice"."""
    role = match.senses[0].role
    is_both = match.senses[-1].kind == "homograph" and role is not None and role.sector_code not in ("MIL", "GOV")
    return is_both and text[match.start].isupper()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without articles and courtesies in front and possessive or marks behind."""
    while match := re.match(r"(\w+)\.?\s+", text[start:end]):
        if match.group(1).lower() not in DETERMINERS | HONORIFICS | SENTENCE_OPENERS:
            break
        start += match.end()
    while start < end and re.search(r"(?:['’]s?|[^\w.)]|\s)\Z", text[start:end]):
        end -= 1
    while (last := re.search(r"\s([a-z]+)\Z", text[start:end])) and last.group(1) in STOPS:
        end = start + last.start()
    if (rank := re.search(r"\s(\w+)\.?\Z", text[start:end])) and rank.group(1).lower() in HONORIFICS:
        end = start + rank.start()  # the rank of whoever is named next: "Navy Capt."
    while start < end and not text[start].isalnum():
        start += 1
    return start, end


def guessed(text: str, actors: Actors) -> Iterator[Found]:
    """Names by their look: a known given name and a surname, capitals behind a title, events and treaties."""
    is_titled = _is_titled(text)
    for run in RUN.finditer(text):
        words = [(m.start() + run.start(), m.group()) for m in re.finditer(r"\S+", run.group())]
        yield from [] if is_titled else _events(text, words, actors)
        if KUNYA.match(run.group()) and not actors.names(plain(run.group())) and not actors.city_country(run.group()):
            yield Found(run.start(), _end(run.end(), text), "PERSON")
            continue
        for start, word in words[:-1]:
            rest = run.group()[start - run.start() :]
            if actors.is_given_name(plain(word)) and not actors.named(rest) and not actors.words(rest):
                yield Found(start, _end(run.end(), text), "PERSON")
                break
        else:
            if len(words) > 1 and words[0][1].rstrip(".").lower() in COURTESIES:
                if not actors.words(words[1][1]):  # "Mr President"
                    yield Found(words[1][0], _end(run.end(), text), "PERSON")
            elif not is_titled:
                yield from _known_surname(words, text, actors)
    for match in [] if is_titled else actors.words(plain(text)):
        is_title = _is_title(match) and not _is_part_of_name(match, text)
        run = TITLED.match(text, match.end + 1) if is_title and text[match.end : match.end + 1] == " " else None
        if run is not None and _is_new_name(run.group(), actors):
            yield Found(run.start(), _end(run.end(), text), "PERSON")
    for vote in VOTE.finditer(text):
        yield Found(*vote.span(), EVENT)


def _known_surname(words: Sequence[tuple[int, str]], text: str, actors: Actors) -> Iterator[Found]:
    """The surname of somebody of politics that stands alone: "Merkel said", "On Monday Merkel", "But Merkel's"."""
    while len(words) > 1 and (words[0][1] in CALENDAR or words[0][1].lower() in OPENERS):
        words = words[1:]
    start, word = words[0]
    end = _end(start + len(word), text)
    if len(words) == 1 and actors.is_known_by_surname(text[start:end]) and not _is_town(text, end, actors):
        yield Found(start, end, "PERSON")


def _is_town(text: str, end: int, actors: Actors) -> bool:
    """Whether the land in which it lies follows: "Clinton, Iowa"."""
    land = LAND_BEHIND.match(text, end)
    return land is not None and any(sense.kind == "country" for sense in actors.named(land.group(1)))


def _events(text: str, words: Sequence[tuple[int, str]], actors: Actors) -> Iterator[Found]:
    """Events and treaties in a run of capitals: "Orange Revolution", "Battle of Kursk", "Operation Barbarossa"."""
    for at, (start, word) in enumerate(words):
        known = actors.not_actors.get(word.lower())
        if known is None:
            continue
        end, label = start + len(word), known.kind.upper()
        if label == PLACE and actors.is_given_name(plain(words[0][1])):
            continue  # "Veronica Lake"
        is_end = at == len(words) - 1
        more = GOES_ON.match(text, end) if is_end else None
        following = RUN.match(text, more.end()) if more else None
        if following and following.group().split()[0].rstrip(".,") in CALENDAR:
            following = None  # "left the Black Sea on Monday"
        if known.is_first and following is not None:
            yield Found(start, following.start() + len(following.group().rstrip(".")), label)
        elif (
            known.is_first
            and (not known.is_last or (label == PLACE and at == 0))
            and not is_end
            and not COUNTED.fullmatch(" " + words[at + 1][1])
        ):
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
    """Where a run of capitals ends as a name: without a possessive, and without the full stop of the sentence."""
    if text[end - 1] == "." and text[end - 4 : end - 1].isalpha():  # no initial, no "Jr."
        end -= 1
    return end - 2 if text[end - 2 : end] in ("'s", "’s") else end


def _surnames_of(labels: Mapping[str, str], actors: Actors) -> dict[str, str]:
    """The surnames of the people among these names."""
    aliases: dict[str, str] = {}
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
        if len(name) > 2:
            yield from (Found(start, end, label) for start, end in _places_of(name, text))


def without_overlap(names: Sequence[Found]) -> list[Found]:
    """The longest of overlapping names; of equally long ones the first."""
    kept: list[Found] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return sorted(kept)
