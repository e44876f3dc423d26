"""Readers' verdicts on events, in a small file of their own, and what they say of precision on this very corpus.

The dashboard writes no lake: it hands verdicts out as `verdicts.csv`. Put beside the lake's catalog, the file is read
by every run of `maintain`, by `wirelake status` and by the dashboard.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

VERDICTS = ("right", "wrong", "unsure")
COLUMNS = ("event_id", "event_type", "verdict", "snapshot", "judged_on")
FILE = "verdicts.csv"


class NotVerdicts(ValueError):
    """A file that was given is no file of verdicts."""


@dataclass(frozen=True, slots=True)
class Precision:
    """Of the events of a type that were judged right or wrong, the share that is right, with its 95 % interval."""

    event_type: str
    right: int
    wrong: int
    unsure: int
    share: float | None
    low: float | None
    high: float | None


def precisions(verdicts: Iterable[Mapping[str, str]]) -> list[Precision]:
    """One a type, and one for all of them when there are several."""
    listed = list(verdicts)
    types = sorted({verdict["event_type"] for verdict in listed})
    rows = [precision(name, [one for one in listed if one["event_type"] == name]) for name in types]
    return [*rows, precision("ALL", listed)] if len(types) > 1 else rows


def precision(event_type: str, verdicts: list[Mapping[str, str]]) -> Precision:
    right, wrong, unsure = (sum(one["verdict"] == kind for one in verdicts) for kind in VERDICTS)
    judged = right + wrong
    low, high = wilson(right, judged) if judged else (None, None)
    return Precision(event_type, right, wrong, unsure, right / judged if judged else None, low, high)


def wilson(right: int, judged: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval (1927), which holds also for few judgements and for shares near 0 and 1."""
    share, spread = right / judged, z * z / judged
    middle = (share + spread / 2) / (1 + spread)
    reach = z * sqrt(share * (1 - share) / judged + spread / (4 * judged)) / (1 + spread)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def beside(home: Path) -> dict[str, dict[str, str]]:
    """The verdicts of the file beside the lake's catalog, by event; none where there is none. Raises NotVerdicts."""
    try:
        return read((home / FILE).read_bytes())
    except OSError:
        return {}


def read(content: bytes) -> dict[str, dict[str, str]]:
    """Verdicts of a file, by event. Raises NotVerdicts."""
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise NotVerdicts("This is not a CSV file in UTF-8.") from wrong
    if rows and (not set(COLUMNS) <= set(rows[0]) or any(row["verdict"] not in VERDICTS for row in rows)):
        raise NotVerdicts(f"A file of verdicts has the columns {', '.join(COLUMNS)}.")
    return {row["event_id"]: {name: row[name] for name in COLUMNS} for row in rows}
