"""Finds overlaps and gaps in offices that one person holds at a time: mistakes in the rows, or explained exceptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from warehouse.knowledge import files
from warehouse.knowledge.officeholders import Tenure

# Handovers take a while, and months are all that is known of some; a longer vacancy wants an explanation.
LONGEST_HANDOVER = timedelta(days=31)


class Finding(NamedTuple):
    """Two terms that overlap, or leave the office empty between them. `reason` explains it, where one is known."""

    of: str
    kind: str
    problem: str  # overlap or gap
    first: date
    last: date
    before: str
    after: str
    reason: str = ""


class Explained(NamedTuple):
    """An overlap or gap on a day that history explains."""

    of: str
    kind: str
    on: date
    reason: str


def read_exceptions(overlay: Path | None = None) -> list[Explained]:
    """The rows of `offices/exceptions.csv` and of the user's."""
    rows = files.rows("offices/exceptions.csv", overlay).to_dicts()
    return [Explained(row["of"], row["kind"], date.fromisoformat(row["on"]), row["reason"]) for row in rows]


def check(tenures: Iterable[Tenure], exceptions: Iterable[Explained] = ()) -> list[Finding]:
    """All overlaps and gaps of single-holder offices, in order; those that an exception covers carry its reason.

    Acting holders may overlap with whom they stand in for.
    """
    offices: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        if tenure.is_single:
            offices[tenure.of, tenure.kind].append(tenure)
    known = list(exceptions)
    return [_explained(finding, known) for key in sorted(offices) for finding in _findings(offices[key])]


def _findings(terms: list[Tenure]) -> Iterator[Finding]:
    ordered = sorted(terms, key=lambda t: (t.held_from, t.held_until or date.max))
    latest = ordered[0]
    for term in ordered[1:]:
        until = latest.held_until or date.max
        if term.held_from < until and _is_real(term, latest) and not (term.is_acting or latest.is_acting):
            yield _finding("overlap", term.held_from, min(until, term.held_until or date.max), latest, term)
        elif until != date.max and term.held_from - until > LONGEST_HANDOVER:
            yield _finding("gap", until + timedelta(days=1), term.held_from - timedelta(days=1), latest, term)
        if (term.held_until or date.max) >= until:
            latest = term


def _is_real(one: Tenure, other: Tenure) -> bool:
    """Whether the overlap is more than the width of the months that are all that the rows know."""
    until = min(one.held_until or date.max, other.held_until or date.max)
    return until - max(one.held_from, other.held_from) > LONGEST_HANDOVER or (one.is_to_the_day and other.is_to_the_day)


def _finding(problem: str, first: date, last: date, before: Tenure, after: Tenure) -> Finding:
    return Finding(before.of, before.kind, problem, first, last, before.person, after.person)


def _explained(finding: Finding, exceptions: list[Explained]) -> Finding:
    for known in exceptions:
        if (known.of, known.kind) == (finding.of, finding.kind) and finding.first <= known.on <= finding.last:
            return finding._replace(reason=known.reason)
    return finding
