"""Verdicts become precision with an honest interval, and survive being taken away and given back."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import judging
from warehouse import verdicts as file


def verdict(event_id: str, kind: str, event_type: str = "AID") -> dict[str, str]:
    return {
        "event_id": event_id,
        "event_type": event_type,
        "verdict": kind,
        "snapshot": "3",
        "judged_on": "2026-01-02",
    }


def test_unsure_verdicts_do_not_count() -> None:
    [row] = file.precisions([verdict("1", "right"), verdict("2", "wrong"), verdict("3", "unsure")])
    assert (row.share, row.unsure) == (0.5, 1)


def test_several_types_have_a_row_for_all() -> None:
    rows = file.precisions([verdict("1", "right"), verdict("2", "wrong", "COERCE")])
    assert [(row.event_type, row.share) for row in rows] == [("AID", 1.0), ("COERCE", 0.0), ("ALL", 0.5)]


# Bounds as in Brown, Cai and DasGupta (2001), equation 4, worked out by hand.
@pytest.mark.parametrize(
    ("right", "judged", "low", "high"), [(10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763)]
)
def test_the_interval_is_wilsons(right: int, judged: int, low: float, high: float) -> None:
    assert file.wilson(right, judged) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_what_is_taken_away_can_be_given_back() -> None:
    verdicts = {"1": verdict("1", "right"), "2": verdict("2", "unsure")}
    assert file.read(judging.written(verdicts.values())) == verdicts


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"a,b\n1,2\n", b"event_id,event_type,verdict,snapshot,judged_on\n1,A,maybe,1,x\n"]
)
def test_another_file_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(file.NotVerdicts, match=r"CSV file|columns"):
        file.read(content)


def test_the_file_beside_the_catalog_is_found(tmp_path: Path) -> None:
    assert file.beside(tmp_path) == {}
    verdicts = {"1": verdict("1", "right")}
    # Spreadsheets put a mark of byte order before what they save.
    (tmp_path / file.FILE).write_bytes(b"\xef\xbb\xbf" + judging.written(verdicts.values()))
    assert file.beside(tmp_path) == verdicts
