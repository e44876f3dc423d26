"""Reads the grouping gold: reports whose events are known, as the frame that grouping takes.

Every report was invented for these tests; the field `event` names the one that it tells of. They hold
look-alike twins (same parties, same act, next day or next town), later recalls, wrong days and codes, orders
reversed in reciprocal acts, plans and denials beside acts, and reprints.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.tables import REPORT_CODINGS

GOLD = Path(__file__).with_name("grouping_gold.jsonl")
BESIDE = {
    "event_on": pl.Date(),
    "event_precision": pl.String(),
    "published_on": pl.Date(),
    "published_no_earlier": pl.Date(),
    "published_no_later": pl.Date(),
    "copy_group_id": pl.String(),
    "story_id": pl.String(),
    "publisher": pl.String(),
    "language": pl.String(),
    "sentence": pl.String(),
}
FILLER = {"sentence_index": 0, "action_start": 0, "action_end": 1, "confidence": 0.7, "rule_id": "gold",
          "method": "lexicon", "run_id": "", "coder_version": "", "quad_class": 1}  # fmt: skip


def read_gold() -> tuple[pl.DataFrame, dict[str, str]]:
    """The reports, and for each its event."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    reports = reports_frame(map(_report, rows))
    sentence = pl.int_range(pl.len()).over("article_id").cast(pl.Int32())
    return reports.with_columns(sentence_index=sentence), {row["report_id"]: row["event"] for row in rows}


def reports_frame(rows: Any) -> pl.DataFrame:
    """A frame with every column that grouping takes; what a row lacks is null or a filler."""
    schema = dict(REPORT_CODINGS.schema) | BESIDE
    blank = dict.fromkeys(schema) | FILLER
    return pl.DataFrame([blank | row for row in rows], schema=schema, orient="row")


def _report(row: dict[str, Any]) -> dict[str, Any]:
    parties = {
        f"{side}_{field}": value
        for side in ("source", "target")
        for field, value in zip(("country_code", "actor_id", "sector_code"), row[side], strict=True)
    }
    place_name, place_country = row["place"]
    same = {name: row[name] for name in row if name in REPORT_CODINGS.schema or name in BESIDE}
    days = {name: row[name] and date.fromisoformat(row[name]) for name in ("event_on", "published_on")}
    return (
        same
        | parties
        | days
        | {"place_name": place_name, "place_country_code": place_country, "action_text": row["action"]}
    )


def pair_scores(found: dict[str, str], gold: dict[str, str]) -> dict[str, float]:
    """Precision, recall and F1 over pairs of reports of one event."""
    names = sorted(gold)
    pairs = [(a, b) for place, a in enumerate(names) for b in names[:place]]
    both = sum(found[a] == found[b] and gold[a] == gold[b] for a, b in pairs)
    told = sum(found[a] == found[b] for a, b in pairs)
    true = sum(gold[a] == gold[b] for a, b in pairs)
    precision, recall = both / max(1, told), both / max(1, true)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}
