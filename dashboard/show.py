"""What every page is framed with: its head and filters, charts with what is behind them, lists of events."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, Literal

import polars as pl
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard import lake
from dashboard.charts.drawing import THIN
from dashboard.colours import QUADS, palette
from dashboard.filters import Filters
from dashboard.style import FEW
from dashboard.text import Mark, act_name, as_html, as_markdown, count, day_text, marked

EVENTS, EVIDENCE, TIMELINE = "screens/events.py", "screens/evidence.py", "screens/timeline.py"
NETWORK, ACTOR, DYADS = "screens/network.py", "screens/actor.py", "screens/dyads.py"
CURATE = "screens/curate.py"
ROW = 33  # pixels of a table's row
NOT_HAPPENED = {
    "planned": "planned",
    "conditional": "conditional",
    "denied": "denied",
    "past_background": "told as background",
}


@contextmanager
def figure(title: str, note: str = "", key: str | None = None) -> Iterator[None]:
    """A card with a sentence for its title; `note` says what to mind. Both are text, never markup."""
    with st.container(border=True, key=key):
        st.html(
            f"<h3 class='wl-title'>{as_html(title)}</h3>" + (f"<p class='wl-note'>{as_html(note)}</p>" if note else "")
        )
        yield


def still(chart: Any, height: int, key: str, alt: str) -> None:
    """A chart that answers to no click, in room that is kept for it: Streamlit gives such a one no class of its own."""
    st.html(f"<style>.stMain .st-key-{key} {{ min-height: {height}px; }}</style>")
    with st.container(key=key):
        st.altair_chart(chart, alt=alt)


def behind(name: str, frame: pl.DataFrame, values: Mapping[str, Any], key: str) -> None:
    """Under a chart: its numbers, to see and to take away, and the query that made them."""
    with st.container(horizontal=True, gap="small"):
        with st.popover("Show data", icon=":material/table:", type="tertiary"):
            st.dataframe(flat(frame), hide_index=True, height=table_height(frame, 10))
            stem = f"{name}-snapshot-{lake.snapshot()}"
            with st.container(horizontal=True):
                st.download_button(
                    "CSV",
                    lambda: flat(frame).write_csv(),
                    f"{stem}.csv",
                    "text/csv",
                    key=f"{key}-csv",
                    on_click="ignore",
                )
                st.download_button(
                    "Parquet",
                    lambda: parquet(frame),
                    f"{stem}.parquet",
                    "application/vnd.apache.parquet",
                    key=f"{key}-parquet",
                    on_click="ignore",
                )
        with st.popover("SQL", icon=":material/code:", type="tertiary"):
            st.caption("The query behind this chart, as it was asked. It runs in `wirelake sql` as it stands.")
            st.code(lake.shown_sql(name, **values), language="sql", height=380)


def table(
    rows: pl.DataFrame,
    columns: Mapping[str, str | ColumnConfig],
    key: str,
    *,
    most: int = 10,
    choose: bool = False,
    alt: str = "",
) -> int | None:
    """Columns of a frame under words that a reader knows; returns the row that is chosen, where one can be.

    Numbers get the reader's own thousands, days are written out, and what is unknown is a dash.
    """
    configured = {
        name: column_of(rows.schema[name], words) if isinstance(words, str) else words
        for name, words in columns.items()
    }
    options: dict[str, Any] = {"on_select": "rerun", "selection_mode": "single-row"} if choose else {}
    state = st.dataframe(
        rows.select(*columns),
        hide_index=True,
        key=key,
        height=table_height(rows, most),
        column_config=configured,
        placeholder="–",
        alt=alt or None,
        **options,
    )
    chosen = [row for row in state["selection"]["rows"] if row < rows.height] if choose else []
    return chosen[0] if chosen else None


def column_of(kind: pl.DataType, words: str) -> ColumnConfig:
    if kind.is_integer():
        return st.column_config.NumberColumn(words, format="localized")
    if kind.is_float():
        return st.column_config.NumberColumn(words, format="%.2f")
    if kind == pl.Date():
        return st.column_config.DateColumn(words, format="D MMM YYYY")
    if isinstance(kind, pl.Datetime):
        return st.column_config.DatetimeColumn(words, format="D MMM YYYY, HH:mm")
    return st.column_config.TextColumn(words)


def table_height(rows: pl.DataFrame, most: int = 20) -> int | Literal["content"]:
    """As high as the rows need, or so high that a row cut in half shows that there are more."""
    return "content" if rows.height <= most else ROW * (most + 1) + ROW // 2


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with lists and structs as text, which CSV and tables of the page can hold."""
    nested = [name for name, kind in frame.schema.items() if kind.is_nested() or kind == pl.Binary()]
    return frame.with_columns(
        pl.col(name).map_elements(lambda value: str(value if isinstance(value, str) else list(value)), pl.String())
        for name in nested
    )


def parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def nothing(filters: Filters, what: str = "events") -> None:
    """Say that nothing is left, and which filter left it out."""
    facts = lake.run("lake_facts").row(0, named=True)
    if facts["article_count"] == 0:
        st.info("This lake is empty. Put news into it with `wirelake ingest PATH`, then reload this page.")
        return
    narrowing = filters.narrowing()
    if narrowing:
        st.info(f"No {what} are left by the filters: {', '.join(narrowing)}. Widen one of them.")
        st.page_link(
            EVENTS, label="Clear all filters and list every event", icon=":material/filter_alt_off:", query_params={}
        )
    elif facts["event_count"] == 0:
        st.info(
            f"The lake holds {count(facts['article_count'], 'article')}, but no {what}: "
            "no sentence in them tells of an act between two parties that the coder knows."
        )
    else:
        st.info(f"There are no {what} to show here yet.")


def few(number: int) -> str:
    """A warning to put beside numbers too small to lean on; else nothing."""
    return f"Only {number:,}: too few to lean on. " if 0 < number < FEW else ""


def event_list(
    filters: Filters, key: str, *, how_many: int = 8, sort: str = "newest", head: bool = True, **narrower: Any
) -> int:
    """Events that the filters, made narrower, keep: cards that lead to their evidence. Returns how many there are."""
    values = filters.values() | narrower
    counted = lake.run("event_count", **values).row(0, named=True)
    total = counted["event_count"]
    if head:
        told = f"{count(total, 'event')} in {count(counted['report_count'], 'report')}"
        st.html(f"<p class='wl-note'>{as_html(told)}</p>")
    if not total:
        nothing(filters)
        return 0
    listed = lake.run("event_list", **values, sort=sort, how_many=how_many, skip=0)
    event_cards(listed, key, replace(filters, **narrower), sort)
    if total > how_many:
        st.page_link(
            EVENTS,
            label=f"All {total:,} events of this selection",
            icon=":material/list:",
            query_params=filters.query(**narrower),
        )
    return total


def event_cards(
    events: pl.DataFrame, key: str, filters: Filters, sort: str = "newest", reports: pl.DataFrame | None = None
) -> None:
    """A card an event, and beneath it what each of its `reports` says, where they are given."""
    for position, event in enumerate(events.iter_rows(named=True)):
        with st.container(
            horizontal=True, wrap=False, gap="small", vertical_alignment="center", key=f"{key}-card-{position}"
        ):
            st.html(event_html(event), width="stretch")
            st.page_link(
                EVIDENCE,
                label="Evidence",
                icon=":material/arrow_forward:",
                icon_position="right",
                query_params=filters.query()
                | {"event": [event["event_id"]]}
                | ({"sort": [sort]} if sort != "newest" else {}),
                help="The sentences behind this event, and why they were coded so",
            )
        if reports is not None:
            st.html(reports_html(reports.filter(pl.col("event_id") == event["event_id"]), event["report_count"]))


def reports_html(reports: pl.DataFrame, in_all: int) -> str:
    """The sentences of an event's reports with their publishers and days; of many, the surest."""
    told = []
    for report in reports.iter_rows(named=True):
        act = [Mark(report["action_start"], report["action_end"], "act")]
        sentence = marked(report["sentence"] or "", act, report["sentence_start"] or 0)
        where = f"{report['publisher'] or 'publisher unknown'}, {day_text(report['published_on'])}"
        told.append(f"<p class='wl-note'>{as_html(where)}</p><div class='wl-sentence'>{sentence}</div>")
    if in_all > reports.height:
        told.append(f"<p class='wl-note'>and {count(in_all - reports.height, 'other report')}: see Evidence</p>")
    return f"<div class='wl-under'>{''.join(told)}</div>"


def sentence_row(
    row: Mapping[str, Any],
    marks: Sequence[Mark],
    key: str,
    note: str = "",
    named: Sequence[tuple[str, str, str]] = (),
) -> None:
    """A sentence with its marks and where it stands, and the way to its article.

    `named` are actors (id, name and the words that name it here) that a reader may find wrong.
    """
    where = f"{row['publisher'] or 'publisher unknown'}, {day_text(row['published_on'])}{note}"
    sentence = marked(row["sentence"] or "", marks, row["sentence_start"] or 0)
    words = f"<p class='wl-note'>{as_html(where)}</p><div class='wl-sentence'>{sentence}</div>"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=key):
        st.html(f"<div class='wl-what'>{words}</div>", width="stretch")
        st.page_link(
            EVIDENCE,
            label="Article",
            icon=":material/arrow_forward:",
            icon_position="right",
            query_params={"article": [row["article_id"]], "sentence": [str(row["sentence_index"])]},
        )
        for actor_id, name, form in named:
            st.page_link(
                CURATE,
                label=as_markdown(f"Not {name}?"),
                query_params={"queue": "mend", "actor": actor_id, "form": form},
                help="Say who is meant by these words instead",
            )


