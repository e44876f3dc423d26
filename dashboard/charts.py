"""Charts as Altair specifications: what is drawn, in the palette's colours; data come in as frames."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from math import cos, radians
from typing import Any

import altair as alt
import polars as pl

from dashboard.colours import QUADS, Palette
from dashboard.network import Graph
from dashboard.text import as_html
from warehouse.verdicts import wilson

QUAD_COLUMNS = {
    1: "verbal_cooperation",
    2: "material_cooperation",
    3: "verbal_conflict",
    4: "material_conflict",
    0: "statement",
}
THIN = 10  # fewer articles than these in a period, and its share says little
STRIPES = 36  # of a hatched band
BESIDE = 124  # pixels beside a network, for names
PICKED = "picked"  # name of the selection in every chart
BRUSHED = "brushed"  # and of the span that is drawn with the pointer, where there is one


def with_keys(frame: pl.DataFrame, grain: str) -> pl.DataFrame:
    """Periods as text, which a click gives back unchanged, and the middle and end of each."""
    end = {"day": "1d", "week": "1w", "month": "1mo", "year": "1y"}[grain]
    return frame.with_columns(
        pl.col("period").cast(pl.String).alias("key"),
        pl.col("period").dt.offset_by(end).alias("period_end"),
    ).with_columns(
        (pl.col("period").cast(pl.Datetime("ms")) + (pl.col("period_end") - pl.col("period")) / 2).alias("middle")
    )


def top_of(frame: pl.DataFrame, column: str) -> float:
    """The highest value that is worth making room for: of periods whose share rests on more than a few articles."""
    solid = frame.filter(pl.col("article_count") >= THIN)
    highest = (solid if solid.height else frame)[column].max()
    return float(highest or 1) * 1.06  # type: ignore[arg-type]


def paler(scale: str) -> alt.FillOpacity:
    """Bars whose share rests on a few articles are pale."""
    if scale != "share":
        return alt.FillOpacity(value=1)
    return alt.FillOpacity(condition={"test": f"datum.article_count < {THIN}", "value": 0.35}, value=1)


def last_day(period: date, grain: str) -> date:
    """The last day of the period that begins on a day."""
    match grain:
        case "day":
            return period
        case "week":
            return period + timedelta(days=6)
        case "month":
            return (period.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        case _:
            return period.replace(month=12, day=31)


def time_axis(column: str = "period") -> alt.X:
    return alt.X(
        f"{column}:T",
        scale=alt.Scale(type="utc", nice=False),
        axis=alt.Axis(title=None, grid=False, labelOverlap=True, tickCount=8, labelFlush=True),
    )


def bands(frame: pl.DataFrame, colours: Palette) -> list[alt.Chart]:
    """Bands over periods in which nothing was published: unknown, not zero."""
    silent = pl.col("article_count") == 0
    runs = (
        frame.with_columns(silent.rle_id().alias("run"))
        .filter(silent)
        .group_by("run", maintain_order=True)
        .agg(pl.col("period").min(), pl.col("period_end").max())
    )
    if runs.is_empty():
        return []
    return [
        alt.Chart(runs)
        .mark_rect(color=hatching(colours), opacity=0.9)
        .encode(
            x=time_axis(),
            x2="period_end:T",
            tooltip=[
                alt.Tooltip("period:T", title="No articles from", format="%d %b %Y"),
                alt.Tooltip("period_end:T", title="until before", format="%d %b %Y"),
            ],
        )
    ]


def hatching(colours: Palette) -> dict[str, Any]:
    """Level stripes, as a gradient of hard steps: what is shown is not nought but unknown.

    A gradient spans its own band. All bands of a chart are as high as it is, but not as wide as each other: slanting
    stripes would be of another width in each.
    """
    stops = []
    for stripe in range(STRIPES):
        begin, turn, end = (stripe + part for part in (0, 0.3, 1))
        steps = ((begin, colours.line), (turn, colours.line), (turn, colours.surface), (end, colours.surface))
        stops += [{"offset": at / STRIPES, "color": colour} for at, colour in steps]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 0, "y2": 1, "stops": stops}


def share_line(
    frame: pl.DataFrame,
    colours: Palette,
    *,
    value: str,
    words: str,
    second: tuple[pl.DataFrame, str] | None = None,
    markers: pl.DataFrame | None = None,
) -> alt.LayerChart:
    """Thin bars for each period, the running median over them, a ring around what stands out.

    `second` is another selection, drawn as a line alone; `markers` are days on which a publisher begins or ends.
    """
    picked = alt.selection_point(name=PICKED, fields=["key"], empty=True)
    tip = [
        alt.Tooltip("period:T", title="From", format="%d %b %Y"),
        alt.Tooltip("total:Q", title="Count", format=","),
        alt.Tooltip("article_count:Q", title="Articles", format=","),
        alt.Tooltip("share:Q", title="Per 1,000 articles", format=",.1f"),
        alt.Tooltip("usual:Q", title="Median of 8 before", format=",.1f"),
        alt.Tooltip("z:Q", title="Robust z", format=".1f"),
    ]
    base = alt.Chart(frame)
    y = alt.Y(f"{value}:Q", title=words, scale=alt.Scale(domain=[0, top_of(frame, value)]), axis=alt.Axis(tickCount=5))
    bars = (
        base.mark_bar(color=colours.accent, opacity=0.32, cursor="pointer", binSpacing=1, clip=True)
        .encode(
            x=time_axis(),
            x2="period_end:T",
            y=y,
            y2=alt.datum(0),
            tooltip=tip,
            fillOpacity=paler("share" if value == "share" else "raw"),
            opacity=alt.condition(picked, alt.value(0.42), alt.value(0.14)),
        )
        .add_params(picked, alt.selection_interval(name=BRUSHED, encodings=["x"]))
    )
    line = base.mark_line(
        color=colours.accent, strokeWidth=2.2, interpolate="monotone", tooltip=None, clip=True
    ).encode(x=time_axis("middle"), y=alt.Y("smooth:Q", title=words))
    bursts = (
        alt.Chart(frame.filter("is_burst"))
        .mark_point(color=colours.ink, size=110, strokeWidth=2, filled=False, cursor="pointer")
        .encode(x=time_axis("middle"), y=alt.Y(f"{value}:Q", title=words), tooltip=tip)
    )
    layers = [*bands(frame, colours), bars, line, *([bursts] if frame["is_burst"].any() else [])]
    if second:
        layers.append(
            alt.Chart(second[0])
            .mark_line(color=colours.communities[3], strokeWidth=2.2, strokeDash=[6, 3], interpolate="monotone")
            .encode(x=time_axis("middle"), y=alt.Y("smooth:Q", title=words), tooltip=tip)
        )
    if markers is not None and markers.height:
        layers.append(source_marks(markers, colours))
    return style(alt.layer(*layers).properties(height=270), colours)


def source_marks(markers: pl.DataFrame, colours: Palette) -> alt.Chart:
    """Triangles at the foot of a chart: upward where a publisher begins, downward where it falls silent."""
    return (
        alt.Chart(markers)
        .mark_point(filled=True, size=55, color=colours.ink, opacity=0.8)
        .encode(
            x=time_axis("day"),
            y=alt.value("height"),
            shape=alt.Shape(
                "change:N",
                scale=alt.Scale(domain=["begins", "falls silent"], range=["triangle-up", "triangle-down"]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("publisher:N", title="Publisher"),
                alt.Tooltip("change:N", title="It"),
                alt.Tooltip("day:T", title="on", format="%d %b %Y"),
                alt.Tooltip("article_count:Q", title="Articles in all", format=","),
            ],
        )
    )


def stacked(
    frame: pl.DataFrame, colours: Palette, *, words: str, scale: str = "raw", height: int = 240
) -> alt.Chart | alt.LayerChart:
    """Bars by class, conflict at the bottom so that it has a level base."""
    picked = alt.selection_point(name=PICKED, fields=["key", "quad"], empty=True)
    long = by_quad(frame, scale)
    reach = alt.Scale(domain=[0, top_of(long, "high")])
    chart = (
        alt.Chart(long)
        .mark_bar(cursor="pointer", binSpacing=1, clip=True)
        .encode(
            x=time_axis(),
            x2="period_end:T",
            y=alt.Y("low:Q", title=words, scale=reach, axis=alt.Axis(tickCount=5)),
            y2="high:Q",
            fillOpacity=paler(scale),
            color=quad_colour(colours, [quad for quad in QUADS if quad in set(long["quad"])]),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.25)),
            tooltip=[
                alt.Tooltip("period:T", title="From", format="%d %b %Y"),
                alt.Tooltip("class:N", title="Class"),
                alt.Tooltip("value:Q", title="Count", format=","),
                alt.Tooltip("share:Q", title="Per 1,000 articles", format=",.1f"),
                alt.Tooltip("article_count:Q", title="Articles", format=","),
            ],
        )
        .add_params(picked)
    )
    return style(alt.layer(*bands(frame, colours), chart).properties(height=height), colours)


def per_thousand(column: str = "value") -> pl.Expr:
    """A count per 1,000 of the articles of its period; null where there were none."""
    return 1000 * pl.col(column) / pl.when(pl.col("article_count") > 0).then("article_count")


def by_quad(frame: pl.DataFrame, scale: str = "raw") -> pl.DataFrame:
    """One row per period and class that has any, with where its bar begins and ends in the stack of its period."""
    layer = {4: 0, 3: 1, 1: 2, 2: 3, 0: 4}
    long = pl.concat(
        frame.select(
            "period",
            "period_end",
            "key",
            "article_count",
            pl.col(column).alias("value"),
            pl.lit(quad).alias("quad"),
            pl.lit(QUADS[quad]).alias("class"),
            pl.lit(layer[quad]).alias("layer"),
        )
        for quad, column in QUAD_COLUMNS.items()
    )
    drawn = long.with_columns(per_thousand().alias("share")).with_columns(
        pl.col("share" if scale == "share" else "value").fill_null(0).alias("drawn")
    )
    high = pl.col("drawn").cum_sum().over("period", order_by="layer")
    return drawn.with_columns(high.alias("high"), (high - pl.col("drawn")).alias("low")).filter(pl.col("drawn") > 0)


def quad_colour(colours: Palette, quads: Sequence[int]) -> alt.Color:
    return alt.Color(
        "class:N",
        scale=alt.Scale(domain=[QUADS[quad] for quad in quads], range=[colours.quads[quad] for quad in quads]),
        legend=None,  # the key stands above the chart, where it can wrap
    )


def small_multiple(
    frame: pl.DataFrame, colours: Palette, quad: int, *, value: str, words: str, top: float | None = None
) -> alt.LayerChart:
    picked = alt.selection_point(name=PICKED, fields=["key"], empty=True)
    scale = alt.Scale(domain=[0, top]) if top else alt.Scale(nice=True)
    bars = (
        alt.Chart(frame)
        .mark_bar(color=colours.quads[quad], cursor="pointer", binSpacing=1, clip=True)
        .encode(
            x=time_axis(),
            x2="period_end:T",
            y=alt.Y(f"{value}:Q", title=words, scale=scale, axis=alt.Axis(tickCount=3)),
            y2=alt.datum(0),
            fillOpacity=paler("share" if value.endswith("_share") else "raw"),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.3)),
            tooltip=[
                alt.Tooltip("period:T", title="From", format="%d %b %Y"),
                alt.Tooltip(f"{QUAD_COLUMNS[quad]}:Q", title="Count", format=","),
                alt.Tooltip("article_count:Q", title="Articles", format=","),
                alt.Tooltip(f"{value}:Q", title=words, format=",.1f"),
            ],
        )
        .add_params(picked)
    )
    return style(alt.layer(*bands(frame, colours), bars).properties(height=130), colours)


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


def simple_bars(frame: pl.DataFrame, colours: Palette, *, value: str, words: str, height: int = 150) -> alt.LayerChart:
    """One value a period, with the gaps in what was collected."""
    reach = alt.Scale(domain=[0, top_of(frame, value)])
    bars = (
        alt.Chart(frame)
        .mark_bar(color=colours.accent, opacity=0.75, binSpacing=1, clip=True)
        .encode(
            x=time_axis(),
            x2="period_end:T",
            y=alt.Y(f"{value}:Q", title=words, scale=reach, axis=alt.Axis(tickCount=4)),
            fillOpacity=paler("share" if value == "share" else "raw"),
            y2=alt.datum(0),
            tooltip=[
                alt.Tooltip("period:T", title="From", format="%d %b %Y"),
                alt.Tooltip("total:Q", title="Count", format=","),
                alt.Tooltip("article_count:Q", title="Of", format=","),
            ],
        )
    )
    return style(alt.layer(*bands(frame, colours), bars).properties(height=height), colours)


def tenures(offices: pl.DataFrame, colours: Palette) -> alt.Chart:
    """Offices as bars from the day they were taken to the day they were left; open ends reach the last day known."""
    last = max([*offices["held_until"].drop_nulls(), *offices["held_from"].drop_nulls()])
    drawn = offices.with_columns(pl.col("held_until").fill_null(last + timedelta(days=400)).alias("until"))
    return style(
        alt.Chart(drawn)
        .mark_bar(color=colours.accent, height=14, cornerRadius=3)
        .encode(
            x=alt.X("held_from:T", scale=alt.Scale(type="utc"), axis=alt.Axis(title=None, format="%Y", tickCount=6)),
            x2="until:T",
            y=alt.Y("office:N", sort=None, axis=alt.Axis(title=None, labelLimit=180, ticks=False, domain=False)),
            tooltip=[
                alt.Tooltip("office:N", title="Office"),
                alt.Tooltip("country_code:N", title="Country"),
                alt.Tooltip("held_from:T", title="From", format="%d %b %Y"),
                alt.Tooltip("held_until:T", title="Until", format="%d %b %Y"),
            ],
        )
        .properties(height=alt.Step(24)),
        colours,
    )


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def calendar_of(days: pl.DataFrame, year: int) -> pl.DataFrame:
    """One year of a frame of days, with the week and weekday at which each stands, counted from the year's first."""
    first = date(year, 1, 1)
    return (
        days.filter(pl.col("period").dt.year() == year)
        .with_columns(
            ((pl.col("period").dt.ordinal_day() - 1 + first.weekday()) // 7).alias("week"),
            pl.col("period").dt.weekday().alias("weekday_number"),
        )
        .with_columns(
            pl.col("weekday_number").replace_strict(dict(enumerate(WEEKDAYS, start=1))).alias("weekday"),
            pl.when(pl.col("article_count") > 0).then("total").alias("seen"),
        )
    )


def calendar(days: pl.DataFrame, year: int, colours: Palette, *, top: int, words: str) -> alt.LayerChart:
    """A year as weeks by weekdays: the darker, the more; an empty frame is a day on which nothing was published."""
    picked = alt.selection_point(name=PICKED, fields=["key"], empty=True)
    drawn = calendar_of(days, year)
    months = drawn.filter(pl.col("period").dt.day() == 1).with_columns(
        pl.col("period").dt.strftime("%b").alias("month")
    )
    x = alt.X("week:O", axis=None, scale=alt.Scale(domain=list(range(54)), paddingInner=0.12))
    y = alt.Y(
        "weekday:O",
        sort=list(WEEKDAYS),
        scale=alt.Scale(domain=list(WEEKDAYS), paddingInner=0.12),
        axis=alt.Axis(
            title=None,
            ticks=False,
            domain=False,
            values=["Mon", "Wed", "Fri", "Sun"],
            labelExpr=f"datum.value == 'Mon' ? '{year}   Mon' : datum.value",
        ),
    )
    tip = [
        alt.Tooltip("period:T", title="Day", format="%a %d %b %Y"),
        alt.Tooltip("total:Q", title=words, format=","),
        alt.Tooltip("article_count:Q", title="Articles", format=","),
    ]
    silent = (
        alt.Chart(drawn.filter(pl.col("article_count") == 0))
        .mark_rect(fillOpacity=0, stroke=colours.line, strokeWidth=1, cornerRadius=2)
        .encode(x=x, y=y, tooltip=tip)
    )
    cells = (
        alt.Chart(drawn.filter(pl.col("article_count") > 0))
        .mark_rect(cornerRadius=2, cursor="pointer")
        .encode(
            x=x,
            y=y,
            color=alt.Color("seen:Q", scale=alt.Scale(domain=[0, max(top, 1)], range=list(colours.ramp)), legend=None),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=tip,
        )
        .add_params(picked)
    )
    names = (
        alt.Chart(months)
        .mark_text(align="left", baseline="bottom", dy=-7, fontSize=11, color=colours.muted)
        .encode(x=x, y=alt.value(0), text="month:N")
    )
    return style(alt.layer(silent, cells, names).properties(height=112), colours)


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


def mirrored(frame: pl.DataFrame, colours: Palette, top: float, scale: str = "raw") -> alt.LayerChart:
    """Cooperation as bars upward, conflict downward; a bar picks its period and class."""
    picked = alt.selection_point(name=PICKED, fields=["key", "quad"], empty=True)
    long = by_side(frame, scale)
    bars = (
        alt.Chart(long)
        .mark_bar(cursor="pointer", binSpacing=1, clip=True)
        .encode(
            x=time_axis(),
            x2="period_end:T",
            fillOpacity=paler(scale),
            y=alt.Y(
                "low:Q",
                title="conflict  |  cooperation",
                scale=alt.Scale(domain=[-top, top]),
                axis=alt.Axis(tickCount=5, tickMinStep=1, labelExpr="format(abs(datum.value), ',')"),
            ),
            y2="high:Q",
            color=alt.Color(
                "class:N",
                scale=alt.Scale(
                    domain=[QUADS[q] for q in (1, 2, 3, 4)], range=[colours.quads[q] for q in (1, 2, 3, 4)]
                ),
                legend=None,
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.3)),
            tooltip=[
                alt.Tooltip("period:T", title="From", format="%d %b %Y"),
                alt.Tooltip("class:N", title="Class"),
                alt.Tooltip("value:Q", title="Count", format=","),
                alt.Tooltip("share:Q", title="Per 1,000 articles", format=",.1f"),
                alt.Tooltip("article_count:Q", title="Articles", format=","),
            ],
        )
        .add_params(picked)
    )
    zero = alt.Chart(pl.DataFrame({"at": [0]})).mark_rule(color=colours.muted, strokeWidth=1).encode(y="at:Q")
    return style(alt.layer(*bands(frame, colours), bars, zero).properties(height=190), colours)


