"""Where a process takes its knowledge and its language model from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sources:
    """The user's own knowledge files, a language model other than the installed one, and learnt profiles."""

    overlay: Path | None = None
    model: Path | None = None
    profiles: Path | None = None  # Parquet of `publisher_profiles`, named by its version
