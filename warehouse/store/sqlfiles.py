"""The store's SQL, which lives in files: one statement or one question a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).parent / "sql"


class SqlFile(NamedTuple):
    """A file's name, its first comment (what one row is) and its text."""

    name: str
    meaning: str
    text: str


@cache
def read(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (HOME / f"{name}.sql").read_text(encoding="utf-8")


@cache
def folder(name: str) -> tuple[SqlFile, ...]:
    """All files of a folder of `sql/`, by name."""
    return tuple(_describe(path) for path in sorted((HOME / name).glob("*.sql")))


def _describe(path: Path) -> SqlFile:
    text = path.read_text(encoding="utf-8")
    comment = [line.removeprefix("--").strip() for line in text.splitlines() if line.startswith("--")]
    return SqlFile(path.stem, " ".join(comment), text)