def by_side(frame: pl.DataFrame, scale: str = "raw") -> pl.DataFrame:
    """One row per period and class that has any: cooperation stacked upward from nought, conflict downward."""
    # The material stands next to nought, so that deeds have a level base.
    beneath = {2: None, 1: "material_cooperation", 4: None, 3: "material_conflict"}
    long = pl.concat(
        frame.select(
            "period",
            "period_end",
            "key",
            "article_count",
            pl.lit(quad).alias("quad"),
            pl.lit(QUADS[quad]).alias("class"),
            pl.lit(1 if quad in (1, 2) else -1).alias("sign"),
            pl.col(QUAD_COLUMNS[quad]).alias("value"),
            (pl.col(base) if base else pl.lit(0, dtype=pl.Int64)).alias("base"),
        )
        for quad, base in beneath.items()
    ).filter(pl.col("value") > 0)
    unit = per_thousand("one") if scale == "share" else pl.lit(1)
    return (
        long.with_columns(per_thousand().alias("share"), pl.lit(1).alias("one"))
        .with_columns(unit.alias("unit"))
        .drop_nulls("unit")
        .with_columns(
            (pl.col("sign") * pl.col("unit") * pl.col("base")).alias("low"),
            (pl.col("sign") * pl.col("unit") * (pl.col("base") + pl.col("value"))).alias("high"),
        )
    )


