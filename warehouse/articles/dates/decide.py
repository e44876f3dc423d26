"""Weighs the clues to an article's day together: which days do they allow, and does one of them stand out?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from warehouse.articles.article import Clue, Published
from warehouse.articles.dates.acts import TOLD, clues_from_acts
from warehouse.articles.dates.implications import (
    FIRST_DAY,
    HANDOVER,
    LAST_DAY,
    exact_day,
    first_month_day,
    has_year,
    month_day,
    spans,
    speaks,
)
from warehouse.articles.dates.words import MONTHS, safe_date

TRUSTED_ALONE = 0.6  # a statement of this weight dates an article by itself
MONTH_NAMES = tuple(MONTHS)
FIRST_YEAR, LAST_YEAR = 1945, 2060
# What a year must have in its favour, and how far it must lead the next, before it is inferred.
ENOUGH_SUPPORT, ENOUGH_LEAD, TOLERATED = 0.35, 0.3, 0.3
FRESH = 0.61  # statements up to this weight only tell of a fresh day, in words of the text
STORY_REACH = timedelta(days=7)  # articles of one story appear within a week of each other
MOST_SIBLINGS = 50  # of a large story those that are dated best
WIDEST_SIBLING = timedelta(days=62)
KNOWLEDGE = "reach of the knowledge files"
SHARED_KINDS = {"office-holder", "former office-holder", "told as past", "expected", "act dated elsewhere"}
NEVER_FOLLOWED = {"page stamp", "ambiguous date line"}


def decide(
    clues: Iterable[Clue], *, siblings: Sequence[Published] = (), relatives: Sequence[Published] = ()
) -> Published:
    """What the clues allow together: a day, a part of one, or bounds; every clue comes back with its verdict.

    `siblings` are other articles of the same story and `relatives` articles that may tell of the same acts, each
    dated without this one. The result does not depend on the order of any of them.
    """
    own = list(clues)
    everything = sorted({*own, *_story_clues(siblings), *clues_from_acts(own, [*siblings, *relatives])})
    stated = _best_stated(everything)
    found = stated or _infer_day(everything, siblings) or _bounded(everything)
    return _with_verdicts(found, everything)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate day with what speaks for it, and against."""

    score: float
    day: date


def _rank(days: Iterable[date], clues: Sequence[Clue]) -> list[Ranked]:
    """Best first; of equals the earlier."""
    return sorted((Ranked(_score(day, clues), day) for day in set(days)), key=lambda r: (-r.score, r.day))


def _score(day: date, clues: Sequence[Clue]) -> float:
    return round(sum(clue.weight * speaks(clue.implies, day) for clue in clues), 6)


def _best_stated(clues: Sequence[Clue]) -> Published | None:
    """The best of the days that the document states in full, when it can be trusted."""
    statements = [clue for clue in clues if exact_day(clue.implies)]
    hints = [clue for clue in clues if not exact_day(clue.implies)]
    # A day told in the text competes with others told there, not with a line that states the day.
    stronger = [clue for clue in statements if clue.weight > FRESH] or statements
    days = sorted({day for clue in stronger if (day := exact_day(clue.implies))})
    if not days:
        return None
    day = max(days, key=lambda day: _strength(day, statements) + _score(day, hints))
    own = [clue for clue in statements if exact_day(clue.implies) == day]
    others = [clue for clue in clues if clue not in own and clue.kind != KNOWLEDGE]
    agreeing = [clue for clue in others if speaks(clue.implies, day) * clue.weight >= 0.1]
    # A dateline, or another statement as good, that names a different day is reason not to believe it. Office-holders
    # and years are not: they only lower the confidence, since one wrongly read name must not undo what a page states.
    best = max(clue.weight for clue in own)
    against = [
        clue for clue in others if _names_a_day(clue) and speaks(clue.implies, day) == -1 and clue.weight >= best
    ]
    is_backed = len({clue.kind for clue in own}) > 1 or any(
        not has_year(clue.implies) and speaks(clue.implies, day) == 1 for clue in agreeing
    )
    if not is_backed and (against or best < TRUSTED_ALONE):
        return None
    # What only tells of a fresh day is dropped at the first doubt.
    if best <= FRESH and any(_is_doubt(clue, day) for clue in others):
        return None
    confidence = _confidence(own, agreeing, [c for c in others if speaks(c.implies, day) == -1])
    return _on(day, confidence)


