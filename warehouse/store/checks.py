"""What must be true of a lake before a commit stands. Each check is a query for rows that should not exist."""

from __future__ import annotations

import polars as pl

from warehouse.store import sqlfiles
from warehouse.store.session import Session


class ChecksFailed(RuntimeError):
    """The new snapshot would break a promise; nothing was committed."""


def run(session: Session, articles: pl.DataFrame) -> None:
    """Run every check of `sql/checks` on what the given articles touch. Raises ChecksFailed with the first rows."""
    failures = [
        f"{check.name.replace('_', ' ')}: {rows.height} row(s) do not; first: {rows.head(3).to_dicts()}"
        for check in sqlfiles.folder("checks")
        if (rows := session.ask(check.text, touched=articles)).height
    ]
    if failures:
        raise ChecksFailed("Nothing was committed. " + " | ".join(failures))
