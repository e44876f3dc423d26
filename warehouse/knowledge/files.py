"""Reads the knowledge files, and the user's overlay of the same form.

An overlay is a folder with the same paths as `warehouse/knowledge`: `actors/countries.csv` there adds rows to
`actors/countries.csv` here. Rows of the overlay come last, so that a stage which keeps the last row for a key
lets the user's word win.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl

HOME = Path(__file__).parent
DATA_SUFFIXES = {".csv", ".toml", ".txt", ".json", ".geojson", ".parquet", ".bin"}


class KnowledgeError(ValueError):
    """A knowledge file says something that can't be used; the message names the file, the row and what to do."""


def paths(name: str, overlay: Path | None = None) -> list[Path]:
    """The files of that name, ours first, then the user's. `name` is relative, such as `actors/countries.csv`."""
    homes = [HOME] if overlay is None else [HOME, overlay]
    return [home / name for home in homes if (home / name).is_file()]


def rows(name: str, overlay: Path | None = None) -> pl.DataFrame:
    """All rows of a CSV file of knowledge and of its overlay, every column as text, empty cells as null.

    Columns that an overlay lacks are null there. Lines that begin with `#` are comments.
    """
    frames = [pl.read_csv(path, infer_schema=False, comment_prefix="#") for path in paths(name, overlay)]
    return pl.concat(frames, how="diagonal") if frames else pl.DataFrame()


def version(overlay: Path | None = None) -> str:
    """Hash of all knowledge files and of the overlay: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for home in [HOME] if overlay is None else [HOME, overlay]:
        for path in _data_files(home):
            digest.update(path.relative_to(home).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _data_files(home: Path) -> Iterator[Path]:
    return iter(sorted(path for path in home.rglob("*") if path.suffix in DATA_SUFFIXES))
