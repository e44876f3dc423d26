"""The names that a spaCy model sees, read off its scores all at once instead of word by word.

spaCy's recogniser goes from word to word and asks of each of its moves whether it is allowed; that costs more than the
model itself. Here a sentence begins without entities, and then the score of a word outside of any entity depends on
that word alone, and inside of one on the word, the one before and the entity's first: so all words are scored at once,
and the few inside of entities after them. Sums are added in spaCy's order with spaCy's own product of matrices, in
which a row comes out as by itself, so that the names are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.attrs import ENT_IOB, ENT_TYPE, IS_SPACE
from spacy.tokens import Doc
from thinc.api import NumpyOps

NAMED: list[int | str] = [ENT_IOB, ENT_TYPE]
BEGINS, INSIDE, OUTSIDE = 3, 1, 2  # spaCy's numbers for a token's place in an entity
OPS = NumpyOps(use_blis=True)
WORDS_OF_A_STATE = 3  # the word, the first of its entity, the one before it within the entity


class Namer:
    """Reads the names of sentences by the model of one of spaCy's recognisers."""

    def __init__(self, recogniser: Any):
        model, strings = recogniser.model, recogniser.vocab.strings
        self._words, self._first_layer = model.get_ref("tok2vec"), model.get_ref("lower")
        self._weights, self._bias = (model.get_ref("upper").get_param(name) for name in ("W", "b"))
        names = map(recogniser.moves.get_class_name, range(recogniser.moves.n_moves))
        moves = [(kind, label) for kind, _, label in (name.partition("-") for name in names)]
        self._kinds = np.array([kind for kind, _ in moves])
        # "U-" is for words that somebody has said are of no entity.
        self._is_never = np.array([kind not in ("B", "U", "O") or (kind == "U" and not label) for kind, label in moves])
        self._is_name = (self._kinds == "B") | (self._kinds == "U")
        self._labels = [strings[label] if label else 0 for _, label in moves]
        self._goes_on = np.array([moves.index(("I", label)) if label else -1 for _, label in moves])
        self._ends = np.array([moves.index(("L", label)) if label else -1 for _, label in moves])

    @staticmethod
    def reads(recogniser: Any) -> bool:
        """Whether the recogniser is of the usual make, which this one reads."""
        model = recogniser.model
        return (
            recogniser.cfg.get("beam_width", 1) == 1
            and model.attrs.get("has_upper", False)
            and not model.attrs.get("unseen_classes")
            and model.get_ref("lower").maybe_get_dim("nF") == WORDS_OF_A_STATE
        )

    def name(self, docs: Sequence[Doc]) -> None:
        """Set the entities of sentences, which have none yet."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        table = self._first_layer.predict(self._words.predict(docs))
        words = len(table) - 1
        ends = np.cumsum([len(doc) for doc in docs])
        is_last = np.zeros(words, dtype=bool)
        is_last[ends - 1] = True
        is_space = np.concatenate([doc.to_array([IS_SPACE]) for doc in docs]).reshape(-1).astype(bool)
        moves = self._outside(table, is_last, is_space)
        last_words = self._last_words(table, moves, is_last)
        for doc, end in zip(docs, ends.tolist(), strict=True):
            start = end - len(doc)
            self._set(doc, moves[start:end].tolist(), (last_words[start:end] - start).tolist())

    def _outside(self, table: Any, is_last: Any, is_space: Any) -> Any:
        """The best move for each word, were it outside of any entity."""
        nothing = np.zeros(len(is_last), dtype=np.int64)
        scores = self._scores(table, np.arange(len(is_last)) + 1, nothing, nothing)
        scores[:, self._is_never] = -np.inf
        scores[np.ix_(is_last, self._kinds == "B")] = -np.inf
        scores[np.ix_(is_space, self._is_name)] = -np.inf
        return scores.argmax(axis=1)

    def _last_words(self, table: Any, moves: Any, is_last: Any) -> Any:
        """For each word at which an entity of several would begin its last word, for others the word itself."""
        found = np.arange(len(moves))
        starts = np.flatnonzero(self._kinds[moves] == "B")
        at = starts + 1
        while len(starts):
            scores = self._scores(table, at + 1, starts + 1, at)
            rows, on, end = np.arange(len(at)), self._goes_on[moves[starts]], self._ends[moves[starts]]
            lead = scores[rows, end] - scores[rows, on]
            done = is_last[at] | (lead > 0) | ((lead == 0) & (end < on))
            found[starts[done]] = at[done]
            starts, at = starts[~done], at[~done] + 1
        return found

    def _scores(self, table: Any, word: Any, first: Any, before: Any) -> Any:
        """Scores of all moves; the words of each state are their rows in the table, of which 0 stands for none."""
        sums = table[word, 0] + table[first, 1] + table[before, 2] + self._first_layer.get_param("b")
        return OPS.gemm(sums.max(axis=2), self._weights, trans2=True) + self._bias

    def _set(self, doc: Doc, moves: Sequence[int], last_words: Sequence[int]) -> None:
        numbers: Any = np.zeros((len(doc), 2), dtype=np.uint64)
        numbers[:, 0] = OUTSIDE
        at = 0
        while at < len(doc):
            last = last_words[at]
            if label := self._labels[moves[at]]:
                numbers[at, 0], numbers[at + 1 : last + 1, 0] = BEGINS, INSIDE
                numbers[at : last + 1, 1] = label
            at = last + 1
        doc.from_array(NAMED, numbers)
