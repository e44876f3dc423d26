"""Connected components: which ids hang together by pairs, whatever the order of the pairs."""

from __future__ import annotations

import numpy as np
import polars as pl


def components(pairs: pl.DataFrame) -> pl.DataFrame:
    """One row an id that any pair names: `id` and `component_id`, the smallest id that it hangs together
    with.

    `pairs` holds two columns of text, one pair a row. The answer depends on the set of pairs alone; it is
    sorted by id.
    """
    ends = pl.concat([pairs.to_series(0), pairs.to_series(1)])
    ids = ends.unique().sort()
    places = _places(ends, ids)
    roots = component_roots(len(ids), places[: len(pairs)], places[len(pairs) :])
    return pl.DataFrame({"id": ids, "component_id": ids.gather(roots)})


def _places(ends: pl.Series, ids: pl.Series) -> np.ndarray:
    return np.searchsorted(ids.to_numpy(), ends.to_numpy()) if len(ids) else np.empty(0, dtype=np.int64)


def component_roots(count: int, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """For each of the numbers 0 to `count` - 1, the smallest number that it hangs together with.

    `first` and `second` are the two ends of the pairs, of equal length.
    """
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return np.array([root(node) for node in range(count)], dtype=np.int64)
