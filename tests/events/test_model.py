"""The second opinion: sound weights, calibrated shares, masked parties."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from warehouse.events.model import opinion, train
from warehouse.events.model.features import features, masked
from warehouse.events.model.opinion import ModelDamaged, SecondOpinion


def test_shares_add_up_and_the_likeliest_is_right() -> None:
    model = SecondOpinion.load()
    text = "The union staged a rally against the bank."
    shares = model.shares(text, [(0, 9), (33, 41)])
    assert sum(shares.values()) == pytest.approx(1.0)
    assert max(shares, key=lambda kind: shares[kind]) == "PROTEST"


def test_names_are_not_seen() -> None:
    one, other = "Iran bombed Iraq.", "The army bombed the camp."
    assert np.array_equal(features(masked(one, [(0, 4), (12, 16)])), features(masked(other, [(0, 8), (16, 24)])))


def test_damaged_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = json.loads((opinion.HERE / "weights.json").read_text())
    (tmp_path / "weights.json").write_text(json.dumps(card))
    (tmp_path / "weights.npy").write_bytes(b"other")
    monkeypatch.setattr(opinion, "HERE", tmp_path)
    with pytest.raises(ModelDamaged, match="is not what"):
        SecondOpinion.load()


def test_a_line_with_choices_makes_every_sentence() -> None:
    assert train.choices("{A} [met|saw] {B} [today|]") == [
        " @  met  @  today",
        " @  met  @  ",
        " @  saw  @  today",
        " @  saw  @  ",
    ]


def test_training_tells_two_kinds_apart_and_repeats_itself() -> None:
    rows = [features(text) for text in ("@ bombed @", "@ shelled @", "@ praised @", "@ hailed @")]
    labels = np.array([0, 0, 1, 1])
    weights = train.fit(rows, labels, 2)
    assert [int(weights[row].sum(axis=0).argmax()) for row in rows] == [0, 0, 1, 1]
    assert np.array_equal(weights, train.fit(rows, labels, 2))