def _is_doubt(clue: Clue, day: date) -> bool:
    # The first sentence's weekday is to be matched; those of later ones may be of the eve.
    needed = 1.0 if clue.implies.startswith("weekday=") and clue.weight > 0.5 else 0.0
    return clue.weight >= TOLERATED and clue.kind not in NEVER_FOLLOWED and speaks(clue.implies, day) < needed


def _names_a_day(clue: Clue) -> bool:
    return exact_day(clue.implies) is not None or month_day(clue.implies) is not None


def _strength(day: date, statements: Iterable[Clue]) -> float:
    """The best statement for a day, and a little for each other kind: many weak ones don't outweigh a strong one."""
    weights: dict[str, float] = {}
    for clue in statements:
        if exact_day(clue.implies) == day:
            weights[clue.kind] = max(weights.get(clue.kind, 0.0), clue.weight)
    best = max(weights.values())
    return best + 0.1 * (sum(weights.values()) - best)


def _confidence(own: Iterable[Clue], agreeing: Iterable[Clue], against: Iterable[Clue]) -> float:
    """Chance that not all of the clues in favour are wrong, lowered by those against."""
    doubt = 1.0
    for kind_weight in {clue.kind: clue.weight for clue in own}.values():
        doubt *= 1 - kind_weight
    for clue in agreeing:
        # That a day lies in somebody's term says little of the day.
        doubt *= 1 - (0.05 if has_year(clue.implies) and not exact_day(clue.implies) else 0.3) * clue.weight
    for clue in against:
        doubt = min(1.0, doubt + 0.15 * clue.weight)
    return round(min(0.99, 1 - doubt), 3)


def _on(day: date, confidence: float) -> Published:
    return Published(
        on=day,
        year=day.year,
        month=day.month,
        day=day.day,
        precision="day",
        confidence=confidence,
        no_earlier=day,
        no_later=day,
    )


def _infer_day(clues: Sequence[Clue], siblings: Sequence[Published]) -> Published | None:
    """A day whose month and day are written and whose year the rest settles; else the month and day alone."""
    clues = [clue for clue in clues if not exact_day(clue.implies)]  # weighed before, and not believed
    written = [clue for clue in clues if month_day(clue.implies) and clue.kind != "weekday of a day"]
    between = [clue for clue in clues if first_month_day(clue.implies)]
    if written:
        best = max(written, key=lambda clue: (clue.weight, clue))
        return _settle_year(month_day(best.implies), clues, is_written=True)
    if between and (found := _settle_year(first_month_day(between[0].implies), clues, is_written=False)):
        return found
    return _day_of_story(clues, siblings)


def _settle_year(known: tuple[int, int] | None, clues: Sequence[Clue], *, is_written: bool) -> Published | None:
    if known is None:
        return None
    month, of_month = known
    days = [day for year in range(FIRST_YEAR, LAST_YEAR + 1) if (day := safe_date(year, month, of_month))]
    ranked = _rank(days, clues)
    best, second = ranked[0], ranked[1]
    in_favour = [clue for clue in clues if _limits_year(clue) and speaks(clue.implies, best.day) > 0.3]
    against = [clue for clue in clues if speaks(clue.implies, best.day) < 0 and clue.weight >= TOLERATED]
    support = sum(clue.weight for clue in in_favour)
    if best.score - second.score >= ENOUGH_LEAD and support >= ENOUGH_SUPPORT and not against:
        return _on(best.day, round(min(0.97, 0.6 + 0.15 * support + 0.1 * (best.score - second.score)), 3))
    if not is_written:
        return None
    first, last = _allowed(clues)
    possible = [r.day for r in ranked if first <= r.day <= last]
    return Published(
        month=month,
        day=of_month,
        precision="month_day",
        confidence=max(clue.weight for clue in clues if month_day(clue.implies) == known),
        no_earlier=min(possible) if possible and first > FIRST_DAY else None,
        no_later=max(possible) if possible and last < LAST_DAY else None,
    )


def _limits_year(clue: Clue) -> bool:
    """Whether it tells years apart: a weekday does, and so does a span that ends."""
    if clue.kind == KNOWLEDGE or month_day(clue.implies) or first_month_day(clue.implies):
        return False
    return not has_year(clue.implies) or "/" in clue.implies


