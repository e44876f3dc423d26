"""Average linkage over all pairs, and over some of them, is the same where the others are equally unlike."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.linkage import average_linkage, average_linkage_of_pairs

ELSEWHERE = -6.0
PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(-24, 24).map(lambda value: value / 4),
    max_size=20,
)


@settings(deadline=None)  # a busy machine is no failure
@given(PAIRS, st.integers(-8, 8).map(lambda value: value / 4))
def test_pairs_left_out_count_as_unlike(pairs: dict[tuple[int, int], float], enough: float) -> None:
    likeness = np.full((8, 8), ELSEWHERE)
    for (a, b), value in pairs.items():
        likeness[a, b] = likeness[b, a] = value
    first, second = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    values = np.array(list(pairs.values()))
    sparse = average_linkage_of_pairs(8, first, second, values, ELSEWHERE, enough)
    assert means_within(likeness, sparse) == means_within(likeness, average_linkage(likeness, enough))


def means_within(likeness: np.ndarray, groups: np.ndarray) -> list[float]:
    """Sorted likeness of joined pairs: ties may be broken differently, what is joined is worth the same."""
    joined = [likeness[a, b] for a in range(8) for b in range(a) if groups[a] == groups[b]]
    return sorted(joined) if len(set(likeness[likeness > ELSEWHERE])) == (likeness > ELSEWHERE).sum() // 2 else []


def test_the_two_likest_are_joined_first() -> None:
    groups = average_linkage_of_pairs(4, np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([1.0, 3.0, 2.0]), -6.0, 0.5)
    assert groups.tolist() == [0, 1, 1, 3]
