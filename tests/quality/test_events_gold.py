"""Sentences of our own writing with the events that a reader sees in them: the scores may only rise.

A row of `events_gold.jsonl`: `text`, and `events` with `source` and `target` (a country's ISO code, or an actor id; a
null target: none is named), `type` and `status`. A report counts as right when type and parties agree; for acts
without direction in either order. Reports towards people whom nobody knows are not counted. A row of
`events_articles.jsonl` is a whole article with its day and every event that it tells of, scored on what a lake keeps.
`events_floor.json` holds the pinned scores.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tests.events.examples import code, tools
from warehouse.articles.article import Published
from warehouse.events.coding import Coding
from warehouse.mentions.mention import Mention

HERE = Path(__file__).parent
EITHER_WAY = {"CONSULT", "SUPPORT", "AGREE", "COOPERATE", "RETREAT", "ASSAULT"}


def test_scores_do_not_fall() -> None:
    floor = json.loads((HERE / "events_floor.json").read_text())
    scores = score([json.loads(line) for line in (HERE / "events_gold.jsonl").read_text().splitlines()])
    assert {name: value for name, value in scores.items() if value < floor["sentences"][name]} == {}, scores


def test_the_set_is_broad() -> None:
    rows = [json.loads(line) for line in (HERE / "events_gold.jsonl").read_text().splitlines()]
    events = [event for row in rows for event in row["events"]]
    assert len(rows) >= 400
    assert {event["type"] for event in events} == set(tools().lexicon.codes.quad_classes)
    assert {event["status"] for event in events} == {"actual", "planned", "conditional", "denied", "past_background"}


def test_scores_of_whole_articles_do_not_fall() -> None:
    floor = json.loads((HERE / "events_floor.json").read_text())["articles"]
    scores = score_articles([json.loads(line) for line in (HERE / "events_articles.jsonl").read_text().splitlines()])
    assert {name: value for name, value in scores.items() if value < floor[name]} == {}, scores


def score_articles(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Recall of events, precision of the reports between known parties, and the share of found events with the right
    status. An event may be told by many reports."""
    found = right = wrong = status = 0
    for row in rows:
        codings = code(row["text"], on_day(row["published"]))
        reports = [coding for coding in codings if tools().lexicon.is_sure(coding.confidence)]
        for event in row["events"]:
            told = [report for report in reports if agrees(report, event)]
            found += bool(told)
            status += any(report.status == event["status"] for report in told)
        for report in filter(between_known, reports):
            is_right = any(agrees(report, event) for event in row["events"])
            right += is_right
            wrong += not is_right
    return {
        "precision": round(right / (right + wrong), 3),
        "recall": round(found / sum(len(row["events"]) for row in rows), 3),
        "status": round(status / found, 3),
    }


def on_day(day: str) -> Published:
    on = date.fromisoformat(day)
    return Published(on, on.year, on.month, on.day, "day")


def between_known(report: Coding) -> bool:
    return all(party is None or party.actor_id is not None for party in (report.source, report.target))


def score(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Precision and recall of events, the share of found ones with the right status, and of silent rows kept silent."""
    right = wrong = missed = status = silent = kept_silent = 0
    for row in rows:
        left = list(row["events"])
        for report in code(row["text"]):
            event = next((e for e in left if agrees(report, e)), None)
            if event is not None:
                left.remove(event)
                right += 1
                status += event["status"] == report.status
            elif report.target is None or report.target.actor_id is not None:
                wrong += 1
        missed += len(left)
        silent += not row["events"]
        kept_silent += not row["events"] and not code(row["text"])
    return {
        "precision": round(right / (right + wrong), 3),
        "recall": round(right / (right + missed), 3),
        "status": round(status / right, 3),
        "silence": round(kept_silent / silent, 3),
    }


def agrees(report: Coding, event: dict[str, Any]) -> bool:
    if report.event_type != event["type"]:
        return False
    forward = fits(report.source, event["source"]) and (event["target"] is None or fits(report.target, event["target"]))
    backward = fits(report.source, event["target"]) and fits(report.target, event["source"])
    return forward or (backward and event["type"] in EITHER_WAY)


def fits(mention: Mention | None, expected: str | None) -> bool:
    return expected in ({mention.actor_id, mention.country_code} if mention is not None else {None})
