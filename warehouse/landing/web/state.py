"""What is remembered of fetching, between visits: `fetching.sqlite` in the lake's folder.

Validators, scores and the queue of pages change with every visit, row by row, and must survive a killed process. In
the lake itself each such change would be a snapshot and a Parquet file; in a text file, a rewrite. Losing this file
loses no news: sources are asked anew, and the lake knows what it holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from warehouse.landing.web.manners import Standing
from warehouse.landing.web.offers import Entry
from warehouse.landing.web.sources import Source
from warehouse.named_sql import read_statements

FILE = "fetching.sqlite"
SQL = Path(__file__).with_name("state.sql")
CHECK_AGAIN = timedelta(hours=1)  # a page that says it has changed is asked for again no sooner
MOST_CHECKS = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page that is to be fetched."""

    address: str
    source: str
    told_date: str | None
    tries: int
    etag: str
    last_modified: str


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server wants to hear again to say that nothing has changed."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        both = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in both.items() if value}


class State:
    """The open file. One process at a time writes it; others may read it, and for them it has to be there."""

    def __init__(self, file: Path, *, read_only: bool = False):
        self._sql = read_statements(SQL)
        if read_only:
            self._db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", timeout=5, uri=True)
            self._db.row_factory = sqlite3.Row
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(file, timeout=60, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        for name, statement in self._sql.items():
            if name.startswith("make_"):
                self._db.execute(statement)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """All that is changed inside, or nothing."""
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    # --- sources

    def standing(self, source: Source) -> Standing:
        row = self._row("find_source", source.name, source.address)
        if row is None:
            return Standing(interval=float(source.every))
        return Standing(
            row["interval"],
            row["score"],
            moment(row["due_at"]),
            moment(row["tried_at"]),
            moment(row["well_at"]),
            moment(row["new_at"]),
            row["trouble"],
        )

    def whereabouts(self, source: Source) -> tuple[str, Validators]:
        """The address to ask, which may have moved, and what to say so that only news is sent."""
        row = self._row("find_source", source.name, source.address)
        if row is None:
            return source.address, Validators()
        return row["moved_to"] or source.address, Validators(row["etag"], row["last_modified"])

    def put_standing(
        self, source: Source, standing: Standing, validators: Validators | None = None, moved_to: str | None = None
    ) -> None:
        """Remember how a visit went; validators and a new address only where there are new ones."""
        before = self.whereabouts(source)
        kept = validators or before[1]
        moved = moved_to or (before[0] if before[0] != source.address else "")
        self._db.execute(
            self._sql["put_source"],
            (
                *(source.name, source.address, moved, kept.etag, kept.last_modified),
                *(standing.interval, standing.score, text(standing.due_at), text(standing.tried_at)),
                *(text(standing.well_at), text(standing.new_at), standing.trouble),
            ),
        )

    def counts(self, name: str) -> dict[str, int]:
        """How many pages of a source wait, were fetched, or could not be had."""
        rows = self._db.execute(self._sql["count_pages"], (name,))
        return {"waiting": 0, "fetched": 0, "gone": 0} | dict(map(tuple, rows))

    # --- pages

    def queue(self, source: Source, entry: Entry, now: datetime) -> bool:
        """Remember a page that is to be fetched; whether it is new, or says that it has changed."""
        row = self._row("find_page", entry.address)
        if row is None:
            self._db.execute(
                self._sql["add_page"],
                (entry.address, source.name, text(now), entry.stamp, entry.told_date, text(now)),
            )
            return True
        changed = entry.stamp is not None and row["stamp"] is not None and entry.stamp != row["stamp"]
        rested = row["state"] == "fetched" and now - (moment(row["fetched_at"]) or now) >= CHECK_AGAIN
        if not (changed and rested and row["checks"] < MOST_CHECKS):
            return False
        self._db.execute(
            self._sql["ask_again"],
            (entry.stamp, text(now), entry.address),
        )
        return True

    def waiting(self, now: datetime, sources: Iterable[str]) -> list[Waiting]:
        """Pages of these sources whose time has come, those that wait longest first."""
        asked = set(sources)
        rows = self._db.execute(self._sql["waiting_pages"], (text(now),))
        return [
            Waiting(*(row[name] for name in ("address", "source", "told_date", "tries", "etag", "last_modified")))
            for row in rows
            if row["source"] in asked
        ]

    def fetched(self, address: str, validators: Validators, now: datetime) -> None:
        self._db.execute(
            self._sql["page_fetched"],
            (validators.etag, validators.last_modified, text(now), address),
        )

    def failed(self, address: str, again_at: datetime | None) -> None:
        """A page could not be had: again later, or never."""
        state = "waiting" if again_at else "gone"
        self._db.execute(
            self._sql["page_failed"],
            (state, text(again_at), address),
        )

    def wait(self, address: str, until: datetime) -> None:
        """A page whose host wants to be left alone."""
        self._db.execute(self._sql["page_waits"], (text(until), address))

    def list_validators(self, address: str) -> Validators:
        row = self._row("find_list", address)
        return Validators(*row) if row else Validators()

    def put_list(self, address: str, validators: Validators) -> None:
        self._db.execute(self._sql["put_list"], (address, validators.etag, validators.last_modified))

    # --- hosts

    def host(self, host: str) -> tuple[str | None, datetime | None, datetime | None]:
        """A host's robots.txt (None when it is not known), when that was read, and until when to leave it alone."""
        row = self._row("find_host", host)
        return (row["robots"], moment(row["robots_at"]), moment(row["not_before"])) if row else (None, None, None)

    def put_host(self, host: str, robots: str | None, robots_at: datetime | None, not_before: datetime | None) -> None:
        self._db.execute(self._sql["put_host"], (host, robots, text(robots_at), text(not_before)))

    # --- what is on its way into the lake

    def add_spool(self, name: str) -> None:
        self._db.execute(self._sql["add_spool"], (name,))

    def has_spool(self, name: str) -> bool:
        return self._row("find_spool", name) is not None

    def drop_spool(self, name: str) -> None:
        self._db.execute(self._sql["drop_spool"], (name,))

    def file_is_known(self, path: str, size: int, modified: int) -> bool:
        row = self._row("find_file", path)
        return row is not None and (row["size"], row["modified"]) == (size, modified)

    def put_files(self, files: Iterable[tuple[str, int, int]]) -> None:
        with self.change():
            self._db.executemany(self._sql["put_file"], files)

    def _row(self, query: str, *values: object) -> sqlite3.Row | None:
        return self._db.execute(self._sql[query], values).fetchone()


def text(value: datetime | None) -> str | None:
    return value.isoformat(timespec="microseconds") if value else None


def moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
