"""What do two parties do to each other, and how does it compare?"""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard import frame, lake, show
from dashboard.charts import between_two, drawing
from dashboard.colours import palette
from dashboard.filters import Filters
from dashboard.text import as_markdown, count, day_text

MOST = 4
MOST_OFFERED = 6  # pairs with the most events, to be had by one click
BETWEEN = "~"  # joins two parties in the address


def main() -> None:
    filters = frame.begin(
        "Dyads",
        "What do two parties do to each other, and how does it compare?",
        ("dates", "acts", "sources", "grain", "unit", "scale"),
    )
    names = frame.options("country", ()) | frame.options("actor", ())
    asked = [tuple(pair.split(BETWEEN)) for pair in st.query_params.get_all("dyad") if pair.count(BETWEEN) == 1][:MOST]
    top = lake.run("top_dyads", **filters.values())
    dyads = asked or [(row["one"], row["other"]) for row in top.head(2).iter_rows(named=True)]
    days = show.window(filters)
    if not dyads or days is None:
        show.nothing(filters, "pairs of countries with events between them")
        return
    names |= {code: code for pair in dyads for code in pair if code not in names}
    choose(names, dyads, top)
    grain = show.grain_for(filters, days)
    top_of_all = max((tallest(filters, pair, grain, days) for pair in dyads), default=1.0)
    for position, pair in enumerate(dyads):
        draw(filters, pair, names, grain, days, top_of_all, position)


def choose(names: dict[str, str], dyads: list[tuple[str, ...]], top: pl.DataFrame) -> None:
    """Pick two parties to add, take away one that is shown, or take one that is much reported."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="tall-pair"):
        label = frame.label_of(names)
        one = st.selectbox("One", list(names), format_func=label, key="dyad-one", width=240)
        other = st.selectbox(
            "Other", list(names), index=min(1, len(names) - 1), format_func=label, key="dyad-other", width=240
        )
        full = len(dyads) >= MOST
        st.button(
            "Compare these",
            icon=":material/add:",
            on_click=write,
            args=([*dyads, (one, other)],),
            disabled=full or one == other or (one, other) in dyads,
            help=f"At most {MOST} pairs side by side" if full else None,
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Most events between:", width="content")
        for row in top.head(MOST_OFFERED).iter_rows(named=True):
            pair = (row["one"], row["other"])
            words = f"{names.get(pair[0], pair[0])} – {names.get(pair[1], pair[1])} · {row['event_count']:,}"
            st.button(as_markdown(words), key=f"top-{'-'.join(pair)}", on_click=write, args=([pair],), type="tertiary")


def write(dyads: list[tuple[str, ...]]) -> None:
    st.query_params["dyad"] = [BETWEEN.join(pair) for pair in dyads]


def asked_of(filters: Filters, pair: tuple[str, ...], grain: str, days: tuple[date, date]) -> dict[str, Any]:
    return filters.values() | {
        "one": pair[0],
        "other": pair[1],
        "grain": grain,
        "window_from": days[0],
        "window_to": days[1],
    }


def scale_of(filters: Filters) -> str:
    """One scale for all pairs: what was published does not depend on them."""
    published = lake.run("lake_facts").row(0, named=True)
    return show.scale_for(filters, published["article_count"] - published["undated_article_count"])


def tallest(filters: Filters, pair: tuple[str, ...], grain: str, days: tuple[date, date]) -> float:
    """The highest bar of a pair, so that all pairs are drawn on one measure."""
    course = lake.run("dyad_course", **asked_of(filters, pair, grain, days))
    sides = between_two.by_side(drawing.with_keys(course, grain), scale_of(filters))
    return drawing.top_of(sides.with_columns(pl.col("high").abs()), "high") if sides.height else 1.0


def draw(
    filters: Filters,
    pair: tuple[str, ...],
    names: dict[str, str],
    grain: str,
    days: tuple[date, date],
    top: float,
    position: int,
) -> None:
    scale = scale_of(filters)
    values = asked_of(filters, pair, grain, days)
    course = drawing.with_keys(lake.run("dyad_course", **values), grain)
    one, other = names[pair[0]], names[pair[1]]
    total = int(course.select(pl.sum_horizontal(drawing.QUAD_COLUMNS.values()).sum()).item())
    picked: dict[str, Any] = {}
    per = ", per 1,000 articles" if scale == "share" else ""
    title = (
        f"{one} and {other}: {count(total, show.ONE[filters.unit])} by {grain}{per}, "
        f"{day_text(days[0])} to {day_text(days[1])}"
    )
    with show.figure(
        title,
        show.few(total)
        + show.scale_note(filters, int(course["article_count"].sum()) // 2)
        + "Cooperation up in blue, conflict down in orange; light is words, dark is deeds. Below: the net index with "
        "its 95 % interval. Click a bar for its events.",
    ):
        with st.container(key=f"pairwise-directions-{position}"):
            directions = st.columns(2)
        for column, from_one in zip(directions, (True, False), strict=True):
            with column:
                heading = f"{one} → {other}" if from_one else f"{other} → {one}"
                st.html(f"<p class='wl-over'>{show.as_html(heading)}</p>")
                side = course.filter(pl.col("from_one") == from_one)
                state = st.altair_chart(
                    between_two.mirrored(side, palette(), top, scale),
                    key=f"mirror-{position}-{from_one}",
                    on_select="rerun",
                    alt=f"{heading}: cooperation and conflict by {grain}.",
                )
            if rows := drawing.picked_rows(state):
                start = date.fromisoformat(str(rows[0]["key"]))
                picked = sides_of(pair if from_one else pair[::-1]) | {
                    "since": max(start, days[0]),
                    "until": min(drawing.last_day(start, grain), days[1]),
                    "quads": (int(rows[0]["quad"]),),
                }
        net = between_two.net_index(course)
        if net.height:
            show.still(
                between_two.net_line(net, palette(), days),
                96,
                f"net-{position}",
                f"Net index of {one} and {other} by {grain}, from -1, all conflict, to 1, all cooperation.",
            )
        show.behind("dyad_course", course.drop("key", "period_end", "middle"), values, f"dyad-{position}")
    with st.container():
        mix, listed = st.columns([2, 3], gap="medium")
        with mix:
            draw_acts(filters, values, one, other, position)
        with listed:
            if picked:
                st.markdown(f"**{day_text(picked['since'])} to {day_text(picked['until'])}**")
                show.event_list(filters, f"dyad-{position}", how_many=6, **picked)
            else:
                st.markdown("**Most reported between the two**")
                show.event_list(filters, f"dyad-{position}", how_many=4, sort="reports", pair=pair)


def sides_of(pair: tuple[str, ...]) -> dict[str, Any]:
    source, target = pair
    return show.side("source", source) | show.side("target", target)


def draw_acts(filters: Filters, values: dict[str, Any], one: str, other: str, position: int) -> None:
    acts = lake.run("dyad_acts", **values)
    if acts.is_empty():
        return
    with show.figure(
        f"What kinds of act: {int(acts['event_count'].sum()):,} {filters.unit}",
        f"Left: {one} → {other}. Right: {other} → {one}.",
    ):
        show.still(
            between_two.butterfly(acts, palette(), filters.unit),
            between_two.ACT * acts["event_type"].n_unique() + 60,
            f"acts-{position}",
            f"Acts by type between {one} and {other}.",
        )
        show.behind("dyad_acts", acts, values, f"acts-{position}")


main()
