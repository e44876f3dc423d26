"""What office-holders tell of an article's day: whoever is named with an office in it held that office then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from warehouse.articles.article import Clue
from warehouse.knowledge.officeholders import Offices, Tenure

FULL_NAME, SURNAME, AMBIGUOUS = 0.9, 0.6, 0.3
DOUBTFUL = 0.5  # factor for rows that the knowledge files mark as doubtful
WORD = r"[A-ZÀ-Þ][\w'’.-]*[\w’]"
SMALL = r"(?:de|da|di|du|van|von|der|den|al|el|bin|ben|of|the|la|le|ter|dos|del)"
NAME_RUN = re.compile(rf"\s+((?:(?:{SMALL}\s+|al-|el-)*{WORD}[\s]*)+)")
NAME_BEFORE = re.compile(
    rf"((?:{WORD}\s+(?:{SMALL}\s+){{0,2}}){{0,3}}(?:al-|el-)?{WORD})\s*,\s*(?:[\w'’.-]+\s+){{0,4}}$"
)
# Words right before a title that make it another office, or put it into the past.
NOT_THE_OFFICE = re.compile(
    r"\b(?:deputy|vice|assistant|under|shadow|first|second|junior|candidate|honorary|deputies|alternate|co)[\s-]+$",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:former|ex|one-time|onetime|ousted|deposed|retired|past|previous|late)[\s-]+(?:[\w'’.-]+\s+){0,2}$",
    re.IGNORECASE,
)
THEN = re.compile(r"\bthen[\s-]+(?:[\w'’.-]+\s+){0,2}$", re.IGNORECASE)
ELECT = re.compile(r"^[\s-]*(?:elect|designate|in-waiting|hopeful|candidate)\b", re.IGNORECASE)
TELLS_OF_THE_PAST = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:era|decades? ago|years ago|historic|once|biograph\w+|memoirs?)\b"
)
TOKEN = re.compile(r"\w+")
LONGEST_NAME = 5  # words


@dataclass(frozen=True)
class TenureFinder:
    """Finds office-holders with their office in sentences. Made once for the offices that were loaded."""

    offices: Offices

    @cached_property
    def _title(self) -> re.Pattern[str]:
        titles = {title for words in self.offices.titles.values() for title in words if len(title) > 1}
        ordered = sorted(titles, key=lambda title: (-len(title), title))
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w’'])", re.IGNORECASE)

    @cached_property
    def _openers(self) -> frozenset[str]:
        """First words of titles: a sentence without one is passed over at a tenth of the cost."""
        return frozenset(TOKEN.findall(title)[0] for words in self.offices.titles.values() for title in words if title)

    def find(self, sentences: Iterable[str]) -> list[Clue]:
        """One clue a person and office: the strongest naming in the article counts."""
        best: dict[tuple[str, str], Clue] = {}
        for number, sentence in enumerate(sentences):
            for key, clue in self._in_sentence(sentence.replace("U.S.", "US"), is_lead=number < 4):
                if key not in best or clue.weight > best[key].weight:
                    best[key] = clue
        return [best[key] for key in sorted(best)]

    def _in_sentence(self, sentence: str, *, is_lead: bool) -> Iterator[tuple[tuple[str, str], Clue]]:
        if self._openers.isdisjoint(TOKEN.findall(sentence.lower())):
            return
        # A sentence that names a year may tell of the office-holders of that year.
        factor = 0.35 if TELLS_OF_THE_PAST.search(sentence) else 1.0 if is_lead else 0.9
        for match in self._title.finditer(sentence):
            before = sentence[: match.start()]
            if NOT_THE_OFFICE.search(before) or ELECT.match(sentence[match.end() :]):
                continue
            found = self._holder(sentence, match)
            if found is None:
                continue
            terms, text, weight = found
            implies, kind = _implied(terms, before)
            if implies:
                weight *= factor * (1.0 if all(term.is_sure for term in terms) else DOUBTFUL)
                key = ("+".join(sorted({term.person_id for term in terms})), kind)
                yield key, Clue(kind, text, implies, weight=round(weight, 3))

    def _holder(self, sentence: str, title: re.Match[str]) -> tuple[list[Tenure], str, float] | None:
        """Terms of whoever is named after the title, or before it as in "Sergei Lavrov, Russia's foreign minister"."""
        kinds = self.offices.kinds(re.sub(r"\s+", " ", title[0].replace("’", "'")))
        if after := NAME_RUN.match(sentence, title.end()):
            words = after[1].split()
            # "President of Mongolia Khaltmaagiin Battulga": only a country may stand between title and name.
            for start in range(min(len(words), 5) if words[0] == "of" else 1):
                for end in range(min(len(words), start + LONGEST_NAME), start + 1, -1):
                    if terms := self._terms(" ".join(words[start:end]), kinds):
                        return terms, sentence[title.start() : after.end()].strip(), FULL_NAME
            for end in range(min(len(words), 3), 0, -1):
                if terms := self._terms(" ".join(words[:end]), kinds, by_surname=True):
                    is_one = len({term.person_id for term in terms}) == 1
                    return terms, f"{title[0]} {' '.join(words[:end])}", SURNAME if is_one else AMBIGUOUS
        if name := NAME_BEFORE.search(sentence, 0, title.start()):
            words = name[1].split()
            for start in range(len(words) - 1):
                if terms := self._terms(" ".join(words[start:]), kinds):
                    return terms, sentence[name.start() : title.end()], FULL_NAME
        return None

    def _terms(self, name: str, kinds: frozenset[str], *, by_surname: bool = False) -> list[Tenure]:
        name = re.sub(r"['’]s$", "", name)
        people = self.offices.surnamed(name) if by_surname else self.offices.named(name)
        return [term for person in people for term in person.tenures if term.kind in kinds]


def _implied(terms: list[Tenure], before: str) -> tuple[str, str]:
    """What the naming implies, and the kind of clue: intervals for a holder, a lower bound for a former one."""
    if PAST.search(before):
        ends = [term.held_until for term in terms]
        return (f">={min(end for end in ends if end)}", "former office-holder") if all(ends) else ("", "")
    if THEN.search(before):
        return f">={min(term.held_from for term in terms)}", "former office-holder"
    return intervals((term.held_from, term.held_until) for term in terms), "office-holder"


def intervals(spans: Iterable[tuple[date, date | None]]) -> str:
    """Spans of days, joined where they touch, in order: "2000-05-07/2008-05-07,2012-05-07/..", ".." where open."""
    joined: list[tuple[date, date | None]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], span[1] or date.max)):
        if joined and (joined[-1][1] is None or start <= joined[-1][1] + timedelta(days=31)):
            last = joined[-1]
            joined[-1] = (last[0], None if end is None or last[1] is None else max(end, last[1]))
        else:
            joined.append((start, end))
    return ",".join(f"{start}/{end or '..'}" for start, end in joined)
