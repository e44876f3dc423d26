"""Charts of who appears with whom: the matrix, and circles with lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts.drawing import PICKED, style
from dashboard.colours import Palette
from dashboard.network import Graph
from dashboard.text import as_html

BESIDE = 124  # pixels beside a network, for names


def matrix_step(actors: int) -> int:
    """Height of a row of the matrix."""
    return max(14, min(26, 480 // max(actors, 1)))


def matrix_room(actors: int) -> str:
    """The room that a matrix needs, as a style sheet, so that nothing moves when it is drawn."""
    return f"<style>.st-key-matrix {{ min-height: {matrix_step(actors) * actors + 185}px; }}</style>"


def matrix(
    cells: pl.DataFrame,
    order: Sequence[str],
    colours: Palette,
    *,
    value: str,
    words: str,
    diverging: bool,
    tips: Sequence[tuple[str, str, str]],
    least_reach: float = 0.3,
) -> alt.Chart:
    """A square of every pair of actors, in the given order along both sides; a cell picks its pair."""
    picked = alt.selection_point(name=PICKED, fields=["a", "b"], empty=True)
    # Symmetric, so that the middle is what chance would give; never so tight that small differences shout.
    reach = max(least_reach, float(cells[value].abs().max() or 0)) if diverging else 0  # type: ignore[arg-type]
    below, above = colours.communities[1], colours.ramp[-2]
    scale = (
        alt.Scale(domain=[-reach, 0, reach], range=[below, colours.focus, above], interpolate="lab")
        if diverging
        else alt.Scale(range=list(colours.ramp[1:]))
    )
    # Where columns are narrow, slanting names would lie over each other.
    slant, size = (-60, 11) if len(order) <= 24 else (-90, 9)
    axis: dict[str, Any] = {
        "title": None,
        "labelLimit": 130,
        "labelFontSize": size,
        "ticks": False,
        "domain": False,
        "labelPadding": 5,
        "labelOverlap": False,
    }
    return style(
        alt.Chart(cells)
        .mark_rect(cursor="pointer", cornerRadius=2, stroke=colours.surface, strokeWidth=1)
        .encode(
            x=alt.X("name_b:N", sort=list(order), axis=alt.Axis(orient="top", labelAngle=slant, **axis)),
            y=alt.Y("name_a:N", sort=list(order), axis=alt.Axis(**axis)),
            color=alt.Color(
                f"{value}:Q",
                scale=scale,
                legend=alt.Legend(title=words, orient="bottom", gradientLength=220, gradientThickness=9),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("name_a:N", title="Actor"),
                alt.Tooltip("name_b:N", title="with"),
                *(alt.Tooltip(f"{column}:Q", title=title, format=form) for column, title, form in tips),
            ],
        )
        .add_params(picked)
        .properties(height=alt.Step(matrix_step(len(order)))),
        colours,
    )


def node_link(
    graph: Graph,
    links: pl.DataFrame,
    colours: Palette,
    focus: str | None,
    *,
    most: float | None = None,
    small: bool = False,
) -> dict[str, Any]:
    """An ECharts graph with every actor at its place; lines and circles can be clicked.

    `most` is the count that the widest line stands for; a `small` one names only the actors that have lines.
    """
    tied = {*links["actor_a_id"], *links["actor_b_id"]}
    largest = max(graph.mentioned)
    names = dict(zip(graph.actor_ids, graph.names, strict=True))
    nodes = [
        {
            "id": actor_id,
            "name": graph.names[i],
            "value": graph.places[i],
            "tooltip": hint(f"{graph.names[i]}: named in {graph.mentioned[i]:,.0f}"),
            "symbolSize": (5 if small else 10) + (16 if small else 30) * (graph.mentioned[i] / largest) ** 0.5,
            "label": {
                "show": not small or actor_id in tied,
                "position": (side := side_of(graph, i, focus)),
                # Above and beneath there is room on both sides.
                **({"width": 1.5 * BESIDE} if side in ("top", "bottom") else {}),
            },
            "itemStyle": {
                "opacity": 1 if not small or actor_id in tied else 0.35,
                "color": colours.communities[graph.groups[i] % len(colours.communities)],
                "borderColor": colours.ink if actor_id == focus else colours.surface,
                "borderWidth": 2.5 if actor_id == focus else 1.2,
            },
        }
        for i, actor_id in enumerate(graph.actor_ids)
    ]
    most = most or float(links["together"].max() or 1)  # type: ignore[arg-type]
    beside = BESIDE - 24 if small else BESIDE
    edges = [
        {
            "source": link["actor_a_id"],
            "target": link["actor_b_id"],
            "value": link["together"],
            "tooltip": hint(
                f"{names[link['actor_a_id']]} and {names[link['actor_b_id']]}: together in {link['together']:,.0f}"
            ),
            "lineStyle": {"width": 0.8 + 5 * (link["together"] / most) ** 0.5},  # type: ignore[operator]
        }
        for link in links.iter_rows(named=True)
    ]
    return {
        "tooltip": {"confine": True},
        "animation": False,
        # Places on hidden axes: the picture fills whatever room there is, and circles stay round.
        "grid": {"left": beside, "right": beside, "top": 44, "bottom": 44},
        "xAxis": hidden_axis(),
        "yAxis": hidden_axis() | {"inverse": True},
        "series": [
            {
                "type": "graph",
                "coordinateSystem": "cartesian2d",
                "layout": "none",
                "data": nodes,
                "links": edges,
                "selectedMode": "single",
                "label": {
                    "show": True,
                    "position": "right",
                    "color": colours.ink,
                    "fontSize": 11 if small else 12,
                    "textBorderColor": colours.surface,
                    "textBorderWidth": 3,
                    # So that no name runs over the edge of the picture.
                    "width": beside - 12,
                    "overflow": "truncate",
                    "ellipsis": "…",
                },
                "labelLayout": {"hideOverlap": True},
                "lineStyle": {"color": colours.muted, "opacity": 0.38, "curveness": 0.08},
                "emphasis": {"focus": "adjacency", "lineStyle": {"opacity": 0.85}},
                "select": {
                    "itemStyle": {"borderColor": colours.ink, "borderWidth": 3},
                    "lineStyle": {"color": colours.ink, "opacity": 1},
                },
            }
        ],
    }


def side_of(graph: Graph, place: int, focus: str | None) -> str:
    """Where a name stands beside its circle: away from the middle of its group, or of the ring around one actor."""
    if graph.actor_ids[place] == focus:
        return "right"
    group = [graph.places[i] for i, number in enumerate(graph.groups) if number == graph.groups[place]]
    middle = (0.0, 0.0) if focus else (sum(x for x, _ in group) / len(group), sum(y for _, y in group) / len(group))
    across, down = (graph.places[place][axis] - middle[axis] for axis in (0, 1))
    if abs(across) < (0.2 if focus else 0.6) * abs(down):
        return "top" if down < 0 else "bottom"
    return "left" if across < 0 else "right"


def hint(words: str) -> dict[str, str]:
    """What is told beside the pointer. ECharts takes it for markup, so that names from texts must not be any."""
    return {"formatter": as_html(words)}


def hidden_axis() -> dict[str, Any]:
    return {"show": False, "type": "value", "min": -1, "max": 1}
