"""What each rule finds in the lake as it is now. A finding is one event, one burst, one actor or one source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import polars as pl

from warehouse import ids
from warehouse.alerts.rules import Rule
from warehouse.landing.web.sources import Source
from warehouse.landing.web.state import State
from warehouse.store import sqlfiles
from warehouse.store.lake import Lake
from warehouse.store.session import Session

PERIODS = 8  # before a burst's own, that say what is usual
TO_SIGMA = 1.4826  # times the median absolute deviation, for what varies normally
SENTENCES = 3  # that a message quotes


@dataclass(frozen=True, slots=True)
class Finding:
    """What there is to tell. `key` says what it is about: it is told once. `members` are a found event's reports."""

    rule: str
    kind: str
    key: str
    subject: str
    text: str
    facts: dict[str, Any] = field(default_factory=dict)
    members: tuple[str, ...] = ()

    @property
    def message_id(self) -> str:
        """The same for the same thing to tell, so that whoever gets it twice can know it."""
        return ids.row_id(self.rule, self.key)


def find(rule: Rule, lake: Lake, today: date) -> list[Finding]:
    """The findings of a rule on the lake's contents, in a fixed order."""
    session = Session(lake.cursor())
    match rule.kind:
        case "event":
            return find_events(rule, session, today)
        case "burst":
            return find_bursts(rule, session, today)
        case "new_actor":
            return find_actors(rule, session, today)
        case _:
            return []


def parameters(rule: Rule) -> dict[str, object]:
    return {
        "sources": list(rule.source) or None,
        "targets": list(rule.target) or None,
        "either_way": rule.either_way,
        "types": list(rule.types) or None,
        "quad_classes": list(rule.quad_classes) or None,
        "statuses": list(rule.statuses) or None,
        "least_confidence": rule.least_confidence,
        "least_publishers": rule.least_publishers,
    }


def question(name: str) -> str:
    """The SQL of a kind of rule, with what all of them ask of an event put in."""
    meant = sqlfiles.read("alerts/parts/meant_events")
    return sqlfiles.read(f"alerts/{name}").replace("{meant_events}", f"(\n{meant})")


def find_events(rule: Rule, session: Session, today: date) -> list[Finding]:
    after = today - timedelta(days=rule.within_days) if rule.within_days else None
    rows = session.ask(question("events"), parameters(rule) | {"after": after})
    return [event_finding(rule, row) for row in rows.iter_rows(named=True)]


def event_finding(rule: Rule, row: dict[str, Any]) -> Finding:
    what = row["event_type"] or f"CAMEO {row['cameo_code']}"
    parties = f"{row['source_name'] or 'somebody'} → {row['target_name'] or 'somebody'}"
    day = row["event_on"].isoformat() if row["event_on"] else "day unknown"
    told = f"{row['report_count']} reports in {row['article_count']} articles of {row['publisher_count']} publishers"
    subject = f"{what}: {parties} ({day})"
    facts = {name: value for name, value in row.items() if name != "report_ids"}
    return Finding(rule.name, "event", row["event_id"], subject, told, facts, tuple(row["report_ids"]))


def quotes(finding: Finding, lake: Lake) -> list[dict[str, Any]]:
    """Sentences that a found event rests on, with where they stand."""
    if finding.kind != "event":
        return []
    rows = Session(lake.cursor()).ask(sqlfiles.read("alerts/quotes"), {"event": finding.key, "most": SENTENCES})
    return rows.to_dicts()


def find_bursts(rule: Rule, session: Session, today: date) -> list[Finding]:
    """Pairs with far more events in the last period than in those before it, as a share of all articles."""
    asked = parameters(rule) | {"days": rule.days, "periods": PERIODS + 1, "today": today}
    rows = session.ask(question("periods"), asked)
    found = []
    for (source, target), pair in rows.group_by("source_code", "target_code", maintain_order=True):
        counts = dict(pair.select("period", "share").iter_rows())
        last = pair.filter(pl.col("period") == 0).to_dicts()
        usual = [counts.get(period, 0.0) for period in range(1, PERIODS + 1)]
        if not last or last[0]["event_count"] < rule.least_count:
            continue
        score = robust_score(counts[0], usual)
        if score >= rule.least_score:
            begins = today - timedelta(days=rule.days - 1)
            subject = f"Burst: {source} → {target}, {last[0]['event_count']} events since {begins.isoformat()}"
            usually = median(pair.filter(pl.col("period") > 0)["event_count"].to_list() or [0])
            facts = {"source_code": source, "target_code": target, "begins_on": begins, "score": round(score, 2)}
            found.append(
                Finding(
                    rule.name,
                    "burst",
                    f"{source} {target} {today.toordinal() // rule.days}",
                    subject,
                    f"In each of the {PERIODS} periods of {rule.days} days before, the median was {usually:g}.",
                    facts | {"event_count": last[0]["event_count"]},
                )
            )
    return found


def robust_score(value: float, usual: list[float]) -> float:
    """How far a value lies above the median, in deviations that a single odd period does not stretch."""
    middle = median(usual)
    spread = TO_SIGMA * median(abs(one - middle) for one in usual)
    # Where nothing varies, one event's worth of the usual level is taken for the spread.
    return (value - middle) / (spread or max(middle, value / 5, 1e-9))


def find_actors(rule: Rule, session: Session, today: date) -> list[Finding]:
    asked = {
        "countries": list(rule.source) or None,
        "least_count": rule.least_count,
        "least_publishers": rule.least_publishers,
        "after": today - timedelta(days=rule.days),
    }
    rows = session.ask(sqlfiles.read("alerts/new_actors"), asked)
    return [
        Finding(
            rule.name,
            "new_actor",
            row["actor_id"],
            f"New actor: {row['actor_name']}",
            f"{row['article_count']} articles of {row['publisher_count']} publishers since {row['first_on']}.",
            row,
        )
        for row in rows.iter_rows(named=True)
    ]


def find_silent(rule: Rule, sources: Iterable[Source], state: State, now: datetime) -> list[Finding]:
    """Sources that have been failing, or have brought nothing, for longer than the rule allows."""
    found = []
    for source in sources:
        standing = state.standing(source)
        since = standing.new_at or standing.well_at
        if not source.is_web or standing.tried_at is None or (rule.source and source.name not in rule.source):
            continue
        if since is not None and now - since < timedelta(hours=rule.hours):
            continue
        if since is None and not standing.is_failing:
            continue
        last = since.isoformat(sep=" ", timespec="minutes") if since else "ever"
        why = standing.trouble or "It answers, but offers nothing new."
        facts = {"source": source.name, "address": source.address, "score": standing.score}
        text = f"Last news: {last} (UTC). {why}"
        found.append(Finding(rule.name, "silent", f"{source.name} {last}", f"Silent: {source.name}", text, facts))
    return found
