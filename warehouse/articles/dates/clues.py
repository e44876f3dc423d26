"""Gathers what a document holds of its own day of publication: statements, hints, bounds and traps, with weights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from warehouse.articles.article import Clue
from warehouse.articles.dates.acts import told_acts
from warehouse.articles.dates.implications import exact_day
from warehouse.articles.dates.stamps import FULL_DATE, TRIMMINGS, line_clues, written_dates
from warehouse.articles.dates.tense import AHEAD, AHEAD_OF_YEAR, FUTURE, NEARBY, PAST_VERB
from warehouse.articles.dates.tenures import TenureFinder
from warehouse.articles.dates.words import SHORT_WEEKDAYS, WEEKDAY_NAMES, YEAR, safe_date
from warehouse.articles.reading import Dateline, LinePlace, Reading, Stated
from warehouse.articles.sentences import split_sentences
from warehouse.events.days import DayWords, find_days
from warehouse.knowledge.officeholders import Offices

# How far each kind of statement is trusted, alone. A date in an address needs another clue beside it.
STATED_WEIGHTS = {
    "told": 0.97,
    "jsonld_published": 0.95,
    "meta_published": 0.92,
    "time_element": 0.7,
    "htmldate": 0.6,
    "url": 0.4,
}
STATED_NAMES = {
    "told": "told by the source",
    "jsonld_published": "page metadata",
    "meta_published": "page metadata",
    "jsonld_modified": "page metadata, modified",
    "meta_modified": "page metadata, modified",
    "time_element": "time element",
    "htmldate": "page search",
    "url": "address",
}
LATER = 0.5  # factor for the second and later statement of a kind
ENGLISH = ("en", "und")
HEAD_PARAGRAPHS, HEAD_LINES = 4, 12
LEAD_SENTENCES = 4
LONGEST_QUOTE = 120  # characters of evidence kept with a clue

# Kinds of line that mean the same below the text; a bare date there, without a time, may be of another article.
BELOW_THE_TEXT = {"page stamp", "published line"}

# Years that name something to come or to compare with, rather than tell when something was.
NOT_TOLD = re.compile(
    r"(?:\b(?:by|until|till|through|beyond|towards?|before|for|up to|target of)\s+(?:the\s+)?(?:end of\s+)?"
    rf"|[-–—/£$€.,]|\d )(?:{YEAR})\b|\b{YEAR}\b(?=[-–—/]\d|['’]?s\b"
    r"|\s+(?:people|men|women|troops|km|kilomet|tonne|ton|dollars|euros|percent|winter|summer)"
    r"|\s+(?:[\w-]+\s+){0,2}(?:olympics?|world cup|games|elections?|season|budget|edition|goals?|target|deadline|agenda"
    r"|campaign|fiscal|championships?|expo|vote|race|draft|term|census|film|model|summit|plan))",
    re.IGNORECASE,
)
ANY_YEAR = re.compile(rf"(?<![\w.,$£€-]){YEAR}(?![\w-]|[.,]\d)")
TODAY_IS = re.compile(
    r"\b(?:today|this (?:morning|afternoon|evening)|tonight)\b[\s,(]*(?:\w+day,?\s+)?$", re.IGNORECASE
)
UNTRIMMED = re.compile(r"\w+")
FILE_PHOTO = re.compile(r"\bfile (?:photo|picture|image)|^\W*FILE\b|\barchive photo", re.IGNORECASE)
DATED_POST = re.compile(r"\(@\w+\)\s*$")
FRESH = 0.61  # weight of a day that is told with its weekday or under a post
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")


@lru_cache(maxsize=4)
def _finder(offices: Offices) -> TenureFinder:
    return TenureFinder(offices)


def find_clues(reading: Reading, offices: Offices) -> tuple[Clue, ...]:
    """All clues to the day of publication that the document itself holds, the strongest first; none is weighed yet."""
    sentences = [reading.body[span.start : span.end] for span in split_sentences(reading.body)]
    lead = [text for text in (reading.title, reading.lead) if text]
    opening = [*([reading.lead] if reading.lead else []), *sentences]
    clues = [
        *_stated(reading.stated),
        *_lines(reading),
        *_dateline(reading.dateline),
        *_today_is(opening[: LEAD_SENTENCES * 2]),
        *_lead_weekday(opening[:LEAD_SENTENCES], reading.dateline),
        *(told_acts(sentences) if reading.language in ENGLISH else ()),
        *_days_around([*lead, *sentences]),
        *(_told_years(lead, sentences) if reading.language in ENGLISH else ()),
        *_finder(offices).find([*lead, *sentences]),
        Clue("reach of the knowledge files", "", f"<={offices.known_until.year + 1}-12-31", weight=0.3),
    ]
    return tuple(sorted(set(clues), key=lambda clue: (-clue.weight, clue)))


def _stated(everything: Iterable[Stated]) -> Iterator[Clue]:
    """Statements of the markup or the record. The first time element is the article's own; others may be of links."""
    seen: set[str] = set()
    for stated in everything:
        kind = STATED_NAMES.get(stated.kind, stated.kind)
        day = stated_day(stated.value)
        if day is None:
            continue
        if stated.kind.endswith("_modified"):
            yield Clue(kind, stated.value, f"<={day}", weight=0.5)
            continue
        weight = STATED_WEIGHTS.get(stated.kind, 0.5)
        yield Clue(
            kind, stated.value, day.isoformat(), weight=round(weight * LATER if stated.kind in seen else weight, 3)
        )
        seen.add(stated.kind)


