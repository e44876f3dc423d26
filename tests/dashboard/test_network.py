"""Groups, order and places of actors come from their ties alone, and are the same each time."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from dashboard import network


def pairs(*ties: tuple[str, str, float, float]) -> pl.DataFrame:
    """Rows as of `network_pairs`: two actors, how often together, how often expected."""
    return pl.DataFrame(
        [
            {
                "actor_a_id": a,
                "actor_b_id": b,
                "name_a": a.upper(),
                "name_b": b.upper(),
                "alone_a": 10.0,
                "alone_b": 10.0,
                "together": together,
                "expected": expected,
                "lift": together / expected,
                "npmi": np.log(together / expected) / 5,
                "jaccard": together / 20,
            }
            for a, b, together, expected in ties
        ]
    )


TWO_TRIOS = pairs(
    ("a", "b", 9.0, 2.0), ("a", "c", 8.0, 2.0), ("b", "c", 9.0, 2.0),
    ("d", "e", 9.0, 2.0), ("d", "f", 8.0, 2.0), ("e", "f", 9.0, 2.0),
    ("c", "d", 3.0, 2.0),
)  # fmt: skip


def test_those_who_are_together_oftener_than_by_chance_make_a_group() -> None:
    graph = network.graph_of(TWO_TRIOS)
    groups = dict(zip(graph.actor_ids, graph.groups, strict=True))
    assert groups["a"] == groups["b"] == groups["c"] != groups["d"] == groups["e"] == groups["f"]


def test_members_of_a_group_stand_together_in_the_order() -> None:
    assert list(network.graph_of(TWO_TRIOS).groups) == [0, 0, 0, 1, 1, 1]


def test_the_same_ties_make_the_same_picture_whatever_their_order() -> None:
    one, other = network.graph_of(TWO_TRIOS), network.graph_of(TWO_TRIOS.reverse())
    assert one.actor_ids == other.actor_ids
    assert np.allclose(one.places, other.places)


def test_places_fit_the_picture_and_differ() -> None:
    places = np.array(network.graph_of(TWO_TRIOS).places)
    apart = np.linalg.norm(places[:, None] - places[None, :], axis=2)[np.triu_indices(6, 1)]
    assert np.abs(places).max() <= 1
    assert apart.min() > 0.05


def test_friends_stand_nearer_than_strangers() -> None:
    graph = network.graph_of(TWO_TRIOS)
    at = {actor: np.array(place) for actor, place in zip(graph.actor_ids, graph.places, strict=True)}
    assert np.linalg.norm(at["a"] - at["b"]) < np.linalg.norm(at["a"] - at["e"])


def test_one_pair_alone_can_be_drawn() -> None:
    assert len(network.graph_of(pairs(("a", "b", 1.0, 1.0))).places) == 2


def test_the_backbone_leaves_out_what_chance_explains() -> None:
    kept = network.backbone(pairs(("a", "b", 50.0, 60.0), ("c", "d", 5.0, 2.0)))
    assert kept["actor_a_id"].to_list() == ["c"]


def test_two_actors_of_one_name_are_told_apart() -> None:
    assert network.distinct_names(["Ivanov", "Ivanov", "Putin"], ["i1", "i2", "p"]) == [
        "Ivanov (i1)",
        "Ivanov (i2)",
        "Putin",
    ]


def test_whoever_joins_two_groups_has_all_ways_between_them() -> None:
    bow_tie = np.zeros((5, 5))
    for a, b in ((0, 1), (0, 2), (1, 2), (2, 3), (2, 4), (3, 4)):
        bow_tie[a, b] = bow_tie[b, a] = 1
    assert network.betweenness(bow_tie) == pytest.approx([0, 0, 8 / 12, 0, 0])


def test_of_two_equal_ways_each_counts_half() -> None:
    square = np.array([[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]], dtype=float)
    assert network.betweenness(square) == pytest.approx([1 / 6] * 4)


def test_standing_names_each_actor_once_with_its_group() -> None:
    rows = network.standing(network.graph_of(TWO_TRIOS), TWO_TRIOS)
    assert sorted(rows["actor_id"]) == list("abcdef")
    assert rows["group"].n_unique() == 2


def test_around_one_actor_the_closest_stand_nearest() -> None:
    graph = network.graph_of(TWO_TRIOS, "c")
    places = dict(zip(graph.actor_ids, np.array(graph.places), strict=True))
    assert tuple(places["c"]) == (0, 0)
    apart = {actor: float(np.hypot(*place)) for actor, place in places.items()}
    assert apart["b"] < apart["a"] < apart["d"] < apart["e"] == apart["f"] == 1
