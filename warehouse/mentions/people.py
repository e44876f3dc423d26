"""People's names: what spellings of one name share, whom a name may mean, and an id for people whom nobody listed."""

from __future__ import annotations

import re
from functools import lru_cache

from warehouse import ids
from warehouse.knowledge.actor_names import Actors
from warehouse.knowledge.officeholders import PARTICLES, fold

PATRONYMIC = re.compile(r"\w{3,}(?:ovich|evich|ovna|evna|ievich|ichna)\Z")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "ibn", "bin"})
# Letters that transliterations of one name differ in, in the order in which they are made equal.
SPELLINGS = (
    *(("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("zh", "j"), ("dj", "j"), ("dzh", "j")),
    *(("ts", "c"), ("tz", "c"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v")),
    *(("yu", "u"), ("ya", "a"), ("ye", "e"), ("ia", "a"), ("iu", "u"), ("iy", "i"), ("yi", "i"), ("ij", "i")),
    *(("y", "i"), ("ie", "e"), ("ff", "v"), ("oo", "u"), ("ou", "u")),
)


@lru_cache(maxsize=20_000)
def spelling_key(word: str) -> str:
    """What the transliterations of one word share: Grushko, Saakashvili/Sakashvili, Lukashenka/Lukaschenka."""
    key = re.sub(r"[^a-z]", "", fold(word).lower())
    for old, new in SPELLINGS:
        key = key.replace(old, new)
    key = re.sub(r"(.)\1+", r"\1", key)
    return key.removesuffix("i") if len(key) > 4 and key.endswith(("ii", "ei", "oi", "ai")) else key


def name_words(name: str) -> list[str]:
    """The words of a person's name that tell people apart: no initials, patronymics, "Jr."."""
    words = [word.strip(".,'’") for word in re.split(r"[\s\u00a0]+", name)]
    words = [word for word in words if len(word) > 1 and word.lower() not in SUFFIXES] or words
    if len(words) > 2:
        words = [word for at, word in enumerate(words) if at in (0, len(words) - 1) or not PATRONYMIC.match(fold(word))]
    return words


def name_key(name: str, actors: Actors) -> str:
    """What the spellings of one full name share; a given name counts by its group in offices/given_names.csv."""
    words = name_words(name)
    given = actors.given_name(words[0]) if len(words) > 1 else words[0]
    return " ".join(filter(None, map(spelling_key, [given, *words[1:]])))


def surname(name: str) -> str:
    """The family name as second references use it: Scheffer's is "de Hoop Scheffer"."""
    words = name_words(name)
    start = len(words) - 1
    while start > 1 and (words[start - 1].lower() in PARTICLES or words[start - 1][0].islower()):
        start -= 1
    # "de Hoop Scheffer": a particle further in front still belongs to the family name.
    for at in range(1, start):
        if words[at].lower() in PARTICLES or words[at][0].islower():
            start = at
            break
    return " ".join(words[start:])


def text_person_id(name: str, country_code: str | None, actors: Actors) -> str:
    """The id of a person whom knowledge lacks: the same for every spelling of the name in that country."""
    return ids.row_id("person", name_key(name, actors), country_code or "")


def is_name(text: str) -> bool:
    """Whether a string can be a person's name at all: no digits, starts in upper case (after particles)."""
    words = text.split()
    if not words or len(words) > 6 or any(char.isdigit() for char in text):
        return False
    return words[-1][0].isupper() and all(word[0].isupper() or word.lower() in PARTICLES for word in words)
