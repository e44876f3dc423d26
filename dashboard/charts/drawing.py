"""What all charts share: axes of time, hatched gaps, pale bars, one quiet style, and what was clicked or brushed.

Charts are Altair specifications (a network is one of ECharts) in the palette's colours; data come in as frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import altair as alt
import polars as pl

from dashboard.colours import QUADS, Palette

QUAD_COLUMNS = {
    1: "verbal_cooperation",
    2: "material_cooperation",
    3: "verbal_conflict",
    4: "material_conflict",
    0: "statement",
}
THIN = 10  # fewer articles than these in a period, and its share says little
STRIPES = 36  # of a hatched band
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


def per_thousand(column: str = "value") -> pl.Expr:
    """A count per 1,000 of the articles of its period; null where there were none."""
    return 1000 * pl.col(column) / pl.when(pl.col("article_count") > 0).then("article_count")


def quad_facts() -> list[alt.Tooltip]:
    """What a mark of a period and quad class tells when pointed at."""
    return [
        alt.Tooltip("period:T", title="From", format="%d %b %Y"),
        alt.Tooltip("class:N", title="Class"),
        alt.Tooltip("value:Q", title="Count", format=","),
        alt.Tooltip("share:Q", title="Per 1,000 articles", format=",.1f"),
        alt.Tooltip("article_count:Q", title="Articles", format=","),
    ]


def quad_colour(colours: Palette, quads: Sequence[int]) -> alt.Color:
    return alt.Color(
        "class:N",
        scale=alt.Scale(domain=[QUADS[quad] for quad in quads], range=[colours.quads[quad] for quad in quads]),
        legend=None,  # the key stands above the chart, where it can wrap
    )


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
