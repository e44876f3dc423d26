"""What was told already, and by which channel: `alerts.sqlite` in the lake's folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from warehouse.alerts.find import Finding
from warehouse.alerts.rules import Rule
from warehouse.named_sql import read_statements

FILE = "alerts.sqlite"
SQL = Path(__file__).with_name("memory.sql")
BASELINE = "baseline"  # the channel of what was there before a rule came: told to nobody


class Memory:
    """The open file."""

    def __init__(self, file: Path):
        self._sql = read_statements(SQL)
        file.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(file, timeout=60, isolation_level=None)
        for name, statement in self._sql.items():
            if name.startswith("make_"):
                self._db.execute(statement)

    def close(self) -> None:
        self._db.close()

    def knows(self, rule: Rule) -> bool:
        """Whether the rule has been looked at before."""
        return self._db.execute(self._sql["find_rule"], (rule.name,)).fetchone() is not None

    def begin(self, rule: Rule, now: datetime) -> None:
        self._db.execute(self._sql["put_rule"], (rule.name, now.isoformat()))

    def told(self, rule: str, channel: str) -> tuple[set[str], set[str]]:
        """Keys that were told by a channel (or never need be), and the reports of the events among them."""
        keys = {key for (key,) in self._db.execute(self._sql["told_keys"], (rule, channel, BASELINE))}
        reports = {report for (report,) in self._db.execute(self._sql["told_reports"], (rule, channel, BASELINE))}
        return keys, reports

    def remember(self, findings: Iterable[Finding], channel: str, now: datetime) -> None:
        """All of them or none."""
        self._db.execute("begin immediate")
        try:
            for one in findings:
                self._db.execute(self._sql["put_told"], (one.rule, one.key, channel, now.isoformat()))
                rows = [(one.rule, report, channel) for report in one.members]
                self._db.executemany(self._sql["put_report"], rows)
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def count(self, rule: str) -> tuple[int, str | None]:
        """How many things a rule has told, and when the last of them."""
        return self._db.execute(self._sql["count_told"], (rule, BASELINE)).fetchone()


def untold(findings: Iterable[Finding], keys: set[str], reports: set[str]) -> list[Finding]:
    """Those not told yet. An event that holds a report of a told event is that event, whatever its id is now."""
    return [one for one in findings if one.key not in keys and not reports & set(one.members)]
