"""Charts of what two parties do to each other: mirrored bars, the net index, kinds of act by direction."""

from __future__ import annotations

from datetime import date

import altair as alt
import polars as pl

from dashboard.charts.drawing import PICKED, QUAD_COLUMNS, bands, paler, per_thousand, quad_facts, style, time_axis
from dashboard.colours import QUADS, Palette
from warehouse.verdicts import wilson

ACT = 21  # pixels of a kind of act


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
            tooltip=quad_facts(),
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
        .properties(height=alt.Step(ACT)),
        colours,
    )
