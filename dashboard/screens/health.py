"""Can I trust today's numbers?"""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import frame, lake, show
from dashboard.colours import palette
from dashboard.text import as_html, count

PERIOD_DAYS = 28


def main() -> None:
    filters = frame.begin("Health", "Can I trust today's numbers?", ())
    facts = lake.run("health_facts").row(0, named=True)
    if facts["article_count"] == 0 and facts["reject_count"] == 0:
        show.nothing(filters)
        return
    shares(facts)
    runs()
    left, right = st.columns([3, 2], gap="large")
    with left:
        publishers()
    with right:
        dates()
    rejects()


def shares(facts: dict[str, int]) -> None:
    """Each part of the whole that is as it should be, as a bar, with what is wrong with the rest."""
    rows = (
        ("Articles with a day", facts["dated_count"], facts["article_count"], "the rest have bounds or clues"),
        (
            "Articles in a known language",
            facts["article_count"] - facts["unknown_language_count"],
            facts["article_count"],
            "",
        ),
        (
            "Articles with a publisher",
            facts["article_count"] - facts["unknown_publisher_count"],
            facts["article_count"],
            "",
        ),
        (
            "Articles that are no copies",
            facts["article_count"] - facts["copy_count"],
            facts["article_count"],
            "copies count once",
        ),
        ("Mentions resolved", facts["mention_count"] - facts["unresolved_count"], facts["mention_count"], "see Curate"),
        ("Reports with both parties", facts["report_count"] - facts["partial_count"], facts["report_count"], ""),
        ("Events with a day", facts["event_count"] - facts["undated_event_count"], facts["event_count"], "see Events"),
        (
            "Reported days that nothing speaks against",
            facts["dated_report_count"] - facts["suspect_count"],
            facts["dated_report_count"],
            "the others lie exactly 7, 30 or 365 days off",
        ),
        (
            "Inputs that became articles",
            facts["document_count"],
            facts["document_count"] + facts["reject_count"],
            "see below",
        ),
    )
    with show.figure("How much of it is as it should be", "A low share is not an error: it says what numbers rest on."):
        cells = []
        for name, good, total, note in rows:
            share = good / total if total else None
            width = f"{100 * share:.1f}%" if share is not None else "0"
            shown = f"{100 * share:.1f} %" if share is not None else "none yet"
            cells.append(
                f"<tr><td>{as_html(name)}<span class='wl-aside'>{as_html(note)}</span></td>"
                f"<td class='wl-wide'><div class='wl-track'>"
                f"<div class='wl-fill' style='width:{width}'></div></div></td>"
                f"<td class='wl-number'>{shown}</td><td class='wl-number'>{good:,} of {total:,}</td></tr>"
            )
        st.html(f"<table class='wl-facts-table wl-list'>{''.join(cells)}</table>")
        if facts["future_count"]:
            st.warning(f"{count(facts['future_count'], 'article')} with a day that has not come yet.")
        show.behind("health_facts", lake.run("health_facts"), {}, "facts")


def runs() -> None:
    rows = lake.run("health_runs")
    last = rows["ended_at"][0] if rows.height else None
    with show.figure(f"Last run ended {last:%d %b %Y %H:%M} UTC" if last else "No run has been recorded"):
        if rows.height:
            st.dataframe(
                rows.select("flow", "started_at", "ended_at", pl.col("^.*_count$"), "coder_version", "run_id"),
                hide_index=True,
                height=show.table_height(rows, 6),
            )
            show.behind("health_runs", rows, {}, "runs")


def publishers() -> None:
    values = {"period_days": PERIOD_DAYS}
    rows = lake.run("health_publishers", **values)
    silent = rows.filter((pl.col("now") == 0) & (pl.col("usual") > 0)).height
    title = f"{count(rows.height, 'publisher')}: " + (
        f"{silent} silent in the latest {PERIOD_DAYS} days" if silent else "none has fallen silent"
    )
    with show.figure(title, f"Articles in the latest {PERIOD_DAYS} days against the median of the eight spans before."):
        state = st.dataframe(
            rows.select(
                "publisher", "article_count", "now", "usual", "course", "last_on", "undated_count", "copy_count"
            ),
            hide_index=True,
            key="publishers",
            on_select="rerun",
            selection_mode="single-row",
            height=show.table_height(rows, 10),
            column_config={
                "article_count": st.column_config.NumberColumn("Articles"),
                "now": st.column_config.NumberColumn("Now"),
                "usual": st.column_config.NumberColumn("Usual", format="%.1f"),
                "course": st.column_config.BarChartColumn("Nine spans", color=palette().accent),
                "last_on": st.column_config.DateColumn("Latest"),
                "undated_count": st.column_config.NumberColumn("Undated"),
                "copy_count": st.column_config.NumberColumn("Copies"),
            },
        )
        for row in state["selection"]["rows"]:
            if row < rows.height and rows["publisher"][row] != "unknown":
                st.page_link(
                    show.EVENTS,
                    label="Events that it tells of",
                    icon=":material/list:",
                    query_params={"p": [rows["publisher"][row]]},
                )
        show.behind("health_publishers", rows, values, "publishers-data")


def dates() -> None:
    rows = lake.run("health_dates")
    with show.figure("To what articles are dated", "Never guessed: what is not settled stays open, with its bounds."):
        st.dataframe(
            rows,
            hide_index=True,
            height=show.table_height(rows),
            column_config={
                "published_precision": st.column_config.TextColumn("Precision"),
                "article_count": st.column_config.NumberColumn("Articles"),
                "confidence": st.column_config.NumberColumn("Confidence", format="%.2f"),
                "bounded_count": st.column_config.NumberColumn("With bounds"),
            },
        )
        show.behind("health_dates", rows, {}, "dates")


def rejects() -> None:
    rows = lake.run("health_rejects")
    with show.figure(
        f"{count(rows.height, 'input')} rejected" if rows.height else "Nothing was rejected",
        "Each with its reason and what to do about it." if rows.height else "",
    ):
        if rows.height:
            st.dataframe(
                rows,
                hide_index=True,
                height=show.table_height(rows, 10),
                column_config={"reason": st.column_config.TextColumn(width="large")},
            )
            show.behind("health_rejects", rows, {}, "rejects")


main()
