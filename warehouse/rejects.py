"""An input that did not become what it should, with the reason: kept and counted, never lost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reject:
    """Why one input stopped at one stage. `reason` is a sentence: what, where, what to do."""

    uri: str
    stage: str  # landing, articles, mentions or events
    reason_code: str  # short and fixed, such as "empty" or "broken_archive"
    reason: str
    document_id: str | None = None  # where the bytes could be had
