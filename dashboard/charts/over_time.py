"""Charts of what happens when: bars, lines and calendars by period, publishers and offices over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import altair as alt
import polars as pl

from dashboard.charts.drawing import (
    BRUSHED,
    PICKED,
    QUAD_COLUMNS,
    bands,
    paler,
    per_thousand,
    quad_colour,
    quad_facts,
    style,
    time_axis,
    top_of,
)
from dashboard.colours import QUADS, Palette

PUBLISHER = 19  # pixels of a publisher


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
            tooltip=quad_facts(),
        )
        .add_params(picked)
    )
    return style(alt.layer(*bands(frame, colours), chart).properties(height=height), colours)


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
        .properties(height=alt.Step(PUBLISHER)),
        colours,
    )
