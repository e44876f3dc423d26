"""What a reader takes away from Curate: verdicts, and the lines that put a name right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict

import polars as pl

from warehouse.knowledge import files
from warehouse.verdicts import COLUMNS, Precision


def written(verdicts: Iterable[Mapping[str, str]]) -> bytes:
    return as_csv(COLUMNS, verdicts)


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
    return pl.DataFrame([asdict(row) for row in rows])
