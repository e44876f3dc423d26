"""What is in this lake, and what changed?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl
import streamlit as st

from dashboard import charts, frame, lake, show
from dashboard.colours import palette
from dashboard.filters import Filters
from dashboard.text import as_html, as_markdown, count, day_text

PERIODS = {"7": "7 days", "28": "28 days", "91": "91 days", "365": "365 days"}
LISTED_TYPE_ENOUGH = 9  # periods that a comparison needs: the latest and eight before


def main() -> None:
    filters = frame.begin("Overview", "What is in this lake, and what changed?")
    days = show.window(filters)
    facts = lake.run("lake_facts").row(0, named=True)
    if facts["article_count"] == 0:
        show.nothing(filters)
        return
    tiles(filters, facts, days)
    if days is None:
        undated(filters, facts)
        return
    course(filters, days)
    changes(filters, days)
    st.subheader("Most reported events")
    show.event_list(filters, "top", how_many=6, sort="reports", head=False)
    show.legend()


def tiles(filters: Filters, facts: Mapping[str, Any], days: tuple[date, date] | None) -> None:
    values = filters.values() | {"grain": show.grain_for(filters, days) if days else "day"}
    series = (
        lake.run("overview_series", **values, window_from=days[0], window_to=days[1]).tail(60)
        if days
        else pl.DataFrame()
    )
    happened = lake.run("event_count", **filters.values()).row(0, named=True)
    shown = (
        ("Articles", facts["article_count"], "article_count", f"{facts['text_count']:,} distinct texts"),
        ("Events", happened["event_count"], "event_count", f"{happened['report_count']:,} reports of them"),
        ("Actors", facts["actor_count"], "actor_count", "named and told apart"),
        (
            "Publishers",
            facts["publisher_count"],
            "publisher_count",
            count(facts["reject_count"], "input") + " rejected",
        ),
    )
    with st.container(key="pairwise-tiles"):
        cells = st.columns(4)
    for cell, (label, number, column, note) in zip(cells, shown, strict=True):
        with cell:
            st.metric(
                label,
                f"{number:,}",
                border=True,
                chart_data=series[column].to_list() if series.height > 1 else None,
                chart_type="area",
                delta=note,
                delta_color="off",
                delta_arrow="off",
            )


def undated(filters: Filters, facts: Mapping[str, Any]) -> None:
    st.info(
        f"None of the {count(facts['article_count'], 'article')} has a day of publication, so there is no course of "
        "events to draw. These are the events that they tell of:"
    )
    show.event_list(filters, "undated", how_many=10, sort="reports")
    show.legend()


def course(filters: Filters, days: tuple[date, date]) -> None:
    grain = show.grain_for(filters, days)
    values = filters.values() | {"unit": "events", "grain": grain, "window_from": days[0], "window_to": days[1]}
    periods = charts.with_keys(lake.run("timeline", **values), grain)
    total = int(periods["total"].sum())
    if not total:
        show.nothing(filters)
        return
    conflict = int((periods["verbal_conflict"] + periods["material_conflict"]).sum())
    cooperation = int((periods["verbal_cooperation"] + periods["material_cooperation"]).sum())
    title = (
        f"{count(total, 'event')} by {grain}: {cooperation:,} of cooperation, {conflict:,} of conflict, "
        f"{day_text(days[0])} to {day_text(days[1])}"
    )
    with show.figure(
        title,
        show.few(total) + "Conflict stands at the bottom. Hatched: nothing published. Click a bar for its events.",
    ):
        state = st.altair_chart(
            charts.stacked(periods, palette(), words="Events"), key="course", on_select="rerun", alt=title + "."
        )
        show.behind("timeline", periods.drop("key", "period_end", "middle"), values, "course")
    if picked := charts.picked_rows(state):
        row = picked[0]
        since = date.fromisoformat(str(row["key"]))
        st.subheader(f"Events of {day_text(since)} to {day_text(charts.last_day(since, grain))}")
        show.event_list(filters, "picked", since=since, until=charts.last_day(since, grain), quads=(int(row["quad"]),))


def changes(filters: Filters, days: tuple[date, date]) -> None:
    span = (days[1] - days[0]).days + 1
    fitting = [length for length in PERIODS if int(length) * LISTED_TYPE_ENOUGH <= span]
    if not fitting:
        st.caption("The articles span too few days to say what changed: nine periods of a week are needed.")
        return
    default = "28" if "28" in fitting else fitting[-1]
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(f"What changed by {day_text(days[1])}")
        length = frame.local(
            "period",
            {key: PERIODS[key] for key in fitting},
            default,
            st.segmented_control,
            "Latest period",
            required=True,
        )
    values = filters.values() | {"window_to": days[1], "period_days": int(length)}
    left, right = st.columns([11, 9])
    with left:
        pairs = table(values, "dyad", f"Who to whom, by rise over the usual: latest {PERIODS[length]}")
    with right:
        types = table(values, "type", f"Acts, by rise over the usual: latest {PERIODS[length]}")
    since = days[1] - timedelta(days=int(length) - 1)
    if chosen := pairs or types:
        st.subheader(as_markdown(chosen.pop("label")))
        show.event_list(filters, "changed", since=since, until=days[1], **chosen)
    newcomers(values, PERIODS[length])


def table(values: dict[str, Any], by: str, title: str) -> dict[str, Any]:
    """A table of changes; returns what to narrow the list to when one of its rows is chosen."""
    asked = values | {"by": by}
    rows = lake.run("changes", **asked)
    with show.figure(title, "Usual: the median of the eight periods before. Choose a row for its events."):
        if rows.is_empty():
            st.caption("Nothing happened in the latest period.")
            return {}
        label = (
            pl.col("source_name")
            if by == "type"
            else pl.format("{} → {}", "source_name", pl.col("target_name").fill_null("nobody named"))
        )
        listed = rows.select(
            (label.str.to_titlecase() if by == "type" else label).alias("what"),
            "now",
            "usual",
            "course",
            *(["first_on"] if by == "dyad" else []),
        )
        state = st.dataframe(
            listed,
            hide_index=True,
            key=f"changes-{by}",
            on_select="rerun",
            selection_mode="single-row",
            height=show.table_height(rows, 8),
            column_config={
                "what": st.column_config.TextColumn("Act" if by == "type" else "Who → whom", width="medium"),
                "now": st.column_config.NumberColumn("Now", width="small"),
                "usual": st.column_config.NumberColumn("Usual", format="%.1f", width="small"),
                "course": st.column_config.BarChartColumn("Nine periods", width="small", color=palette().accent),
                "first_on": st.column_config.DateColumn("First", width="small"),
            },
        )
        show.behind("changes", rows, asked, f"changes-{by}")
    chosen = state["selection"]["rows"]
    if not chosen or chosen[0] >= rows.height:
        return {}
    row = rows.row(chosen[0], named=True)
    if by == "type":
        return {"label": listed["what"][chosen[0]], "types": (row["source_key"],)}
    return (
        {"label": listed["what"][chosen[0]]}
        | show.side("source", row["source_key"])
        | show.side("target", row["target_key"])
    )


def newcomers(values: dict[str, Any], length: str) -> None:
    rows = lake.run("new_actors", **values)
    if rows.is_empty():
        return
    names = ", ".join(f"{row['actor_name']} ({row['article_count']})" for row in rows.iter_rows(named=True))
    with show.figure(f"{count(rows.height, 'actor')} first mentioned in the latest {length}", "In brackets: articles."):
        st.html(f"<p>{as_html(names)}</p>")
        show.behind("new_actors", rows, values, "new-actors")


main()