def _day_of_story(clues: Sequence[Clue], siblings: Sequence[Published]) -> Published | None:
    """The day of another article of the story, when this one's lead names that day's weekday."""
    weekdays = [clue for clue in clues if clue.implies.startswith("weekday=") and clue.weight >= TOLERATED]
    days = {sibling.on for sibling in siblings if sibling.on}
    if not weekdays or not days:
        return None
    ranked = _rank((day for day in days if all(speaks(c.implies, day) == 1 for c in weekdays)), clues)
    if not ranked or any(speaks(c.implies, ranked[0].day) == -1 and c.weight >= TOLERATED for c in clues):
        return None
    return _on(ranked[0].day, 0.7)


def _story_clues(siblings: Sequence[Published]) -> list[Clue]:
    """The neighbourhood in time of the story's other articles; of a clue that many of them share the strongest."""
    best: dict[tuple[str, str], Clue] = {}
    for sibling in sorted(siblings, key=_width)[:MOST_SIBLINGS]:
        for clue in _sibling_clues(sibling):
            known = best.setdefault((clue.kind, clue.implies), clue)
            best[clue.kind, clue.implies] = max(known, clue, key=lambda each: (each.weight, each))
    return sorted(best.values())


def _width(sibling: Published) -> tuple[timedelta, date, tuple[Clue, ...]]:
    first, last = sibling.no_earlier or FIRST_DAY, sibling.no_later or LAST_DAY
    return last - first, first, sibling.evidence


def _sibling_clues(sibling: Published) -> list[Clue]:
    first, last = sibling.no_earlier or sibling.on, sibling.no_later or sibling.on
    if first and last and last - first <= WIDEST_SIBLING:
        text = f"another article of the story, {first}" + (f" to {last}" if last != first else "")
        implies = f"{first - STORY_REACH}/{last + STORY_REACH}"
        return [Clue("same story", text, implies, weight=0.5 if sibling.on else 0.4)]
    # What bounds an undated article bounds the story.
    shared = (clue for clue in sibling.evidence if clue.kind in SHARED_KINDS and clue.verdict == "followed")
    return [Clue(f"same story, {clue.kind}", clue.text, clue.implies, weight=clue.weight / 2) for clue in shared]


def _bounded(clues: Sequence[Clue]) -> Published:
    """No day: the year or the month when all days that are allowed fall into one, and the bounds."""
    first, last = _allowed(clues)
    no_earlier = first if first > FIRST_DAY else None
    no_later = last if last < LAST_DAY else None
    if no_earlier and no_later and first.year == last.year:
        is_month = first.month == last.month
        return Published(
            year=first.year,
            month=first.month if is_month else None,
            precision="month" if is_month else "year",
            confidence=0.7,
            no_earlier=no_earlier,
            no_later=no_later,
        )
    return Published(no_earlier=no_earlier, no_later=no_later)


def _allowed(clues: Sequence[Clue]) -> tuple[date, date]:
    """First and last of the days that contradict the clues least."""
    limiting = [
        clue for clue in clues if has_year(clue.implies) and clue.kind != KNOWLEDGE and not exact_day(clue.implies)
    ]
    limits = [(clue, _limits(clue)) for clue in limiting]
    starts = {FIRST_DAY}
    for _, allowed in limits:
        for first, last in allowed:
            starts |= {first} | ({last + timedelta(days=1)} if last < LAST_DAY else set())
    ordered = sorted(starts)
    costs = [(round(sum(_cost(clue, allowed, start) for clue, allowed in limits), 6), start) for start in ordered]
    least = min(cost for cost, _ in costs)
    best = [index for index, (cost, _) in enumerate(costs) if cost == least]
    after = best[-1] + 1
    first = ordered[best[0]]
    last = ordered[after] - timedelta(days=1) if after < len(ordered) else LAST_DAY
    return _widened(first, last, limits)


def _widened(first: date, last: date, limits: Sequence[tuple[Clue, Sequence[tuple[date, date]]]]) -> tuple[date, date]:
    """News calls a president so for some days before and after: bounds that terms set are widened by a week."""
    starts = {start for clue, allowed in limits if _is_term(clue) for start, _ in allowed}
    ends = {end for clue, allowed in limits if _is_term(clue) for _, end in allowed if end < LAST_DAY}
    # Where a term begins the day after the last day of another, the day before is that other's.
    return (
        first - HANDOVER if first in starts else first,
        last + HANDOVER if last in ends or last + timedelta(days=1) in starts else last,
    )


def _is_term(clue: Clue) -> bool:
    return clue.kind.endswith("office-holder")


