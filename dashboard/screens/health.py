"""Can I trust today's numbers?"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from dashboard import frame, lake, show, verdicts
from dashboard.colours import palette
from dashboard.text import as_html, count
from warehouse.landing.web.sources import FILE as SOURCES
from warehouse.landing.web.sources import SourceRefused, read_sources
from warehouse.landing.web.state import FILE as STATE
from warehouse.landing.web.state import State
from warehouse.verdicts import precisions

PERIOD_DAYS = 28
TIMES, COUNTS = ("tried_at", "well_at", "new_at"), ("fetched", "waiting", "gone")
FETCHED = (
    {"name": pl.String(), "kind": pl.String()}
    | dict.fromkeys(TIMES, pl.Datetime("us"))
    | dict.fromkeys(COUNTS, pl.Int64())
    | {"trouble": pl.String()}
)


def main() -> None:
    filters = frame.begin("Health", "Can I trust today's numbers?", ())
    facts = lake.run("health_facts").row(0, named=True)
    if facts["article_count"] == 0 and facts["reject_count"] == 0:
        show.nothing(filters)
        return
    shares(facts)
    runs()
    fetching()
    publishers()
    left, right = st.columns(2)
    with left:
        dates()
        kept()
    with right:
        judged()
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
            pages = prefect_pages()
            link = {"page": st.column_config.LinkColumn("In Prefect", display_text="open", width=70)} if pages else {}
            show.table(
                rows.with_columns(
                    pl.col("coder_version").str.head(8),
                    pl.format("{}/runs/flow-run/{}", pl.lit(pages or ""), "run_id").alias("page"),
                ),
                {
                    "ended_at": "Ended (UTC)",
                    "flow": "Flow",
                    "document_count": "Documents",
                    "article_count": "Articles",
                    "mention_count": "Mentions",
                    "report_count": "Reports",
                    "event_count": "Events",
                    "reject_count": "Rejected",
                    "coder_version": "Coder",
                    "snapshot": st.column_config.NumberColumn("From snapshot"),
                    **link,
                },
                "runs-table",
                most=6,
            )
            show.behind("health_runs", rows, {}, "runs")


def prefect_pages() -> str | None:
    """Where Prefect's pages are as this reader's browser sees them, where a server of it is configured."""
    told = os.environ.get("PREFECT_UI_URL") or os.environ.get("PREFECT_API_URL", "").removesuffix("/api")
    return told.rstrip("/") or None


def fetching() -> None:
    """Where news is fetched from, and how the last visits went."""
    home = lake.home()
    try:
        rows = fetched(home) if home else []
    except (SourceRefused, sqlite3.OperationalError) as wrong:
        st.warning(f"The sources' state can't be read: {wrong}")
        return
    if not rows:
        with show.figure("No sources: nothing is fetched", "Add one in a terminal: wirelake sources add ADDRESS"):
            return
    failing = sum(bool(row["trouble"]) for row in rows)
    title = f"{count(len(rows), 'source')}: " + (f"{failing} in trouble" if failing else "all well")
    with show.figure(title, "Where news is fetched from, and how it went at the last visit."):
        show.table(
            pl.DataFrame(rows, schema=FETCHED),
            {
                "name": "Source",
                "kind": "Kind",
                "tried_at": "Visited (UTC)",
                "well_at": "Last well",
                "new_at": "Last new",
                "fetched": "Fetched",
                "waiting": "Waiting",
                "gone": "Could not be had",
                "trouble": st.column_config.TextColumn("Trouble", width=260),
            },
            "sources",
        )


def fetched(home: Path) -> list[dict[str, Any]]:
    """One row a source of the lake's list. Raises SourceRefused, sqlite3.OperationalError."""
    sources = read_sources(home / SOURCES)
    if not sources or not (home / STATE).exists():
        return [{"name": source.name, "kind": source.kind, "trouble": ""} for source in sources]
    state = State(home / STATE, read_only=True)
    try:
        return [
            {"name": one.name, "kind": one.kind, "trouble": standing.trouble}
            | {"tried_at": standing.tried_at, "well_at": standing.well_at, "new_at": standing.new_at}
            | state.counts(one.name)
            for one in sources
            for standing in (state.standing(one),)
        ]
    finally:
        state.close()


def kept() -> None:
    rows = lake.run("kept_snapshots")
    with show.figure(
        f"{count(rows.height, 'snapshot')} kept for good" if rows.height else "No snapshot is kept for good",
        "What is cited stays readable: wirelake maintain keep NUMBER --note WHY",
    ):
        if rows.height:
            show.table(rows, {"snapshot": "Snapshot", "note": "Why", "kept_at": "Kept (UTC)"}, "kept")
            show.behind("kept_snapshots", rows, {}, "kept-data")


def judged() -> None:
    """The precision that the verdicts beside the lake show."""
    rows = precisions(verdicts.filed().values())
    total = sum(row.right + row.wrong + row.unsure for row in rows if row.event_type != "ALL")
    with show.figure(
        f"Precision by {count(total, 'verdict')}" if rows else "Nobody has judged these events yet",
        "Right among right and wrong, by the file verdicts.csv beside the lake; the interval is Wilson's, 95 %."
        if rows
        else "Judge a sample on Curate, and put its verdicts.csv beside the lake's catalog.",
    ):
        if rows:
            verdicts.table(rows)
        st.page_link(show.CURATE, label="Judge a sample", icon=":material/rule:", query_params={"queue": "judge"})


def publishers() -> None:
    values = {"period_days": PERIOD_DAYS}
    rows = lake.run("health_publishers", **values)
    silent = rows.filter((pl.col("now") == 0) & (pl.col("usual") > 0)).height
    title = f"{count(rows.height, 'publisher')}: " + (
        f"{silent} silent in the latest {PERIOD_DAYS} days" if silent else "none has fallen silent"
    )
    with show.figure(title, f"Articles in the latest {PERIOD_DAYS} days against the median of the eight spans before."):
        row = show.table(
            rows,
            {
                "publisher": "Publisher",
                "article_count": "Articles",
                "now": "Now",
                "usual": st.column_config.NumberColumn("Usual", format="%.1f"),
                "course": st.column_config.BarChartColumn("Nine spans", color=palette().accent),
                "last_on": "Latest",
                "undated_count": "Undated",
                "copy_count": "Copies",
            },
            "publishers",
            choose=True,
        )
        if row is not None and rows["publisher"][row] != "unknown":
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
        show.table(
            rows.with_columns(pl.col("published_precision").replace({"month_day": "day, but no year"})),
            {
                "published_precision": "Dated to the",
                "article_count": "Articles",
                "confidence": "Confidence",
                "bounded_count": "With bounds",
            },
            "dated",
        )
        show.behind("health_dates", rows, {}, "dates")


def rejects() -> None:
    rows = lake.run("health_rejects")
    with show.figure(
        f"{count(rows.height, 'input')} rejected" if rows.height else "Nothing was rejected",
        "Each with its reason and what to do about it." if rows.height else "",
    ):
        if rows.height:
            show.table(
                rows,
                {
                    "uri": st.column_config.TextColumn("Input", width=220),
                    "stage": st.column_config.TextColumn("Stage", width=90),
                    "reason": st.column_config.TextColumn("Reason, and what to do", width=720),
                },
                "rejects-table",
            )
            show.behind("health_rejects", rows, {}, "rejects")


main()
