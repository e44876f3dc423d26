"""Statements of a small SQLite file, kept in one `.sql` file: each begins with a comment `-- name: what it does`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

START = re.compile(r"^-- (?P<name>[a-z_]+): .*$", re.MULTILINE)


@cache
def read_statements(file: Path) -> Mapping[str, str]:
    """The statements by their names, in the order of the file."""
    text = file.read_text(encoding="utf-8")
    starts = list(START.finditer(text))
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return {start["name"]: text[start.end() : end].strip() for start, end in zip(starts, ends, strict=True)}