def net_index(course: pl.DataFrame) -> pl.DataFrame:
    """One row a period with acts: (cooperation - conflict) / both, how many they were, and a 95 % interval.

    The interval is Wilson's of the share of cooperation, as if acts were drawn by lot.
    """
    sums = course.group_by("period", "middle", maintain_order=True).agg(
        pl.col(name).sum() for name in QUAD_COLUMNS.values()
    )
    warm = pl.col("verbal_cooperation") + pl.col("material_cooperation")
    cold = pl.col("verbal_conflict") + pl.col("material_conflict")
    net = (
        sums.with_columns(warm.alias("warm"), (warm + cold).alias("acts"))
        .filter(pl.col("acts") > 0)
        .with_columns(((2 * pl.col("warm") - pl.col("acts")) / pl.col("acts")).alias("net"))
    )
    ends = [wilson(warm, acts) for warm, acts in net.select("warm", "acts").iter_rows()]
    return net.with_columns(
        pl.Series("net_low", [2 * low - 1 for low, _ in ends], dtype=pl.Float64()),
        pl.Series("net_high", [2 * high - 1 for _, high in ends], dtype=pl.Float64()),
    )


def net_line(net: pl.DataFrame, colours: Palette, days: tuple[date, date]) -> alt.LayerChart:
    """The net index by period with its interval; the larger the dot, the more acts it rests on."""
    # The middle of the last period may lie beyond its last day.
    last = max([days[1], *net["middle"].dt.date()])
    x = alt.X(
        "middle:T",
        scale=alt.Scale(type="utc", nice=False, domain=[days[0].isoformat(), last.isoformat()]),
        axis=alt.Axis(title=None, grid=False, tickCount=8, labelFlush=True, labelOverlap=True),
    )
    scale, axis = (
        alt.Scale(domain=[-1.15, 1.15], nice=False),  # a little room, so that dots at either end are whole
        alt.Axis(values=[-1, 0, 1], labelExpr="datum.value > 0 ? '+1' : datum.value < 0 ? '−1' : '0'"),
    )
    y = alt.Y("net:Q", title="net index", scale=scale, axis=axis)
    base = alt.Chart(net)
    band = base.mark_rule(color=colours.muted, opacity=0.35, strokeWidth=3, clip=True).encode(
        x=x, y=alt.Y("net_low:Q", title="net index", scale=scale, axis=axis), y2="net_high:Q"
    )
    line = base.mark_line(color=colours.muted, strokeWidth=1.2, tooltip=None, clip=True).encode(x=x, y=y)
    dots = base.mark_circle(opacity=0.95).encode(
        x=x,
        y=y,
        size=alt.Size("acts:Q", scale=alt.Scale(range=[14, 130]), legend=None),
        color=alt.condition("datum.net >= 0", alt.value(colours.quads[1]), alt.value(colours.quads[3])),
        tooltip=[
            alt.Tooltip("period:T", title="From", format="%d %b %Y"),
            alt.Tooltip("net:Q", title="Net index", format="+.2f"),
            alt.Tooltip("net_low:Q", title="95 % from", format="+.2f"),
            alt.Tooltip("net_high:Q", title="to", format="+.2f"),
            alt.Tooltip("acts:Q", title="Acts", format=","),
        ],
    )
    return style(alt.layer(band, line, dots).properties(height=96), colours)


