"""A reader's verdicts on events, what they say of precision, and the lines that put a name right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

import polars as pl

from warehouse.knowledge import files

VERDICTS = ("right", "wrong", "unsure")
COLUMNS = ("event_id", "event_type", "verdict", "snapshot", "judged_on")


class NotVerdicts(ValueError):
    """A file that was given back is no file of verdicts."""


@dataclass(frozen=True)
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


def written(verdicts: Iterable[Mapping[str, str]]) -> bytes:
    return as_csv(COLUMNS, verdicts)


def read(content: bytes) -> dict[str, dict[str, str]]:
    """Verdicts of a file that was taken away earlier, by event. Raises NotVerdicts."""
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise NotVerdicts("This is not a CSV file in UTF-8.") from wrong
    if rows and (not set(COLUMNS) <= set(rows[0]) or any(row["verdict"] not in VERDICTS for row in rows)):
        raise NotVerdicts(f"A file of verdicts has the columns {', '.join(COLUMNS)}.")
    return {row["event_id"]: {name: row[name] for name in COLUMNS} for row in rows}


def as_csv(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, tuple(columns), extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def patch(lines: Iterable[tuple[str, Mapping[str, str]]]) -> dict[str, bytes]:
    """The overlay's files that hold the given lines, each of which comes with the name of its file."""
    listed = list(lines)
    return {
        name: as_csv(files.columns(name), [line for file, line in listed if file == name])
        for name in dict.fromkeys(file for file, _ in listed)
    }


def frame(rows: Iterable[Precision]) -> pl.DataFrame:
    return pl.DataFrame([vars(row) for row in rows])
