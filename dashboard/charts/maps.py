"""Charts of where: places as circles over the outlines of countries."""

from __future__ import annotations

from math import cos, radians
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts.drawing import PICKED, style
from dashboard.colours import Palette


def place_map(places: pl.DataFrame, outlines: dict[str, Any], colours: Palette) -> alt.LayerChart:
    """Circles at the places of events, over outlines; hollow ones are known no closer than to a country or region."""
    picked = alt.selection_point(name=PICKED, fields=["place_name"], empty=True)
    world = alt.Chart(
        alt.Data(values=outlines, format=alt.TopoDataFormat(feature="countries", type="topojson"))
    ).mark_geoshape(fill=colours.focus, stroke=colours.line, strokeWidth=0.7)
    drawn = places.with_columns(
        pl.when(pl.col("cooperation") >= pl.col("conflict"))
        .then(pl.lit("more cooperation"))
        .otherwise(pl.lit("more conflict"))
        .alias("mostly"),
        pl.when(pl.col("place_precision").is_in(["point", "city"])).then(0.62).otherwise(0.08).alias("fill"),
    )
    circles = (
        alt.Chart(drawn)
        .mark_circle(cursor="pointer", strokeWidth=1.6)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("event_count:Q", scale=alt.Scale(range=[40, 900]), legend=None),
            color=alt.Color(
                "mostly:N",
                scale=alt.Scale(
                    domain=["more cooperation", "more conflict"], range=[colours.quads[1], colours.quads[3]]
                ),
                legend=alt.Legend(title=None, orient="bottom"),
            ),
            stroke=alt.Stroke(
                "mostly:N",
                scale=alt.Scale(
                    domain=["more cooperation", "more conflict"], range=[colours.quads[1], colours.quads[3]]
                ),
                legend=None,
            ),
            fillOpacity=alt.FillOpacity("fill:Q", scale=None),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.25)),
            tooltip=[
                alt.Tooltip("place_name:N", title="Place"),
                alt.Tooltip("place_precision:N", title="Known to the"),
                alt.Tooltip("event_count:Q", title="Events", format=","),
                alt.Tooltip("cooperation:Q", title="Cooperation", format=","),
                alt.Tooltip("conflict:Q", title="Conflict", format=","),
            ],
        )
        .add_params(picked)
    )
    centre, scale = view_of(places)
    return style(
        alt.layer(world, circles).project(type="mercator", center=centre, scale=scale).properties(height=470), colours
    )


def view_of(places: pl.DataFrame) -> tuple[list[float], float]:
    """Where a map of about 1,000 by 400 pixels has to look so that it holds the places: its centre and scale."""
    east = [float(value) for value in places["longitude"]]
    north = [max(-70.0, min(75.0, float(value))) for value in places["latitude"]]
    wide, high = max(max(east) - min(east), 14.0), max(max(north) - min(north), 9.0)
    centre = [(max(east) + min(east)) / 2, (max(north) + min(north)) / 2]
    # Mercator stretches with latitude; a margin keeps circles off the edge.
    stretch = 1 / max(0.3, cos(radians(centre[1])))
    return centre, min(1000 / radians(wide * 1.5), 400 / (radians(high * 1.7) * stretch))