def coverage(cells: pl.DataFrame, colours: Palette, order: Sequence[str]) -> alt.Chart:
    """Publishers by periods: the darker, the more articles; where nothing is drawn, nothing came."""
    return style(
        alt.Chart(cells)
        .mark_rect()
        .encode(
            x=time_axis(),
            x2="period_end:T",
            y=alt.Y(
                "publisher:N",
                sort=list(order),
                scale=alt.Scale(paddingInner=0.25),
                axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=170),
            ),
            color=alt.Color(
                "article_count:Q",
                scale=alt.Scale(range=list(colours.ramp[1:]), type="sqrt"),
                legend=alt.Legend(title="Articles", orient="bottom", gradientLength=160, gradientThickness=8),
            ),
            tooltip=[
                alt.Tooltip("publisher:N", title="Publisher"),
                alt.Tooltip("period:T", title="From", format="%d %b %Y"),
                alt.Tooltip("article_count:Q", title="Articles", format=","),
            ],
        )
        .properties(height=alt.Step(19)),
        colours,
    )


def butterfly(acts: pl.DataFrame, colours: Palette, words: str = "events") -> alt.Chart:
    """Types of act, one direction to the left, the other to the right."""
    drawn = acts.with_columns(
        pl.when("from_one").then(-pl.col("event_count")).otherwise(pl.col("event_count")).alias("value"),
        pl.col("event_type").str.to_titlecase().alias("act"),
        pl.col("quad_class").replace_strict(QUADS).alias("class"),
    )
    most = int(acts["event_count"].max() or 1)  # type: ignore[arg-type]
    order = drawn.sort("quad_class", "act")["act"].unique(maintain_order=True).to_list()
    return style(
        alt.Chart(drawn)
        .mark_bar(height=alt.RelativeBandSize(0.72))
        .encode(
            x=alt.X(
                "value:Q",
                title=words,
                scale=alt.Scale(domain=[-most, most]),
                axis=alt.Axis(labelExpr="abs(datum.value)", tickCount=5, tickMinStep=1),
            ),
            y=alt.Y("act:N", sort=order, axis=alt.Axis(title=None, ticks=False, domain=False)),
            color=alt.Color(
                "class:N",
                scale=alt.Scale(domain=list(QUADS.values()), range=[colours.quads[quad] for quad in QUADS]),
                legend=None,
            ),
            tooltip=[alt.Tooltip("act:N", title="Act"), alt.Tooltip("event_count:Q", title="Count", format=",")],
        )
        .properties(height=alt.Step(21)),
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
        "grid": {"left": beside, "right": beside, "top": 30, "bottom": 30},
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


def style(chart: Any, colours: Palette) -> Any:
    """The same quiet axes for every chart, on the page's own ground."""
    return (
        chart.properties(padding={"left": 4, "right": 8, "top": 6, "bottom": 2})
        .configure(background="transparent")
        .configure_view(strokeWidth=0)
        .configure_axis(
            labelColor=colours.muted,
            titleColor=colours.muted,
            gridColor=colours.line,
            domainColor=colours.line,
            tickColor=colours.line,
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            gridOpacity=0.6,
        )
        .configure_legend(labelColor=colours.ink, titleColor=colours.muted, titleFontWeight="normal", labelFontSize=12)
    )


def brushed_days(state: Any) -> tuple[date, date] | None:
    """The first and last day of the span that was drawn over a chart's time axis."""
    selection = (state or {}).get("selection", {}) if hasattr(state, "get") else {}
    ends = (selection.get(BRUSHED) or {}).get("period") or []
    if len(ends) != 2:
        return None
    first, last = (datetime.fromtimestamp(float(end) / 1000, UTC).date() for end in ends)
    return first, last


def picked_rows(state: Any) -> list[dict[str, Any]]:
    """What was clicked in a chart, as its rows' fields; nothing when nothing was."""
    selection = (state or {}).get("selection", {}) if hasattr(state, "get") else {}
    rows = selection.get(PICKED, [])
    return list(rows) if isinstance(rows, list) else []