def event_html(event: Mapping[str, Any]) -> str:
    colour = palette().quad(event["quad_class"])
    act = act_name(event["event_type"], event["event_mode"], event["cameo_code"])
    parties = f"<b>{as_html(event['source_name'])}</b>"
    if event["target_name"]:
        parties += f" → <b>{as_html(event['target_name'])}</b>"
    told = [count(event["report_count"], "report")]
    if event["publisher_count"] > 1:
        told.append(count(event["publisher_count"], "publisher"))
    told.append(f"confidence {event['confidence']:.2f}")
    if event["disagreement_count"]:
        told.append("reports disagree")
    status = NOT_HAPPENED.get(event["status"])
    flag = f"<span class='wl-flag'>{status}</span>" if status else ""
    sentence = marked(event["sentence"] or "", sentence_marks(event), event["sentence_start"] or 0)
    return (
        "<div class='wl-event'>"
        f"<div class='wl-when'>{as_html(day_text(event['day'], event['event_precision']))}</div>"
        "<div class='wl-what'>"
        f"<div><span class='wl-chip' style='background:{colour}' title='{QUADS[event['quad_class'] or 0]}'></span>"
        f"<span class='wl-act'>{as_html(act)}</span> {parties} {flag}"
        f"<span class='wl-told'>{as_html(' · '.join(told))}</span></div>"
        f"<div class='wl-sentence'>{sentence}</div>"
        "</div></div>"
    )


def sentence_marks(report: Mapping[str, Any]) -> list[Mark]:
    """Source, target, day, place and act of a report; the act last, as its words may hold the others."""
    spans = (
        ("source", report["source_start"], report["source_end"], same_text(report, "source")),
        ("target", report["target_start"], report["target_end"], same_text(report, "target")),
        ("day", report["event_date_start"], report["event_date_end"], True),
        ("place", report["place_start"], report["place_end"], True),
        ("act", report["action_start"], report["action_end"], True),
    )
    return [
        Mark(start, end, part) for part, start, end, here in spans if here and start is not None and end is not None
    ]


def same_text(report: Mapping[str, Any], party: str) -> bool:
    """Whether the party's offsets count in the same text as the act's: both in the headline, or both in the body."""
    sentence = report[f"{party}_sentence"]
    return sentence is not None and (sentence < 0) == (report["sentence_index"] < 0)


def legend(parts: Sequence[str] = ("source", "act", "target", "day", "place")) -> None:
    marks = " ".join(f"<mark class='wl-{part}'>{part}</mark>" for part in parts)
    st.html(f"<p class='wl-note'>Marked in sentences: {marks}</p>")


def terms_html(terms: Iterable[str]) -> str:
    return " ".join(f"<span class='wl-term'>{as_html(term)}</span>" for term in terms)


def quad_key(quads: Sequence[int]) -> None:
    """The classes that a chart shows, with their colours."""
    chips = "".join(
        f"<span><span class='wl-chip' style='background:{palette().quad(quad)}'></span>{QUADS[quad]}</span>"
        for quad in quads
    )
    st.html(f"<div class='wl-key'>{chips}</div>")


def side(which: str, key: str) -> dict[str, Any]:
    """The filter for one side of a pair, which is a country's code, an actor's id, or unknown."""
    if key == "?":
        return {}
    is_country = len(key) == 3 and key.isupper()
    return {f"{which}_countries" if is_country else f"{which}s": (key,)}


def window(filters: Filters) -> tuple[date, date] | None:
    """The days that charts span: as filtered, else those that the lake's dated articles cover."""
    facts = lake.run("lake_facts").row(0, named=True)
    firsts = [facts["first_usual_on"], *([facts["first_event_on"]] if filters.day_of == "event" else [])]
    start = filters.since or min((day for day in firsts if day), default=None)
    end = filters.until or facts["last_published_on"]
    return (start, end) if start and end and start <= end else None


FEW_ARTICLES = 100  # with fewer dated articles in all, shares of them mislead
ONE = {"events": "event", "reports": "report", "articles": "article"}


def scale_for(filters: Filters, articles: int) -> str:
    """The scale that the reader asks for; counts as they are where shares of so few articles would mislead."""
    return "raw" if articles < FEW_ARTICLES else filters.scale


def scale_note(filters: Filters, articles: int) -> str:
    """What to mind of the scale that is drawn."""
    if scale_for(filters, articles) == "share":
        return f"Pale: fewer than {THIN} articles then, so that the share says little and may run off the chart. "
    if filters.scale == "raw":
        return ""
    return f"Fewer than {FEW_ARTICLES} dated articles: counts as they are, as shares of so few would mislead. "


def unit_words(filters: Filters, scale: str) -> str:
    """Events, or Events per 1,000 articles."""
    return filters.unit.capitalize() + (" per 1,000 articles" if scale == "share" else "")


def grain_for(filters: Filters, days: tuple[date, date]) -> str:
    if filters.grain != "auto":
        return filters.grain
    span = (days[1] - days[0]).days
    return "day" if span <= 92 else "week" if span <= 800 else "month" if span <= 9000 else "year"
