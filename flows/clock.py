"""The time, as every table of the lake has it."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """This moment in UTC, naive."""
    return datetime.now(UTC).replace(tzinfo=None)
