"""On which day an act happened: finds the words for it, and resolves them from the article's own day.

`find_days` reads the words once; their normalised value is kept with the report, so that `resolve` can compute the
day again, without the text, whenever the article is dated or re-dated. The forms of a value:

| value | words |
| --- | --- |
| `2008-08-26`, `2008-08`, `2002` | 26 August 2008; August 2008; in 2002 |
| `XXXX-08-08`, `XXXX-11` | August 8; in November |
| `XXXX-10-26;thursday` | Thursday, October 26 |
| `2006-09;late`, `month+0;early` | late September 2006; early this month |
| `weekday=thursday`, `weekday=thursday;next` | on Thursday; next Thursday |
| `day+0`, `day-1`, `day-few` | today; yesterday; a few days ago |
| `week-1`, `month-1`, `year-2` | last week; last month; two years ago |
| `weekend+0`, `XXXX-summer`, `2006-summer` | at the weekend; in the summer; in the summer of 2006 |
| `1990s` | in the 1990s: no day, but long ago |
| `week-1/day+0` | in the past week |
| `2017-09-04/2017-09-10` | 4 to 10 September 2017 (either side in any of the day forms above) |
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from warehouse.articles.article import Published
from warehouse.articles.dates.words import (
    DAY,
    MONTH,
    SMALL_NUMBERS,
    WEEKDAY,
    WEEKDAYS,
    day_number,
    last_of_month,
    monday_of,
    month_number,
    safe_date,
    shift_month,
)

YEAR = r"(?:1[89]\d\d|20[0-4]\d)"  # of acts, which may lie long before any article
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS = SMALL_NUMBERS | {"fifteen": 15, "hundred": 100} | TENS
DECADES = {name.removesuffix("y") + "ies": 1900 + years for name, years in TENS.items()}


class DayWords(NamedTuple):
    """Words for a day: offsets into the sentence, the words, and their normalised value."""

    start: int
    end: int
    text: str
    value: str


class DaySpan(NamedTuple):
    """The days that words can mean, both included. `precision`: day, week, month, season or year."""

    start: date
    end: date
    precision: str


# Northern seasons by first month; "winter" begins in December of the year before the one it is named after.
SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}
PART_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
PART_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
PART_WORDS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}
SUSPECT_SHIFTS = (7, 30, 365)
LAST = r"last|past|previous"
SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "the current": 0, "next": 1, "coming": 1}
PART = (
    r"(?:(?P<part>early|mid|late)(?:[\s-]+(?:in|on)?\s*|\s+)"
    r"|(?:the\s+)?(?P<part2>beginning|start|middle|end)\s+of\s+)"
)
NUMBER = r"(?P<number>\d{1,3}|an?|" + "|".join(NUMBERS) + r"|a\s+few|several|a\s+couple\s+of|some)"
# After these words a day is where something begins or ends, not when it happened.
LIMIT_BEFORE = re.compile(
    r"\b(?:since|until|till|before|after|by|through|prior\s+to|due)\s+(?:the\s+|late\s+|early\s+)?$", re.I
)
HAS_DAY_WORDS = re.compile(
    r"\d|day|night|ties\b|morning|evening|afternoon|week|month|year|season|ago\b|tomorrow|spring|summer|autumn|fall|winter"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
)


def find_days(sentence: str) -> list[DayWords]:
    """Words for days in a sentence, in order, without overlaps; the longest reading wins.

    Left out are days that only limit an act ("since 2002", "until Friday", "before June 1"), days told from another
    act ("a day before the visit"), and years that are part of a name ("the 2008 war").
    """
    return list(_found(sentence))


# A sentence is asked for its days by several readers, one after another.
@lru_cache(maxsize=1024)
def _found(sentence: str) -> tuple[DayWords, ...]:
    if not HAS_DAY_WORDS.search(sentence):
        return ()
    found: list[DayWords] = []
    taken = 0
    for match in DAY_WORDS.finditer(sentence):
        kind = match.lastgroup or ""
        inner = PATTERNS[kind].match(sentence, match.start())
        value = READERS[kind](inner) if inner else None
        if value is None or match.start() < taken:
            continue
        taken = inner.end() if inner else match.end()
        if not LIMIT_BEFORE.search(sentence, 0, match.start()):
            found.append(DayWords(match.start(), taken, sentence[match.start() : taken], value))
    return tuple(found)


def resolve(value: str, published: Published, *, tense: str = "past") -> tuple[date | None, str]:
    """The first day of the span that a value means, and the precision: day, week, month, season, year or unknown.

    `tense` is that of the act's verb: "past" (also present) or "future". A value that needs the article's day gives
    (None, "unknown") when that day isn't known, unless all days that the article allows lead to one answer.
    """
    span = resolve_span(value, published, tense=tense)
    if span is None:
        return None, "unknown"
    # A part of a month or year is known to the month or year: one day for "late September" and "last month".
    first = {"month": span.start.replace(day=1), "year": span.start.replace(month=1, day=1)}
    return first.get(span.precision, span.start), span.precision


def resolve_span(value: str, published: Published, *, tense: str = "past") -> DaySpan | None:
    """All days that a value can mean: "month-1;late" is ten days, with the precision of a month."""
    first, last = _article_days(published)
    if first is None or last is None:
        # Any day will do for a value that doesn't need one; one that does gives different answers for these two.
        first, last = date(1953, 3, 3), date(2031, 8, 20)
    if first == last:
        return _span(value, first, tense)
    spans = {_span(value, first, tense), _span(value, last, tense)}
    if len(spans) == 1:
        return spans.pop()
    return _common(spans)


def _article_days(published: Published) -> tuple[date | None, date | None]:
    """First and last day on which the article can have been published; None where nothing limits them."""
    if published.on:
        return published.on, published.on
    if published.year and published.month:
        return date(published.year, published.month, 1), last_of_month(published.year, published.month)
    if published.year:
        bounds = date(published.year, 1, 1), date(published.year, 12, 31)
        low, high = published.no_earlier or bounds[0], published.no_later or bounds[1]
        return max(low, bounds[0]), min(high, bounds[1])
    return published.no_earlier, published.no_later


def _common(spans: set[DaySpan | None]) -> DaySpan | None:
    """The month or year that different answers share; days that fall into one month are known to the month."""
    known = [span for span in spans if span]
    if len(known) < len(spans):
        return None
    start, end = min(span.start for span in known), max(span.end for span in known)
    if start.year != end.year:
        return None
    if start.month == end.month:
        return DaySpan(start, end, "month")
    return DaySpan(start, end, "year") if {span.precision for span in known} <= {"month", "season", "year"} else None


def _span(value: str, today: date, tense: str) -> DaySpan | None:
    if "/" in value:
        return _between(*value.split("/"), today=today, tense=tense)
    main, _, part = value.partition(";")
    if main.startswith("weekday="):
        return _one_day(_weekday(WEEKDAYS[main.removeprefix("weekday=")], part, today, tense))
    if match := re.fullmatch(r"(day|week|weekend|month|year|hour)([+-]\d+|-few)", main):
        return _relative(match[1], match[2], part, today)
    if match := re.fullmatch(r"(\d{4}|XXXX)-([a-z]+)", main):
        return _season(match[1], match[2], part, today, tense)
    if match := re.fullmatch(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", main):
        return _one_day(_calendar_day(match[1], int(match[2]), int(match[3]), part, today, tense))
    if match := re.fullmatch(r"(\d{4}|XXXX)-(\d\d)", main):
        return _month(match[1], int(match[2]), part, today, tense)
    return _year(int(main), part) if re.fullmatch(r"\d{4}", main) else None


def _one_day(day: date | None) -> DaySpan | None:
    return DaySpan(day, day, "day") if day else None


def _between(first: str, last: str, *, today: date, tense: str) -> DaySpan | None:
    start, end = _span(first, today, tense), _span(last, today, tense)
    if not start or not end:
        return None
    if end.end < start.start:  # "December 28 to January 3", the article in between
        start = _span(first, today - timedelta(days=180), "past") or start
    days = (end.end - start.start).days
    return (
        DaySpan(start.start, end.end, "week" if days <= 10 else "month" if days <= 31 else "year")
        if days >= 0
        else None
    )


def _weekday(weekday: int, which: str, today: date, tense: str) -> date:
    """The nearest such day: past and the same day included, or in future when the verb says so."""
    back = (today.weekday() - weekday) % 7
    if which == "last":
        return today - timedelta(days=back or 7)
    if which == "next":
        return today + timedelta(days=7 - back)
    if tense == "future":
        return today + timedelta(days=(7 - back) % 7)
    return today - timedelta(days=back)


def _relative(unit: str, shift: str, part: str, today: date) -> DaySpan | None:
    if shift == "-few":
        return _a_few_ago(unit, today)
    steps = int(shift)
    if unit in ("day", "hour"):
        return _one_day(today + timedelta(days=steps if unit == "day" else 0))
    if unit == "week":
        monday = monday_of(today) + timedelta(weeks=steps)
        return DaySpan(monday, monday + timedelta(days=6), "week")
    if unit == "weekend":
        # The last weekend that has begun; "next weekend" is the one that has not.
        saturday = today - timedelta(days=(today.weekday() - 5) % 7) + timedelta(weeks=steps)
        return DaySpan(saturday, saturday + timedelta(days=1), "week")
    if unit == "month":
        first = shift_month(today, steps)
        return _month_part(first.year, first.month, part)
    return _year(today.year + steps, part)


def _a_few_ago(unit: str, today: date) -> DaySpan | None:
    """Two to six of them."""
    if unit == "day":
        return DaySpan(today - timedelta(days=6), today - timedelta(days=2), "week")
    if unit == "week":
        return DaySpan(today - timedelta(weeks=6), today - timedelta(weeks=2), "month")
    if unit == "month":
        return DaySpan(shift_month(today, -6), shift_month(today, -1) - timedelta(days=1), "season")
    return _one_day(today) if unit == "hour" else None


def _calendar_day(year: str, month: int, day: int, weekday: str, today: date, tense: str) -> date | None:
    if year != "XXXX":
        return safe_date(int(year), month, day)
    days = [found for offset in (-1, 0, 1) if (found := safe_date(today.year + offset, month, day))]
    if weekday in WEEKDAYS and (right := [day for day in days if day.weekday() == WEEKDAYS[weekday]]):
        days = right
    return _nearest(days, today, tense, slack=30)


def _nearest(days: list[date], today: date, tense: str, slack: int) -> date | None:
    """The last past day or the first future one. A past day most of a year ago is what no text means by "July 7"."""
    past = [day for day in days if day <= today]
    future = [day for day in days if day >= today]
    if tense == "future":
        return future[0] if future else None
    if not past:
        return future[0] if future else None
    return future[0] if future and (future[0] - today).days <= slack and (today - past[-1]).days > 300 else past[-1]


def _month(year: str, month: int, part: str, today: date, tense: str) -> DaySpan:
    if year == "XXXX" and part in ("last", "next"):
        passed = month < today.month if part == "last" else month > today.month
        shift = (0 if passed else -1) if part == "last" else (0 if passed else 1)
        return _month_part(today.year + shift, month, "")
    if year == "XXXX":
        if tense == "future":
            return _month_part(today.year + (month < today.month), month, part)
        return _month_part(today.year - (month > today.month), month, part)
    return _month_part(int(year), month, part)


def _month_part(year: int, month: int, part: str) -> DaySpan:
    last = last_of_month(year, month)
    first, end = PART_DAYS.get(part, (1, 31))
    return DaySpan(date(year, month, first), date(year, month, min(end, last.day)), "month")


def _year(year: int, part: str) -> DaySpan:
    first, last = PART_MONTHS.get(part, (1, 12))
    return DaySpan(date(year, first, 1), last_of_month(year, last), "year")


def _season(year: str, season: str, which: str, today: date, tense: str) -> DaySpan | None:
    if season not in SEASONS:
        return None
    if year != "XXXX":
        return _season_of(int(year), season)
    spans = [_season_of(today.year + offset, season) for offset in (-1, 0, 1, 2)]
    if which == "last":
        return [span for span in spans if span.end < today][-1]
    if which == "next":
        return next(span for span in spans if span.start > today)
    if tense == "future":
        return next(span for span in spans if span.end >= today)
    return [span for span in spans if span.start <= today][-1]


def suspect_shift(value: str | None, event_on: date | None, published_on: date | None) -> int | None:
    """7, 30 or 365 where the day lies exactly so far from the article's, though the words name neither the day nor such
    a step: the mark of a day that was reckoned wrong. Null otherwise."""
    if value is None or event_on is None or published_on is None:
        return None
    days = abs((event_on - published_on).days)
    told = re.match(r"\d{4}-\d\d-\d\d|(week|month|year)[+-]|XXXX-\d\d-\d\d;\w", value)
    return days if days in SUSPECT_SHIFTS and not told else None


def _season_of(year: int, season: str) -> DaySpan:
    first = date(year - 1 if season == "winter" else year, SEASONS[season], 1)
    return DaySpan(first, shift_month(first, 3) - timedelta(days=1), "season")


def _part(match: re.Match[str]) -> str:
    groups = match.groupdict()
    word = groups.get("part") or groups.get("part2")
    return f";{PART_WORDS[word.lower()]}" if word else ""


def _month_day(month: str, day: str, year: str | None = None) -> str | None:
    number, in_month = month_number(month), day_number(day)
    if not safe_date(2000 if year is None else int(year), number, in_month):
        return None
    return f"{year or 'XXXX'}-{number:02d}-{in_month:02d}"


def _read_date(match: re.Match[str]) -> str | None:
    value = _month_day(match["month"], match["day"], match["year"])
    weekday = match["weekday"]
    return value and (f"{value};{weekday.lower()}" if weekday and not match["year"] else value)


def _read_iso(match: re.Match[str]) -> str | None:
    day = safe_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return day.isoformat() if day else None


def _read_days(match: re.Match[str]) -> str | None:
    """Two days of one month or of two: "September 4-10", "28 August to 3 September 2017"."""
    groups = match.groupdict()
    month = groups["month"]
    first = _month_day(month, groups["day"], groups["year"])
    last = _month_day(groups["month2"] or month, groups["day2"], groups["year"])
    return f"{first}/{last}" if first and last else None


def _read_weekday(match: re.Match[str]) -> str:
    which = (match["which"] or "").lower()
    which = {"last": "last", "past": "last", "next": "next"}.get(which, "")
    return f"weekday={match['weekday'].lower()}" + (f";{which}" if which else "")


def _read_month(match: re.Match[str]) -> str | None:
    which = (match.groupdict().get("which") or "").lower()
    part = _part(match) or {"last": ";last", "next": ";next"}.get(which, "")
    return f"{match['year'] or 'XXXX'}-{month_number(match['month']):02d}{part}"


def _read_shift(match: re.Match[str]) -> str:
    steps = SHIFTS[re.sub(r"\s+", " ", match["which"].lower())]
    return f"{match['unit'].lower()}{steps:+d}{_part(match)}"


def _read_season(match: re.Match[str]) -> str:
    season = match["season"].lower().replace("fall", "autumn")
    which = (match.groupdict().get("which") or "").lower()
    return f"{match['year'] or 'XXXX'}-{season}" + (f";{which}" if which in ("last", "next") else "")


def _read_ago(match: re.Match[str]) -> str | None:
    number, unit = re.sub(r"\s+", " ", match["number"].lower()), match["unit"].lower()
    if unit in ("minute", "second", "moment"):
        return "day+0"
    if number in ("a few", "several", "a couple of", "some"):
        return f"{unit}-few" if number != "a couple of" else f"{unit}-2"
    count = 1 if number in ("a", "an") else NUMBERS.get(number) or int(number)
    count, unit = (count * 10, "year") if unit == "decade" else (count, unit)
    return f"{unit}-{count}" if unit != "hour" else "hour-0"


def _read_decade(match: re.Match[str]) -> str:
    return f"{DECADES[match['tens'].lower()] if match['tens'] else match['decade']}s"


def _read_lately(match: re.Match[str]) -> str:
    """The days up to the article: "in the past three weeks", "in recent months"."""
    unit, number = match["unit"].lower().rstrip("s"), match["number"]
    if not number:
        return f"{unit}-few" if match["recent"] else f"{unit}-{1 if unit != 'day' else 2}/day+0"
    return f"{unit}-{NUMBERS.get(number.lower()) or int(number)}/day+0"


NEAR_DAYS = {"overnight": 0, "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _read_near(match: re.Match[str]) -> str:
    word = re.sub(r"\s+", " ", match["near"].lower())
    return f"day{NEAR_DAYS.get(word, -1 if word.startswith('last') else 0):+d}"


MONTH_LEAD = r"(?<![\w-])(?:(?<=\bin )|(?<=\bof )|(?<=\bfrom )|(?<=\bduring )|(?<=\bbetween ))"
FORMS: dict[str, tuple[str, Callable[[re.Match[str]], str | None]]] = {
    "iso": (r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)", _read_iso),
    "days_month_first": (
        rf"\b(?P<month>{MONTH})\s+(?P<day>{DAY})\s*(?:-|–|—|to|through|and)\s*(?:(?P<month2>{MONTH})\s+)?(?P<day2>{DAY})\b(?!\d|:)"
        rf"(?:,?\s+(?P<year>{YEAR})\b)?",
        _read_days,
    ),
    "days_day_first": (
        rf"\b(?P<day>{DAY})\s*(?:-|–|—|to|and)\s*(?P<day2>{DAY})\s+(?:of\s+)?(?P<month>{MONTH})\b(?P<month2>(?!))?"
        rf"(?:,?\s+(?P<year>{YEAR})\b)?",
        _read_days,
    ),
    "days_two_months": (
        rf"\b(?P<day>{DAY})\s+(?P<month>{MONTH})\s*(?:-|–|—|to)\s*(?P<day2>{DAY})\s+(?P<month2>{MONTH})\b"
        rf"(?:,?\s+(?P<year>{YEAR})\b)?",
        _read_days,
    ),
    "month_first": (
        rf"\b(?:(?P<weekday>{WEEKDAY}),?\s+)?(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY})\b(?![\d:]|\s*(?:%|percent))"
        rf"(?:,?\s+(?P<year>{YEAR})\b)?",
        _read_date,
    ),
    "day_first": (
        rf"\b(?:(?P<weekday>{WEEKDAY}),?\s+(?:the\s+)?)?(?<![\d.:])(?P<day>{DAY})\s+(?:of\s+)?(?P<month>{MONTH})(?!\w)"
        rf"(?:,?\s+(?P<year>{YEAR})\b)?",
        _read_date,
    ),
    "decade": (
        rf"(?<=\bthe )(?:(?:early|mid|late)[\s-]+)?"
        rf"(?:(?P<decade>(?:1[89]|20)\d0)[’']?s|(?P<tens>{'|'.join(DECADES)}))\b",
        _read_decade,
    ),
    "years": (
        rf"(?:(?<=\bin )|(?<=\bfrom )|(?<=\bbetween )|(?<=\bduring )|(?<=\bof ))(?P<first>{YEAR})"
        rf"\s*(?:-|–|—|to|and|until)\s*(?P<last>{YEAR})\b",
        lambda m: f"{m['first']}/{m['last']}",
    ),
    "lately": (
        rf"(?:(?<=\bin )|(?<=\bover )|(?<=\bduring )|(?<=\bwithin ))(?:the\s+)?(?:(?P<recent>recent)|last|past)\s+"
        rf"(?:(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)})\s+)?(?P<unit>days?|weeks?|months?)\b",
        _read_lately,
    ),
    "part_of_month": (rf"\b{PART}(?P<month>{MONTH})(?!\w)(?:,?\s+(?:of\s+)?(?P<year>{YEAR})\b)?", _read_month),
    "month_year": (rf"\b(?P<month>{MONTH})(?!\w),?\s+(?:of\s+)?(?P<year>{YEAR})\b", _read_month),
    "which_month": (rf"\b(?P<which>last|next|this)\s+(?P<month>{MONTH})(?!\w)(?P<year>(?!))?", _read_month),
    "month": (rf"{MONTH_LEAD}(?P<month>{MONTH})(?!\w)(?P<year>(?!))?", _read_month),
    "part_of_year": (rf"\b{PART}(?P<year_only>{YEAR})\b", lambda m: m["year_only"] + _part(m)),
    "season": (
        r"(?:(?<=\bin )|(?<=\bof )|(?<=\bover )|(?<=\bduring ))(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?"
        rf"(?P<season>winter|spring|summer|autumn|fall)\b(?!\s+of\s+(?!{YEAR}))(?:\s+(?:of\s+)?(?P<year>{YEAR})\b)?",
        _read_season,
    ),
    "which_season": (
        r"\b(?P<which>last|this|next)\s+(?P<season>winter|spring|summer|autumn|fall)\b(?P<year>(?!))?",
        _read_season,
    ),
    "moment_of_unit": (
        rf"\b{PART}(?P<which>this|last|next)\s+(?P<unit>week|month|year)\b",
        _read_shift,
    ),
    "unit": (
        r"\b(?P<part>(?!))?(?P<which>last|next|this|the\s+current)\s+(?P<unit>weekend|week|month|year)\b(?!\s+and\s+a\s+half)",
        _read_shift,
    ),
    "weekend": (r"\b(?:at|on|over|during)\s+the\s+weekend\b", lambda _: "weekend+0"),
    "weekday": (rf"\b(?:(?P<which>last|past|next|this|coming)\s+)?(?P<weekday>{WEEKDAY})\b", _read_weekday),
    "near": (
        r"\b(?P<near>today|tonight|overnight|yesterday|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening))\b",
        _read_near,
    ),
    "ago": (
        rf"\b(?:(?:about|around|some|nearly|almost|over|more\s+than)\s+)?{NUMBER}\s+"
        r"(?P<unit>minute|hour|day|week|month|year|decade|moment)s?\s+ago\b",
        _read_ago,
    ),
    "year": (
        rf"(?:(?<=\bin )|(?<=\bof )|(?<=\bduring )|(?<=\bin the year ))(?P<year_only>{YEAR})\b"
        r"(?!s|-|–|\s+(?:people|men|women|troops|soldiers))",
        lambda m: m["year_only"],
    ),
}
PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, (pattern, _) in FORMS.items()}
READERS = {kind: reader for kind, (_, reader) in FORMS.items()}


def _unnamed(pattern: str) -> str:
    """The pattern without its group names, so that many of them fit into one."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


# What any of the forms begins with: looked for first, since most places in a text begin none of them.
UNITS = r"(?:minute|hour|day|week|month|year|decade|moment)"
BEGINNING = (
    r"(?<![^\W_])(?=\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|last|past|next|this"
    r"|coming|early|late|mid|beginning|start|middle|end|earlier|later|today|tonight|yesterday|tomorrow|winter|spring|summer"
    r"|autumn|fall|several|some|about|around|nearly|almost|over|more"
    rf"|an?\s+(?:few|couple|{UNITS})|the\s+(?:early|mid|late|past|last|recent|winter|spring|summer|autumn|fall|begin|start|end|current)"
    rf"|(?:at|on|over|during)\s+the\s+weekend|(?:{'|'.join(NUMBERS)})\s+{UNITS}|overnight|recent|{'|'.join(DECADES)})"
)
DAY_WORDS = re.compile(
    BEGINNING + "(?:" + "|".join(f"(?P<{kind}>{_unnamed(pattern)})" for kind, (pattern, _) in FORMS.items()) + ")",
    re.IGNORECASE,
)
