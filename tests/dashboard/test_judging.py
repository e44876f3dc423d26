"""Verdicts become precision with an honest interval, and survive being taken away and given back."""

from __future__ import annotations

import csv
import io

import pytest

from dashboard import judging


def verdict(event_id: str, kind: str, event_type: str = "AID") -> dict[str, str]:
    return {
        "event_id": event_id,
        "event_type": event_type,
        "verdict": kind,
        "snapshot": "3",
        "judged_on": "2026-01-02",
    }


def test_unsure_verdicts_do_not_count() -> None:
    [row] = judging.precisions([verdict("1", "right"), verdict("2", "wrong"), verdict("3", "unsure")])
    assert (row.share, row.unsure) == (0.5, 1)


def test_several_types_have_a_row_for_all() -> None:
    rows = judging.precisions([verdict("1", "right"), verdict("2", "wrong", "COERCE")])
    assert [(row.event_type, row.share) for row in rows] == [("AID", 1.0), ("COERCE", 0.0), ("ALL", 0.5)]


# Bounds as in Brown, Cai and DasGupta (2001), equation 4, worked out by hand.
@pytest.mark.parametrize(
    ("right", "judged", "low", "high"), [(10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763)]
)
def test_the_interval_is_wilsons(right: int, judged: int, low: float, high: float) -> None:
    assert judging.wilson(right, judged) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_what_is_taken_away_can_be_given_back() -> None:
    verdicts = {"1": verdict("1", "right"), "2": verdict("2", "unsure")}
    assert judging.read(judging.written(verdicts.values())) == verdicts


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"a,b\n1,2\n", b"event_id,event_type,verdict,snapshot,judged_on\n1,A,maybe,1,x\n"]
)
def test_another_file_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(judging.NotVerdicts, match=r"CSV file|columns"):
        judging.read(content)


def test_a_patch_has_a_file_for_each_kind_in_the_overlays_columns() -> None:
    line = {"kind": "person", "actor_id": "o-neill", "name": 'O\'Neill, "Tip"', "names": "Tip", "country_code": "USA"}
    files = judging.patch([line, line | {"kind": "armed_group", "type": "armed_group"}])
    assert list(files) == ["actors/persons.csv", "actors/groups.csv"]
    [row] = csv.DictReader(io.StringIO(files["actors/persons.csv"].decode()))
    assert (row["actor_id"], row["name"], row["held_from"]) == ("o-neill", 'O\'Neill, "Tip"', "")
