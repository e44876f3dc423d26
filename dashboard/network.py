"""Who belongs with whom: groups, order and places of actors from the strengths of their ties, and graph files.

Everything is computed from the ties alone, without chance, so that the same pairs always make the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Graph:
    """Actors in the order of their groups, strongest first within each; `places` lie within -1 to 1."""

    actor_ids: tuple[str, ...]
    names: tuple[str, ...]
    mentioned: tuple[float, ...]
    groups: tuple[int, ...]
    places: tuple[tuple[float, float], ...]


def graph_of(pairs: pl.DataFrame, focus: str | None = None) -> Graph:
    """The graph of a frame of `network_pairs`; with a focus, the others stand around it."""
    actors = actors_of(pairs)
    ids = actors["actor_id"].to_list()
    ties = excess(pairs, ids)
    groups = communities(ties)
    order = sorted(range(len(ids)), key=lambda i: (groups[i], -ties[i].sum(), ids[i]))
    places = around(pairs, ids, order, focus) if focus in ids else layout(ties)
    return Graph(
        actor_ids=tuple(ids[i] for i in order),
        names=tuple(distinct_names(actors["name"].to_list(), ids)[i] for i in order),
        mentioned=tuple(actors["alone"][i] for i in order),
        groups=tuple(groups[i] for i in order),
        places=tuple((float(places[i, 0]), float(places[i, 1])) for i in order),
    )


def actors_of(pairs: pl.DataFrame) -> pl.DataFrame:
    """One row an actor of the pairs, by id."""
    sides = [
        pairs.select(
            pl.col(f"actor_{side}_id").alias("actor_id"),
            pl.col(f"name_{side}").alias("name"),
            pl.col(f"alone_{side}").alias("alone"),
        )
        for side in "ab"
    ]
    return pl.concat(sides).unique("actor_id", keep="first", maintain_order=True).sort("actor_id")


def distinct_names(names: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Names as they are; where two actors share one, with their ids."""
    return [name if names.count(name) == 1 else f"{name} ({who})" for name, who in zip(names, ids, strict=True)]


def excess(pairs: pl.DataFrame, ids: Sequence[str]) -> Matrix:
    """How much oftener than by chance each two are together; 0 where they are not."""
    place = {actor_id: i for i, actor_id in enumerate(ids)}
    ties = np.zeros((len(ids), len(ids)))
    for a, b, together, expected in pairs.select("actor_a_id", "actor_b_id", "together", "expected").iter_rows():
        ties[place[a], place[b]] = ties[place[b], place[a]] = max(together - expected, 0)
    return ties


def communities(ties: Matrix) -> list[int]:
    """A group number for each row, from 0 for the largest: groups are joined as long as modularity grows.

    Greedy agglomeration after Clauset, Newman and Moore (2004), dense, for some hundred actors at most.
    """
    count = len(ties)
    total = ties.sum()
    members = [[i] for i in range(count)]
    if total > 0:
        share = ties / total
        while len(members) > 1:
            degree = share.sum(axis=1)
            gain = 2 * (share - np.outer(degree, degree))
            gain[np.tril_indices(len(gain))] = -np.inf
            i, j = np.unravel_index(np.argmax(gain), gain.shape)
            if gain[i, j] <= 1e-12:
                break
            share[i] += share[j]
            share[:, i] += share[:, j]
            share = np.delete(np.delete(share, j, axis=0), j, axis=1)
            members[i] = sorted(members[i] + members.pop(j))
    members.sort(key=lambda group: (-len(group), group))
    return [number for _, number in sorted((i, number) for number, group in enumerate(members) for i in group)]


def layout(ties: Matrix, rounds: int = 300) -> Matrix:
    """A place in the plane for each row: strong ties are short (stress majorisation, Gansner et al. 2005).

    Begins with actors on a circle in the order of the first two axes of their distances, so that no chance is needed.
    """
    count = len(ties)
    if count == 1:
        return np.zeros((1, 2))
    distance = path_lengths(ties)
    places = first_places(distance)
    weight = 1 / distance**2
    np.fill_diagonal(weight, 0)
    row = weight.sum(axis=1)
    for _ in range(rounds):
        apart = places[:, None, :] - places[None, :, :]
        length = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-9)
        pull = weight * distance / length
        # Each is drawn to where all the others would have it (a Jacobi step of the majorising function).
        wished = (weight[:, :, None] * places[None, :, :] + pull[:, :, None] * apart).sum(axis=1) / row[:, None]
        places = wished - wished.mean(axis=0)
    return places / max(float(np.abs(places).max()), 1e-9)