def _limits(clue: Clue) -> list[tuple[date, date]]:
    """The spans of a clue; without the day of a handover, which would be the only one to satisfy both presidents."""
    is_term = _is_term(clue)
    return [
        (first, last - timedelta(days=1) if is_term and last < LAST_DAY else last)
        for first, last in spans(clue.implies)
    ]


def _cost(clue: Clue, allowed: Sequence[tuple[date, date]], day: date) -> float:
    """What it costs to believe in a day that the clue does not allow; being later than a term is half as dear."""
    if any(first <= day <= last for first, last in allowed):
        return 0.0
    is_term = _is_term(clue)
    return clue.weight * (0.5 if is_term and any(last < day for _, last in allowed) else 1.0)


def _with_verdicts(found: Published, clues: Sequence[Clue]) -> Published:
    weighed = [clue._replace(verdict=_verdict(clue, found)) for clue in clues if clue.kind != KNOWLEDGE]
    order = {"followed": 0, "contradicted": 1, "set aside": 2}
    return Published(
        on=found.on,
        year=found.year,
        month=found.month,
        day=found.day,
        precision=found.precision,
        confidence=found.confidence,
        evidence=tuple(sorted(weighed, key=lambda clue: (order[clue.verdict], -clue.weight, clue))),
        no_earlier=found.no_earlier,
        no_later=found.no_later,
    )


def _verdict(clue: Clue, found: Published) -> str:
    if clue.kind in NEVER_FOLLOWED or clue.implies.startswith(TOLD):
        return "set aside"
    if found.on:
        return "followed" if speaks(clue.implies, found.on) >= 0 else "contradicted"
    if exact_day(clue.implies) or not has_year(clue.implies):
        is_used = month_day(clue.implies) == (found.month, found.day) if found.precision == "month_day" else False
        return "followed" if is_used else "set aside"
    first, last = found.no_earlier or FIRST_DAY, found.no_later or LAST_DAY
    overlaps = any(start <= last and first <= end for start, end in spans(clue.implies))
    return "followed" if overlaps else "contradicted"


def explain(published: Published) -> str:
    """The decision and its reasons, for people: one line for the day, one for each clue."""
    lines = [_headline(published)]
    for clue in published.evidence:
        if clue.implies.startswith(TOLD):
            continue  # acts that date nothing would only fill the page
        quoted = f" “{clue.text}”" if clue.text else ""
        lines.append(f"  {clue.verdict:<12} {clue.kind}:{quoted} → {in_words(clue.implies)} (weight {clue.weight:.2f})")
    return "\n".join(lines)


def _headline(published: Published) -> str:
    if published.on:
        return f"Published on {published.on} ({published.on:%A}), confidence {published.confidence:.2f}."
    between = (
        f"Not before {published.no_earlier or 'any known day'}, not after {published.no_later or 'any known day'}."
    )
    if published.precision == "month_day":
        return f"Published on {_day_of_month(published.month, published.day)} of a year that is not known. {between}"
    if published.precision == "month":
        return f"Published in {published.year}-{published.month:02d}. {between}"
    if published.precision == "year":
        return f"Published in {published.year}. {between}"
    return f"The day of publication is not known. {between}"


def in_words(implies: str) -> str:
    """What a clue implies, as a person would say it."""
    if implies.startswith("weekday="):
        return f"a {implies.removeprefix('weekday=').title()}, or the day after"
    if implies.startswith(">="):
        return f"not before {implies[2:]}"
    if implies.startswith("<="):
        return f"not after {implies[2:]}"
    if implies.startswith(TOLD):
        return f"an act with the day “{implies.removeprefix(TOLD)}”, if another article dates it"
    if ";weekday=" in implies:
        main, weekday = implies.split(";weekday=")
        return f"a year in which {_named(main)} fell on a {weekday.title()}"
    if implies.startswith("XXXX"):
        return " to ".join(map(_named, implies.split("/"))) + ", year unknown"
    if "/" in implies:
        return "between " + ", or ".join(part.replace("/", " and ").replace("..", "now") for part in implies.split(","))
    return implies.replace("-XX", "")


def _named(implies: str) -> str:
    _, month, day = implies.split("-")
    return _day_of_month(int(month), int(day))


def _day_of_month(month: int | None, day: int | None) -> str:
    return f"{day} {MONTH_NAMES[month - 1].title()}" if month and day else "a day"