def stated_day(value: str) -> date | None:
    """The day that a stated moment names, by the clock of whoever wrote it; None when it can't be told."""
    if compact := re.fullmatch(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*", value):
        return safe_date(int(compact[1]), int(compact[2]), int(compact[3]))
    found = next(written_dates(value), None)
    return found.day if found and found.other is None else None


def _lines(reading: Reading) -> Iterator[Clue]:
    """Dates in the lines above and below the text, and in what looks like such a line at its beginning."""
    before, within, after = ([line.text for line in reading.furniture if line.place is place] for place in LinePlace)
    head = [line for part in reading.body.split("\n\n")[:HEAD_PARAGRAPHS] for line in part.splitlines()[:HEAD_LINES]]
    dated: set[str] = set()
    title = reading.title or ""
    for line in [*before, reading.byline or "", title if _is_only_a_date(title, words=2) else "", *head, *within]:
        for clue in line_clues(line, reading.language):
            # The first line with a date is the article's own; later ones are mostly links to other articles.
            factor = LATER if clue.kind == "date line" and dated - {clue.implies} else 1.0
            if exact_day(clue.implies):
                dated.add(clue.implies)
            yield clue._replace(weight=round(clue.weight * factor, 3))
    for line in after:
        for clue in line_clues(line, reading.language):
            if clue.kind in BELOW_THE_TEXT:
                yield clue
            elif not dated and _is_only_a_date(line):
                yield clue._replace(weight=0.6)


def _is_only_a_date(line: str, *, words: int = 0) -> bool:
    return len(UNTRIMMED.findall(TRIMMINGS.sub(" ", FULL_DATE.sub(" ", line)))) <= words


def _dateline(dateline: Dateline | None) -> Iterator[Clue]:
    if dateline is None or dateline.month is None or dateline.day is None:
        return
    if safe_date(dateline.year or 2000, dateline.month, dateline.day) is None:
        return
    year = f"{dateline.year}" if dateline.year else "XXXX"
    yield Clue("dateline", dateline.text.strip(), f"{year}-{dateline.month:02d}-{dateline.day:02d}", weight=0.9)
    if dateline.weekday is not None:
        yield Clue(
            "weekday in the dateline", dateline.text.strip(), f"weekday={WEEKDAY_NAMES[dateline.weekday]}", weight=0.8
        )


def _today_is(sentences: Iterable[str]) -> Iterator[Clue]:
    """ "… said today (14 October 2011)"."""
    for sentence in sentences:
        for written in written_dates(sentence):
            if TODAY_IS.search(sentence[: written.start]):
                yield Clue("today's date", _quote(sentence, written.start), written.day.isoformat(), weight=0.9)


def _lead_weekday(sentences: list[str], dateline: Dateline | None) -> Iterator[Clue]:
    """The first weekday of the lead: wire stories name the day they tell of, that of publication or its eve."""
    for number, sentence in enumerate(sentences):
        days = [day for day in find_days(sentence) if re.fullmatch(r"weekday=\w+", day.value)]
        if days and not FUTURE.search(sentence[: days[0].start]) and not FILE_PHOTO.search(sentence):
            weight = (0.8 if dateline else 0.6) if number == 0 else 0.4
            yield Clue("weekday in the lead", _quote(sentence, days[0].start), days[0].value, weight=weight)
            return


def _days_around(sentences: Iterable[str]) -> Iterator[Clue]:
    """Days without a year: the latest that is told and the earliest to come hold the article between them."""
    told: dict[str, str] = {}
    coming: dict[str, str] = {}
    for sentence in sentences:
        for day in find_days(sentence):
            main, _, weekday = day.value.partition(";")
            if weekday and re.fullmatch(r"XXXX-\d\d-\d\d", main):
                yield Clue("weekday of a day", day.text, f"{main};weekday={weekday}", weight=0.6)
            if re.fullmatch(r"XXXX-\d\d-\d\d", main):
                (coming if FUTURE.search(sentence[: day.start][-NEARBY:]) else told).setdefault(
                    main, _quote(sentence, day.start)
                )
    if not told or not coming:
        return
    last_told, first_coming = max(told), min(coming)
    first, second = (safe_date(2000, *map(int, day.split("-")[1:])) for day in (last_told, first_coming))
    if first and second and 0 <= (second - first).days <= 3:
        text = f"{told[last_told]} … {coming[first_coming]}"
        yield Clue("days told and to come", text, f"{last_told}/{first_coming}", weight=0.6)


def _told_years(lead: list[str], sentences: list[str]) -> Iterator[Clue]:
    """Days and years: an article isn't older than what it tells as past, nor younger than what it still expects."""
    told: dict[date, tuple[str, int]] = {}
    ahead: dict[int, str] = {}
    full: dict[date, float] = {}
    for sentence in [*lead, *sentences]:
        if not ANY_YEAR.search(sentence) or line_clues(sentence):
            continue
        for match in AHEAD.finditer(sentence):
            ahead.setdefault(int(match["year"]), _quote(sentence, match.start("year")))
        for day, text, freshness in _told_days(sentence, is_first=sentence in sentences[:1]):
            if freshness:
                full[day] = max(full.get(day, 0.0), freshness)
            told[day] = (told.get(day, (text, 0))[0], told.get(day, ("", 0))[1] + 1)
    for day in sorted(told, reverse=True)[:3]:
        text, count = told[day]
        yield Clue("told as past", text, f">={day}", weight=0.6 if count == 1 else 0.7)
    if full and max(full) == max(told):
        # The latest day that a text tells of is often its own, most of all where its weekday or a dated post shows
        # that it is fresh; alone it says little.
        latest = max(full)
        kind = "latest day told" if full[latest] < FRESH else "latest day told, with its weekday or a dated post"
        yield Clue(kind, told[latest][0], latest.isoformat(), weight=full[latest])
    if ahead:
        year = min(ahead)
        yield Clue("expected", ahead[year], f"<={year}-12-31", weight=0.5)


def _told_days(sentence: str, *, is_first: bool) -> Iterator[tuple[date, str, float]]:
    """First days of what the sentence tells as past, the words, and how fresh a day it is; 0 for months and years."""
    is_past = bool(PAST_VERB.search(sentence)) and not FUTURE.search(QUOTED.sub(" ", sentence))
    taken: list[tuple[int, int]] = [(found.start(), found.end()) for found in NOT_TOLD.finditer(sentence)]
    for words in find_days(sentence):
        if found := re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)", words.value):
            day = safe_date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
            freshness = _freshness(sentence, words, is_first=is_first) if found[3] else 0.0
            is_told = is_past or (freshness == FRESH and not FUTURE.search(sentence[: words.start][-NEARBY:]))
            if (
                day
                and is_told
                and not _overlaps(words.start, words.end, taken)
                and not _is_ahead(sentence, words.start)
            ):
                yield day, _quote(sentence, words.start), freshness
            taken.append((words.start, words.end))
    if is_past:
        for match in ANY_YEAR.finditer(sentence):
            if not _overlaps(match.start(), match.end(), taken) and not _is_ahead(sentence, match.start()):
                yield date(int(match[0]), 1, 1), _quote(sentence, match.start()), 0.0


def _freshness(sentence: str, words: DayWords, *, is_first: bool) -> float:
    """Weight of a full date as the article's own day: more under a post, with its weekday, or as its first words."""
    if FILE_PHOTO.search(sentence):
        return 0.0
    opens = is_first and re.fullmatch(r"\W*On\s+", sentence[: words.start])
    has_weekday = words.text[:3].lower() in SHORT_WEEKDAYS
    return FRESH if opens or has_weekday or DATED_POST.search(sentence, 0, words.start) else 0.35


def _is_ahead(sentence: str, at: int) -> bool:
    return bool(AHEAD_OF_YEAR.search(sentence, 0, at))


def _overlaps(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _quote(sentence: str, at: int) -> str:
    """The words around a place, whole and on one line."""
    if len(sentence) > LONGEST_QUOTE:
        start = max(0, at - LONGEST_QUOTE // 2)
        sentence = (
            re.sub(r"^\S+\s", "…", sentence[start : start + LONGEST_QUOTE]) if start else sentence[:LONGEST_QUOTE]
        )
    return " ".join(sentence.split())