def around(pairs: pl.DataFrame, ids: Sequence[str], order: Sequence[int], focus: str | None) -> Matrix:
    """The focus in the middle, the others in a ring by their groups: the nearer, the oftener beyond chance."""
    others = [i for i in order if ids[i] != focus]
    own = pairs.filter((pl.col("actor_a_id") == focus) | (pl.col("actor_b_id") == focus))
    tied = {(b if a == focus else a): npmi for a, b, npmi in own.select("actor_a_id", "actor_b_id", "npmi").iter_rows()}
    strength = np.array([tied.get(ids[i], -1.0) for i in others])
    spread = float(np.ptp(strength)) if len(others) else 0.0
    near = (strength - strength.min()) / spread if spread else np.zeros(len(others))
    angle = 2 * np.pi * np.arange(len(others)) / max(len(others), 1)
    places = np.zeros((len(ids), 2))
    places[others] = (1 - 0.5 * near)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return places


def path_lengths(ties: Matrix) -> Matrix:
    """Shortest ways through the graph, a tie of middling strength being 1 long; the unreachable lie just beyond."""
    middle = float(np.median(ties[ties > 0])) if (ties > 0).any() else 1.0
    with np.errstate(divide="ignore"):
        distance = np.where(ties > 0, np.clip(np.sqrt(middle / np.where(ties > 0, ties, 1)), 0.45, 2.2), np.inf)
    np.fill_diagonal(distance, 0)
    for via in range(len(distance)):
        distance = np.minimum(distance, distance[:, via, None] + distance[None, via, :])
    reachable = distance[np.isfinite(distance)].max()
    distance[~np.isfinite(distance)] = max(reachable, 1.0) * 1.3
    np.fill_diagonal(distance, 1)  # its weight is set to nought
    return distance


def first_places(distance: Matrix) -> Matrix:
    """Classical scaling of the distances; where that leaves rows on one spot, a circle pulls them apart."""
    count = len(distance)
    clean = distance.copy()
    np.fill_diagonal(clean, 0)
    centre = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-0.5 * centre @ clean**2 @ centre)
    axes = vectors[:, [-1, -2]] if count > 1 else vectors
    # An eigenvector's sign is arbitrary, and may differ between machines.
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])])
    scaled = axes * signs * np.sqrt(np.maximum(values[[-1, -2]], 0))
    angle = 2 * np.pi * np.arange(count) / count
    return scaled + 0.15 * np.column_stack([np.cos(angle), np.sin(angle)])


def backbone(pairs: pl.DataFrame, most: int = 160) -> pl.DataFrame:
    """Ties that exceed expectation, at most `most`: the strongest of each actor first, not the most counted."""
    above = pairs.filter((pl.col("lift") > 1) & (pl.col("npmi") > 0))
    ranks = pl.max_horizontal(
        pl.struct("npmi", "together").rank("ordinal", descending=True).over("actor_a_id"),
        pl.struct("npmi", "together").rank("ordinal", descending=True).over("actor_b_id"),
    )
    return (
        above.with_columns(ranks.alias("rank")).sort("rank", "npmi", descending=[False, True]).head(most).drop("rank")
    )


def betweenness(ties: Matrix) -> list[float]:
    """The share of the shortest ways between all other two that leads over each row (Brandes 2001); ties are 1 long."""
    count = len(ties)
    near = [np.flatnonzero(row).tolist() for row in ties > 0]
    score = [0.0] * count
    for start in range(count):
        ways, depth, before = [0.0] * count, [-1] * count, [list[int]() for _ in range(count)]
        ways[start], depth[start], order = 1.0, 0, [start]
        for here in order:  # grows while it is walked: breadth first
            for there in near[here]:
                if depth[there] < 0:
                    depth[there] = depth[here] + 1
                    order.append(there)
                if depth[there] == depth[here] + 1:
                    ways[there] += ways[here]
                    before[there].append(here)
        owed = [0.0] * count
        for here in reversed(order[1:]):
            for there in before[here]:
                owed[there] += ways[there] / ways[here] * (1 + owed[here])
            score[here] += owed[here]
    most = (count - 1) * (count - 2)
    return [one / most if most else 0.0 for one in score]


def standing(graph: Graph, pairs: pl.DataFrame) -> pl.DataFrame:
    """One row an actor, the most tied first: its group, ties, how far they exceed chance, how many ways cross it."""
    ties = excess(pairs, graph.actor_ids)
    return pl.DataFrame(
        {
            "actor_id": graph.actor_ids,
            "name": graph.names,
            "group": [group + 1 for group in graph.groups],
            "mentioned": graph.mentioned,
            "tie_count": (ties > 0).sum(axis=1).tolist(),
            "strength": ties.sum(axis=1).tolist(),
            "betweenness": betweenness(ties),
        }
    ).sort("strength", "actor_id", descending=[True, False])
