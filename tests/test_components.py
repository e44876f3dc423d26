"""Groups by pairs and by mean likeness: neither may know the order of what it is given."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.components import component_roots, components
from warehouse.linkage import average_linkage

IDS = st.sampled_from([f"id{number}" for number in range(12)])
PAIRS = st.lists(st.tuples(IDS, IDS), max_size=15)


def frame(pairs: list[tuple[str, str]]) -> pl.DataFrame:
    return pl.DataFrame(pairs, schema={"a": pl.String, "b": pl.String}, orient="row")


def test_pairs_that_share_an_id_hang_together_under_the_smallest():
    found = components(frame([("d", "c"), ("b", "c"), ("x", "y")]))
    assert found.rows() == [("b", "b"), ("c", "b"), ("d", "b"), ("x", "x"), ("y", "x")]


def test_no_pairs_make_no_components():
    assert components(frame([])).shape == (0, 2)


@settings(deadline=None)
@given(PAIRS, st.randoms())
def test_the_order_of_pairs_and_of_their_ends_does_not_matter(pairs, random):
    shuffled = [pair if random.random() < 0.5 else pair[::-1] for pair in random.sample(pairs, len(pairs))]
    assert components(frame(pairs)).equals(components(frame(shuffled)))


@settings(deadline=None)
@given(PAIRS)
def test_two_ids_share_a_component_exactly_when_a_chain_of_pairs_leads_from_one_to_the_other(pairs):
    component = dict(components(frame(pairs)).rows())
    reached = {name: {name} for name in component}
    for _ in component:
        for a, b in pairs:
            reached[a] |= reached[b]
            reached[b] |= reached[a]
    for a in component:
        assert component[a] == min(reached[a])
        assert {b for b in component if component[b] == component[a]} == reached[a]


def test_numbers_without_pairs_stand_alone():
    assert component_roots(4, np.array([2]), np.array([1])).tolist() == [0, 1, 1, 3]


def test_one_odd_member_does_not_weld_two_groups():
    #              a    a'   odd  b    b'
    likeness = np.array([
        [1.0, 0.9, 0.5, 0.0, 0.0],
        [0.9, 1.0, 0.4, 0.0, 0.0],
        [0.5, 0.4, 1.0, 0.5, 0.1],
        [0.0, 0.0, 0.5, 1.0, 0.9],
        [0.0, 0.0, 0.1, 0.9, 1.0],
    ])  # fmt: skip
    assert average_linkage(likeness, 0.4).tolist() == [0, 0, 0, 3, 3]


def test_minus_infinity_keeps_two_apart_for_good():
    likeness = np.array([[0.0, 9.0, -np.inf], [9.0, 0.0, 9.0], [-np.inf, 9.0, 0.0]])
    assert average_linkage(likeness, 1.0).tolist() == [0, 0, 2]


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 9), st.integers(0, 10_000))
def test_the_order_of_members_does_not_change_the_groups(count, seed):
    random = np.random.default_rng(seed)
    likeness = random.random((count, count))
    likeness += likeness.T
    order = random.permutation(count)
    groups = average_linkage(likeness, 1.0)
    shuffled = average_linkage(likeness[np.ix_(order, order)], 1.0)
    together = groups[order][:, None] == groups[order][None, :]
    assert np.array_equal(together, shuffled[:, None] == shuffled[None, :])
