"""What is in this lake, and what changed?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl
import streamlit as st

from dashboard import frame, lake, show
from dashboard.charts import between_two, drawing, over_time
from dashboard.colours import palette
from dashboard.filters import Filters
from dashboard.text import as_markdown, count, day_text

PERIODS = {"7": "7 days", "28": "28 days", "91": "91 days", "365": "365 days"}
LISTED_TYPE_ENOUGH = 9  # periods that a comparison needs: the latest and eight before


def main() -> None:
    filters = frame.begin(
        "Overview",
        "What is in this lake, and what changed?",
        ("dates", "acts", "actors", "sources", "unit", "scale"),
    )
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
    coverage(filters, days)
    st.subheader("Most reported events")
    show.event_list(filters, "top", how_many=6, sort="reports", head=False)
    show.legend()


def tiles(filters: Filters, facts: Mapping[str, Any], days: tuple[date, date] | None) -> None:
    values = filters.values() | {"grain": show.grain_for(filters, days) if days else "day"}
    series = (
        # The last period is seldom over.
        lake.run("overview_series", **values, window_from=days[0], window_to=days[1]).head(-1).tail(60)
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
    values = filters.values() | {"grain": grain, "window_from": days[0], "window_to": days[1]}
    periods = drawing.with_keys(lake.run("timeline", **values), grain)
    total, articles = int(periods["total"].sum()), int(periods["article_count"].sum())
    if not total:
        show.nothing(filters)
        return
    scale = show.scale_for(filters, articles)
    words = show.unit_words(filters, scale)
    conflict = int((periods["verbal_conflict"] + periods["material_conflict"]).sum())
    cooperation = int((periods["verbal_cooperation"] + periods["material_cooperation"]).sum())
    title = (
        f"{words} by {grain}: {cooperation:,} of cooperation and {conflict:,} of conflict in "
        f"{count(articles, 'dated article')}, {day_text(days[0])} to {day_text(days[1])}"
    )
    with show.figure(
        title,
        show.few(total)
        + show.scale_note(filters, articles)
        + "Conflict stands at the bottom. Hatched: nothing published, so nothing is known. Click a bar for its events.",
    ):
        show.quad_key([quad for quad, column in drawing.QUAD_COLUMNS.items() if periods[column].sum()])
        state = st.altair_chart(
            over_time.stacked(periods, palette(), words=words, scale=scale),
            key="course",
            on_select="rerun",
            alt=f"{title}.",
        )
        net = between_two.net_index(periods)
        if net.height:
            st.html(
                "<p class='wl-note'>Net index: cooperation less conflict as a share of both, −1 to +1. Larger dots: "
                "more acts. Bars: 95 % intervals.</p>"
            )
            show.still(
                between_two.net_line(net, palette(), days),
                96,
                "net",
                f"Net index of cooperation and conflict by {grain}, from -1 to 1.",
            )
        show.behind("timeline", periods.drop("key", "period_end", "middle"), values, "course")
    if picked := drawing.picked_rows(state):
        row = picked[0]
        since = date.fromisoformat(str(row["key"]))
        st.subheader(f"Events of {day_text(since)} to {day_text(drawing.last_day(since, grain))}")
        show.event_list(filters, "picked", since=since, until=drawing.last_day(since, grain), quads=(int(row["quad"]),))


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
    left, right = st.columns(2)
    with left:
        pairs = table(filters, values, "dyad", f"Who to whom: the latest {PERIODS[length]} against the usual")
    with right:
        types = table(filters, values, "type", f"Acts: the latest {PERIODS[length]} against the usual")
    since = days[1] - timedelta(days=int(length) - 1)
    if chosen := pairs or types:
        label, link = chosen.pop("label"), chosen.pop("link")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(as_markdown(label), width="content")
            st.page_link(
                show.TIMELINE, label="Timeline", icon=":material/show_chart:", query_params=filters.query(**chosen)
            )
            if link:
                st.page_link(
                    show.DYADS, label="Dyad", icon=":material/compare_arrows:", query_params=filters.query() | link
                )
        show.event_list(filters, "changed", since=since, until=days[1], **chosen)
    newcomers(values, PERIODS[length])


def table(filters: Filters, values: dict[str, Any], by: str, title: str) -> dict[str, Any]:
    """A table of changes; returns what to narrow the list to when one of its rows is chosen, and where else to go."""
    asked = values | {"by": by}
    rows = lake.run("changes", **asked)
    note = (
        "Per 1,000 articles. " if filters.scale == "share" else ""
    ) + "Usual: the median of the eight periods before. Choose a row for its events."
    with show.figure(title, note):
        if rows.is_empty():
            st.caption("Nothing happened in these periods.")
            return {}
        suffix = "_share" if filters.scale == "share" else ""
        label = (
            pl.col("source_name")
            if by == "type"
            else pl.format("{} → {}", "source_name", pl.col("target_name").fill_null("nobody named"))
        )
        listed = rows.with_columns(
            (label.str.to_titlecase() if by == "type" else label).alias("what"),
            change_words().alias("change"),
            pl.col(f"now{suffix}").alias("now"),
            pl.col(f"usual{suffix}").alias("usual"),
        )
        chosen = show.table(
            listed,
            {
                "what": st.column_config.TextColumn("Act" if by == "type" else "Who → whom", width=180),
                "change": st.column_config.TextColumn("Change", width=70),
                "now": st.column_config.NumberColumn("Now", format="%.1f" if suffix else "%d", width=58),
                "usual": st.column_config.NumberColumn("Usual", format="%.1f", width=58),
                "course": st.column_config.BarChartColumn("Nine periods", width=95, color=palette().accent),
            },
            f"changes-{by}",
            most=8,
            choose=True,
        )
        show.behind("changes", rows, asked, f"changes-{by}")
    if chosen is None:
        return {}
    row = rows.row(chosen, named=True)
    if by == "type":
        return {"label": listed["what"][chosen], "types": (row["source_key"],), "link": None}
    known = "?" not in (row["source_key"], row["target_key"])
    return (
        {"label": listed["what"][chosen]}
        | {"link": {"dyad": [f"{row['source_key']}~{row['target_key']}"]} if known else None}
        | show.side("source", row["source_key"])
        | show.side("target", row["target_key"])
    )


def change_words() -> pl.Expr:
    """▲ ×2.1, ▼ ×0.4, new, or, where numbers are too small to speak of change, few."""
    return (
        pl.when("is_few")
        .then(pl.lit("few"))
        .when(pl.col("usual") == 0)
        .then(pl.lit("▲ new"))
        .when(pl.col("now") == 0)
        .then(pl.lit("▼ none"))
        .when(pl.col("ratio") >= 1.1)
        .then(pl.format("▲ ×{}", pl.col("ratio").round(1)))
        .when(pl.col("ratio") <= 0.9)
        .then(pl.format("▼ ×{}", pl.col("ratio").round(1)))
        .otherwise(pl.lit("as usual"))
    )


def coverage(filters: Filters, days: tuple[date, date]) -> None:
    """Who published when: what every number above rests on."""
    grain = show.grain_for(filters, days)
    values = {"grain": grain, "window_from": days[0], "window_to": days[1]}
    rows = lake.run("coverage", **values)
    if rows.is_empty():
        return
    drawn = drawing.with_keys(rows, grain)
    order = rows.group_by("publisher").agg(pl.col("article_count").sum()).sort("article_count", descending=True)
    title = f"What was collected: {count(int(rows['article_count'].sum()), 'article')} by publisher and {grain}"
    with show.figure(title, "Empty stretches are gaps in what was collected, not in what happened."):
        show.still(
            over_time.coverage(drawn, palette(), order["publisher"].to_list()),
            over_time.PUBLISHER * order.height + 109,
            "coverage",
            f"{title}.",
        )
        show.behind("coverage", rows, values, "coverage-data")


def newcomers(values: dict[str, Any], length: str) -> None:
    rows = lake.run("new_actors", **values)
    if rows.is_empty():
        return
    with show.figure(
        f"{count(rows.height, 'actor')} first mentioned in the latest {length}",
        "With the number of texts that name them.",
    ):
        with st.container(horizontal=True, gap="small"):
            for row in rows.iter_rows(named=True):
                st.page_link(
                    show.ACTOR,
                    label=as_markdown(f"{row['actor_name']} · {row['article_count']}"),
                    query_params={"actor": row["actor_id"]},
                )
        show.behind("new_actors", rows, values, "new-actors")


main()
