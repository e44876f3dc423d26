"""Trains the second opinion: a softmax over hashed n-grams, on our own sentences and the dictionary's entries.

    python -m warehouse.events.model.train

reads `sentences.txt` beside this file, writes `weights.npy` (buckets × types, half precision) and `weights.json` (the
types in order, the temperature that calibrates the shares, and the SHA-256 of the weights). The same input gives the
same bytes.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from itertools import islice, product
from pathlib import Path

import numpy as np

from warehouse.events.lexicon import Lexicon
from warehouse.events.model.features import SIZE, features

HERE = Path(__file__).parent
PER_LINE = 40  # sentences made of one line at most
ROUNDS = 25
OBJECTS = 4  # of a dictionary entry with many objects so many are used
RATE = 0.5
DECAY = 1e-5
HELD_OUT = 5  # every fifth line is kept for calibration, then learned too
ENTRY = -1
CHOICE = re.compile(r"\[([^\]]*)\]")


def sentences(path: Path) -> list[tuple[str, str, int]]:
    """Type, masked sentence and number of the line that made it."""
    found, label = [], ""
    for number, line in enumerate(path.read_text().splitlines()):
        if line.isupper():
            label = line
        elif line and not line.startswith("#"):
            found += [(label, text, number) for text in choices(line)]
    return found


def entries(lexicon: Lexicon) -> list[tuple[str, str, int]]:
    """The dictionary's verbs and nouns as bare sentences: "@ impose sanction on @"."""
    chance = random.Random(0)
    found = []
    for entry in (e for _, group in sorted(lexicon.verbs.items()) for e in group):
        listed = sorted(entry.objects - {"none"})
        for obj in chance.sample(listed, min(OBJECTS, len(listed))) or [""]:
            inside = entry.preposition or (obj and entry.targets[:1] != ("obj",))
            words = [entry.verb, entry.particle, entry.preposition, obj, "@"]
            if not inside and obj:
                words = [entry.verb, entry.particle, "@", obj]
            found.append((entry.code.event_type, " ".join(["@", *filter(None, words)]), ENTRY))
    nouns = (n for _, group in sorted(lexicon.nouns.items()) for n in group if n.is_act)
    found += [(noun.code.event_type, " ".join(["@", *noun.before, noun.noun, "@"]), ENTRY) for noun in nouns]
    return [(label, text, number) for label, text, number in found if label is not None]


def choices(line: str) -> list[str]:
    """All sentences of a line with choices, or a fixed sample of them."""
    pieces = CHOICE.split(line)
    options = [[piece] if i % 2 == 0 else piece.split("|") for i, piece in enumerate(pieces)]
    made = ["".join(parts) for parts in islice(product(*options), 5000)]
    made = [re.sub(r"\{[AB]\}", " @ ", text) for text in made]
    return made if len(made) <= PER_LINE else random.Random(line).sample(made, PER_LINE)


def fit(rows: list[np.ndarray], labels: np.ndarray, kinds: int) -> np.ndarray:
    """Weights by plain stochastic gradient descent with a falling rate; each type counts alike."""
    weights = np.zeros((SIZE, kinds), dtype=np.float64)
    share = 1.0 / np.bincount(labels, minlength=kinds)
    share *= kinds / share.sum()
    order = np.random.default_rng(0)
    for epoch in range(ROUNDS):
        rate = RATE / (1 + 0.1 * epoch)
        for i in order.permutation(len(rows)):
            row = rows[i]
            gradient = softmax(weights[row].sum(axis=0))
            gradient[labels[i]] -= 1.0
            weights[row] -= rate * (share[labels[i]] * gradient / np.sqrt(len(row)) + DECAY * weights[row])
    return weights


def softmax(scores: np.ndarray) -> np.ndarray:
    shares = np.exp(scores - scores.max())
    return shares / shares.sum()


def temperature(weights: np.ndarray, rows: list[np.ndarray], labels: np.ndarray) -> float:
    """The divisor of the scores under which the shares of unseen lines come nearest to the truth."""
    scores = np.array([weights[row].sum(axis=0) for row in rows])

    def loss(divisor: float) -> float:
        return float(-np.mean([np.log(softmax(s / divisor)[y] + 1e-9) for s, y in zip(scores, labels, strict=True)]))

    return float(min(np.arange(0.5, 6.01, 0.25), key=loss))


def main() -> None:
    made = sentences(HERE / "sentences.txt") + entries(Lexicon.load(with_opinion=False))
    kinds = sorted({label for label, _, _ in made})
    rows = [features(text) for _, text, _ in made]
    labels = np.array([kinds.index(label) for label, _, _ in made])
    unseen = np.array([number % HELD_OUT == 0 and number != ENTRY for _, _, number in made])
    part = fit([r for r, u in zip(rows, unseen, strict=True) if not u], labels[~unseen], len(kinds))
    held = [r for r, u in zip(rows, unseen, strict=True) if u]
    right = np.mean([part[r].sum(axis=0).argmax() == y for r, y in zip(held, labels[unseen], strict=True)])
    divisor = temperature(part, held, labels[unseen])
    weights = fit(rows, labels, len(kinds)).astype(np.float16)
    np.save(HERE / "weights.npy", weights)
    digest = hashlib.sha256((HERE / "weights.npy").read_bytes()).hexdigest()
    card = {
        "types": kinds,
        "temperature": divisor,
        "sentences": len(made),
        "right_on_unseen_lines": round(float(right), 3),
        "sha256": digest,
    }
    (HERE / "weights.json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
