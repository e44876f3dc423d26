"""The second opinion: which type a sentence tells of between two parties, by its words alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from warehouse.events.model.features import features, masked

HERE = Path(__file__).parent
NOTHING = "NONE"


class ModelDamaged(RuntimeError):
    """The weights are not those that were trained."""


@dataclass(frozen=True, slots=True, eq=False)
class SecondOpinion:
    """A trained model. `shares` are calibrated: of answers with a share of 0.8 about four in five are right."""

    types: tuple[str, ...]
    temperature: float
    weights: np.ndarray

    @classmethod
    def load(cls) -> SecondOpinion:
        """Raises ModelDamaged when the weights do not have the hash that training wrote down."""
        card = json.loads((HERE / "weights.json").read_text())
        path = HERE / "weights.npy"
        if hashlib.sha256(path.read_bytes()).hexdigest() != card["sha256"]:
            raise ModelDamaged(f"{path} is not what weights.json says. Run python -m warehouse.events.model.train.")
        return cls(tuple(card["types"]), card["temperature"], np.load(path).astype(np.float32))

    def shares(self, text: str, spans: Sequence[tuple[int, int]]) -> dict[str, float]:
        """How likely each type is (and NONE), for a sentence whose parties stand at `spans`."""
        scores = self.weights[features(masked(text, spans))].sum(axis=0) / self.temperature
        likely = np.exp(scores - scores.max())
        return dict(zip(self.types, (likely / likely.sum()).tolist(), strict=True))
