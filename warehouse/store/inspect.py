"""Whether a lake is whole: all checks over all of it, and every data file where the catalog says."""

from __future__ import annotations

from warehouse.store import sqlfiles, staging
from warehouse.store.lake import Lake
from warehouse.store.session import Session


def problems(lake: Lake) -> list[str]:
    """One sentence for each promise that the newest snapshot breaks; none for a whole lake."""
    return broken(Session(lake.cursor()))


def broken(session: Session) -> list[str]:
    everything = session.ask("select article_id from article_texts")
    found = [
        f"{check.name.replace('_', ' ')}: {rows.height} row(s) do not"
        for check in sqlfiles.folder("checks")
        if (rows := session.ask(check.text, touched=everything)).height
    ]
    return found + [f"{name}: {error}" for name, error in unreadable(session)]


def unreadable(session: Session) -> list[tuple[str, str]]:
    """Tables whose data files can't be read, with what DuckDB says."""
    broken = []
    for name in session.ask("select table_name from duckdb_tables() where database_name = 'lake'")["table_name"]:
        try:
            session.ask(f"select count(columns(*)) from {name}")
        except Exception as error:
            broken.append((str(name), str(error).splitlines()[0]))
    return broken


def waiting_batches(lake: Lake) -> int:
    """Batches that are whole and not committed: a run was killed, or is at work just now."""
    return len(staging.whole_batches(lake.address.staging))
