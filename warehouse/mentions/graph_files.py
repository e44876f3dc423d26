"""Actors and their ties as graph files: GEXF 1.3 for Gephi, GraphML for igraph, networkx and yEd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import polars as pl

NODE_COLUMNS = ("actor_id", "name")
TIE_COLUMNS = ("actor_a_id", "actor_b_id")


def gexf(actors: pl.DataFrame, ties: pl.DataFrame, weight: str) -> bytes:
    """GEXF of actors (`actor_id`, `name`, …) and undirected ties (`actor_a_id`, `actor_b_id`, …).

    Every further column becomes an attribute; the ties' column `weight` is also their weight.
    """
    root = Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = SubElement(root, "graph", defaultedgetype="undirected")
    for what, frame, own in (("node", actors, NODE_COLUMNS), ("edge", ties, TIE_COLUMNS)):
        fields = SubElement(graph, "attributes", {"class": what})
        for name, kind in _attributes(frame, own):
            SubElement(fields, "attribute", id=name, title=name, type={"int": "integer"}.get(kind, kind))
    nodes = SubElement(graph, "nodes")
    for actor in actors.iter_rows(named=True):
        node = SubElement(nodes, "node", id=actor["actor_id"], label=xml_text(actor["name"]))
        _values(node, actor, NODE_COLUMNS)
    edges = SubElement(graph, "edges")
    for i, tie in enumerate(ties.iter_rows(named=True)):
        ends = {"source": tie["actor_a_id"], "target": tie["actor_b_id"]}
        _values(SubElement(edges, "edge", {"id": str(i), **ends, "weight": str(tie[weight])}), tie, TIE_COLUMNS)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def graphml(actors: pl.DataFrame, ties: pl.DataFrame) -> bytes:
    """GraphML of the same frames as `gexf`."""
    root = Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for what, frame, own in (("node", actors, NODE_COLUMNS[:1]), ("edge", ties, TIE_COLUMNS)):
        for name, kind in _attributes(frame, own):
            SubElement(root, "key", {"id": f"{what}_{name}", "for": what, "attr.name": name, "attr.type": kind})
    graph = SubElement(root, "graph", edgedefault="undirected")
    for actor in actors.iter_rows(named=True):
        _data(SubElement(graph, "node", id=actor["actor_id"]), "node", actor, NODE_COLUMNS[:1])
    for tie in ties.iter_rows(named=True):
        edge = SubElement(graph, "edge", source=tie["actor_a_id"], target=tie["actor_b_id"])
        _data(edge, "edge", tie, TIE_COLUMNS)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def xml_text(value: object) -> str:
    """The value's text without the control characters that XML can't hold."""
    return "".join(sign for sign in str(value) if sign >= " " or sign in "\t\n")


def _attributes(frame: pl.DataFrame, own: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name, kind in frame.schema.items():
        if name not in own:
            yield name, "int" if kind.is_integer() else "double" if kind.is_numeric() else "string"


def _values(element: Element, row: Mapping[str, Any], own: tuple[str, ...]) -> None:
    values = SubElement(element, "attvalues")
    for name, value in row.items():
        if name not in own and value is not None:
            SubElement(values, "attvalue", {"for": name, "value": xml_text(value)})


def _data(element: Element, what: str, row: Mapping[str, Any], own: tuple[str, ...]) -> None:
    for name, value in row.items():
        if name not in own and value is not None:
            SubElement(element, "data", key=f"{what}_{name}").text = xml_text(value)
