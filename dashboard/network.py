"""Who belongs with whom: groups, order and places of actors from the strengths of their ties, and graph files.

Everything is computed from the ties alone, without chance, so that the same pairs always make the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

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


def graph_of(pairs: pl.DataFrame) -> Graph:
    """The graph of a frame of `network_pairs`."""
    actors = actors_of(pairs)
    ids = actors["actor_id"].to_list()
    ties = excess(pairs, ids)
    groups = communities(ties)
    order = sorted(range(len(ids)), key=lambda i: (groups[i], -ties[i].sum(), ids[i]))
    places = layout(ties)
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


def gexf(graph: Graph, pairs: pl.DataFrame) -> bytes:
    """The graph as GEXF 1.3, which Gephi reads: groups and counts as attributes, places kept."""
    root = ElementTree.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    drawn = ElementTree.SubElement(root, "graph", defaultedgetype="undirected")
    fields = ElementTree.SubElement(drawn, "attributes", {"class": "node"})
    for name, kind in (("group", "integer"), ("mentioned", "double")):
        ElementTree.SubElement(fields, "attribute", id=name, title=name, type=kind)
    fields = ElementTree.SubElement(drawn, "attributes", {"class": "edge"})
    for name in ("together", "expected", "lift", "npmi", "jaccard"):
        ElementTree.SubElement(fields, "attribute", id=name, title=name, type="double")
    nodes = ElementTree.SubElement(drawn, "nodes")
    for i, actor_id in enumerate(graph.actor_ids):
        node = ElementTree.SubElement(nodes, "node", id=actor_id, label=xml_text(graph.names[i]))
        values = ElementTree.SubElement(node, "attvalues")
        for name, value in (("group", graph.groups[i]), ("mentioned", graph.mentioned[i])):
            ElementTree.SubElement(values, "attvalue", {"for": name, "value": str(value)})
    edges = ElementTree.SubElement(drawn, "edges")
    for i, pair in enumerate(pairs.iter_rows(named=True)):
        edge = ElementTree.SubElement(
            edges, "edge", id=str(i), source=pair["actor_a_id"], target=pair["actor_b_id"], weight=str(pair["together"])
        )
        values = ElementTree.SubElement(edge, "attvalues")
        for name in ("together", "expected", "lift", "npmi", "jaccard"):
            ElementTree.SubElement(values, "attvalue", {"for": name, "value": str(pair[name])})
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def graphml(graph: Graph, pairs: pl.DataFrame) -> bytes:
    """The graph as GraphML, which igraph, networkx and yEd read."""
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    keys = [("name", "node", "string"), ("group", "node", "int"), ("mentioned", "node", "double")]
    keys += [(name, "edge", "double") for name in ("together", "expected", "lift", "npmi", "jaccard")]
    for name, what, kind in keys:
        ElementTree.SubElement(root, "key", {"id": name, "for": what, "attr.name": name, "attr.type": kind})
    drawn = ElementTree.SubElement(root, "graph", edgedefault="undirected")
    for i, actor_id in enumerate(graph.actor_ids):
        node = ElementTree.SubElement(drawn, "node", id=actor_id)
        for name, value in (("name", graph.names[i]), ("group", graph.groups[i]), ("mentioned", graph.mentioned[i])):
            ElementTree.SubElement(node, "data", key=name).text = xml_text(str(value))
    for pair in pairs.iter_rows(named=True):
        edge = ElementTree.SubElement(drawn, "edge", source=pair["actor_a_id"], target=pair["actor_b_id"])
        for name in ("together", "expected", "lift", "npmi", "jaccard"):
            ElementTree.SubElement(edge, "data", key=name).text = str(pair[name])
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def xml_text(text: str) -> str:
    """The text without the control characters that XML can't hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
