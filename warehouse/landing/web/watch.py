"""Watched folders and files: which of their files are new, or have changed, since the lake last took them in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from warehouse.landing.land import find_root
from warehouse.landing.walk import walk
from warehouse.landing.web.state import State

SETTLED = timedelta(seconds=10)  # a file that changed just now may still be written to


class Changed(NamedTuple):
    """A file as it stands."""

    path: str
    size: int
    modified: int  # nanoseconds since 1970

    @property
    def is_settled(self) -> bool:
        return datetime.now(UTC) - datetime.fromtimestamp(self.modified / 1e9, UTC) > SETTLED


def changed_files(paths: Iterable[Path], state: State, skipped: Counter[str]) -> list[Changed]:
    """Files at or below the paths that are not as they were, in the order of a walk; not those still written to."""
    found = (describe(file) for path in paths for file in walk(find_root(path), skipped))
    return [one for one in found if one and one.is_settled and not state.file_is_known(*one)]


def describe(file: Path) -> Changed | None:
    try:
        status = file.stat()
    except OSError:  # gone since the walk; if it comes back it is new
        return None
    return Changed(str(file), status.st_size, status.st_mtime_ns)
