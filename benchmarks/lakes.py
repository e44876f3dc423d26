"""The lakes that a benchmark works on: those that its command names, or invented ones."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.dashboard.invented import build_lake


@contextmanager
def lakes(named: Sequence[str], *sizes: int) -> Iterator[list[str]]:
    """Addresses of lakes; without any named, of invented ones of so many articles, for as long as they are needed."""
    with tempfile.TemporaryDirectory() as folder:
        yield list(named) or [str(build_lake(Path(folder) / str(size), size)) for size in sizes]
