"""How often does this happen, and is it unusual?"""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard import frame, lake, show
from dashboard.charts import drawing, over_time
from dashboard.colours import QUADS, palette
from dashboard.filters import Filters
from dashboard.text import as_html, count, day_text

MOST_YEARS = 3  # that the calendar shows
FEW_DAYS = 10  # with any events, fewer than which make no calendar
SMOOTHINGS = {"1": "off", "3": "3", "7": "7", "13": "13"}


def main() -> None:
    filters = frame.begin(
        "Timeline",
        "How often does this happen, and is it unusual?",
        ("dates", "acts", "actors", "sources", "grain", "unit", "scale"),
    )
    days = show.window(filters)
    if days is None:
        say_why_empty(filters)
        return
    grain = show.grain_for(filters, days)
    values = filters.values() | {"grain": grain, "window_from": days[0], "window_to": days[1]}
    periods = drawing.with_keys(lake.run("timeline", **values), grain)
    say_what_is_left_out(filters, days)
    total = int(periods["total"].sum())
    if not total:
        show.nothing(filters, filters.unit)
        return
    articles = int(periods["article_count"].sum())
    scale = show.scale_for(filters, articles)
    narrowed = draw_share(filters, values, periods, grain, scale, total, days)
    narrowed |= draw_classes(filters, values, periods, grain, scale)
    narrowed |= draw_calendar(filters, values, days, total)
    list_events(filters, narrowed, days)


def say_why_empty(filters: Filters) -> None:
    facts = lake.run("lake_facts").row(0, named=True)
    if facts["article_count"] and facts["first_published_on"] is None:
        st.info(
            f"None of the {count(facts['article_count'], 'article')} has a day of publication, so nothing can be put "
            "on a timeline. The Events page lists what they tell; choose days to see those with a day of their own."
        )
    else:
        show.nothing(filters)


def say_what_is_left_out(filters: Filters, days: tuple[date, date]) -> None:
    placed = lake.run("placement", **filters.values(), window_from=days[0], window_to=days[1]).row(0, named=True)
    parts = []
    if placed["undated_count"]:
        parts.append(f"{count(placed['undated_count'], 'event')} without a day")
    if placed["outside_count"]:
        parts.append(f"{placed['outside_count']:,} outside the days shown (the earliest in {placed['earliest']:%Y})")
    if parts:
        st.caption(f"Not drawn: {' and '.join(parts)}.")


def draw_share(
    filters: Filters,
    values: dict[str, Any],
    periods: pl.DataFrame,
    grain: str,
    scale: str,
    total: int,
    days: tuple[date, date],
) -> dict[str, Any]:
    value = "share" if scale == "share" else "total"
    words = show.unit_words(filters, scale)
    bursts = int(periods["is_burst"].sum())
    title = (
        f"{words} by {grain}, {day_text(days[0])} to {day_text(days[1])}: "
        f"{count(total, show.ONE[filters.unit])} in {count(int(periods['article_count'].sum()), 'dated article')}"
    )
    markers = lake.run("source_changes", window_from=days[0], window_to=days[1])
    note = (
        show.few(total)
        + f"Bars: each {grain}. "
        + (f"Rings: {count(bursts, grain)} standing out from the eight before. " if bursts else "")
        + ("Triangles: a publisher begins or falls silent. " if markers.height else "")
        + show.scale_note(filters, int(periods["article_count"].sum()))
        + "Hatched: nothing published. Click a bar for its events, or draw over a span."
    )
    with show.figure(title, note):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            smoothing = frame.local(
                "smooth",
                SMOOTHINGS,
                "7",
                st.segmented_control,
                f"Running median over {grain}s",
                required=True,
                help="Evens out single bars; the bars themselves stay as they are.",
            )
            other = choose_other()
        drawn = periods.with_columns(smooth(value, int(smoothing)).alias("smooth"))
        second = draw_second(filters, other, values, grain, value, int(smoothing)) if other else None
        state = st.altair_chart(
            over_time.share_line(drawn, palette(), value=value, words=words, second=second, markers=markers),
            key="share",
            on_select="rerun",
            alt=f"{title}. {bursts} of the periods stand out.",
        )
        show.behind("timeline", periods.drop("key", "period_end", "middle"), values, "share")
        if other:
            st.caption("The numbers of what is compared:")
            asked = values | other
            show.behind("timeline", lake.run("timeline", **asked), asked, "second")
    span = drawing.brushed_days(state)
    return {"since": span[0], "until": span[1]} if span else narrow(drawing.picked_rows(state), grain)


def smooth(value: str, periods: int) -> pl.Expr:
    """The running median over so many periods, centred; periods without articles are passed over."""
    return pl.col(value).rolling_median(periods, min_samples=1, center=True)


def choose_other() -> dict[str, tuple[str, ...]] | None:
    """What else to draw beside the selection: other acts, another actor or another country, kept in the address."""
    types, actors, countries = (frame.options(kind, ()) for kind in ("type", "actor", "country"))
    picked = {name: tuple(st.query_params.get_all(f"vs-{name}")) for name in ("types", "actors", "countries")}
    label = "Compare with …" if not any(picked.values()) else "Compared"
    with st.popover(label, icon=":material/stacked_line_chart:", key="choose-other"):
        st.caption("A second line over the same days. What is left empty stays as in the selection.")
        for name, words, offered in (
            ("types", "Acts", types),
            ("actors", "Actor", actors),
            ("countries", "Country", countries),
        ):
            key = f"local-vs-{name}"
            st.session_state[key] = [value for value in picked[name] if value in offered]
            st.multiselect(
                words,
                list(offered),
                format_func=frame.label_of(offered),
                key=key,
                on_change=frame.keep,
                args=(f"vs-{name}", []),
            )
    other = {name: values for name, values in picked.items() if values}
    return other or None


def draw_second(
    filters: Filters, other: dict[str, tuple[str, ...]], values: dict[str, Any], grain: str, value: str, smoothing: int
) -> tuple[pl.DataFrame, str]:
    """The second selection's periods and a name for it."""
    asked = values | other
    rows = lake.run("timeline", **asked)
    labels = frame.options("actor", other.get("actors", ())) | frame.options("country", ())
    words = [
        labels.get(one, one.capitalize() if one.isupper() and len(one) > 3 else one) for one in sum(other.values(), ())
    ]
    name = f"{', '.join(words)}: {count(int(rows['total'].sum()), show.ONE[filters.unit])}"
    st.html(f"<p class='wl-note'><span class='wl-line-second'></span> Compared: {as_html(name)}</p>")
    return drawing.with_keys(rows, grain).with_columns(smooth(value, smoothing).alias("smooth")), name


def draw_classes(
    filters: Filters, values: dict[str, Any], periods: pl.DataFrame, grain: str, scale: str
) -> dict[str, Any]:
    """Four small charts on one measure, so that classes can be compared as well as followed."""
    narrowed: dict[str, Any] = {}
    columns = [drawing.QUAD_COLUMNS[quad] for quad in (1, 2, 3, 4)]
    drawn = periods.with_columns(
        (1000 * pl.col(column) / pl.when(pl.col("article_count") > 0).then("article_count")).alias(f"{column}_share")
        for column in columns
    )
    suffix = "_share" if scale == "share" else ""
    top = max(drawing.top_of(drawn, f"{column}{suffix}") for column in columns)
    unit_words = "per 1,000" if scale == "share" else filters.unit
    with show.figure(
        f"{filters.unit.capitalize()} by class and {grain}" + (", per 1,000 articles" if scale == "share" else ""),
        "One measure for all four: blue cooperates, orange is in conflict; light is words, dark is deeds.",
    ):
        for number_of_row, row in enumerate(((1, 3), (2, 4))):
            with st.container(key=f"pairwise-classes-{number_of_row}"):
                columns_of_row = st.columns(2)
            for column, quad in zip(columns_of_row, row, strict=True):
                number = int(periods[drawing.QUAD_COLUMNS[quad]].sum())
                with column:
                    st.markdown(f"**{QUADS[quad]}** · n = {number:,}")
                    state = st.altair_chart(
                        over_time.small_multiple(
                            drawn,
                            palette(),
                            quad,
                            value=f"{drawing.QUAD_COLUMNS[quad]}{suffix}",
                            words=unit_words,
                            top=top,
                        ),
                        key=f"class-{quad}",
                        on_select="rerun",
                        alt=f"{QUADS[quad]}: {count(number, show.ONE[filters.unit])} by {grain}.",
                    )
                if picked := drawing.picked_rows(state):
                    narrowed = narrow(picked, grain) | {"quads": (quad,)}
        show.behind("timeline", periods.drop("key", "period_end", "middle"), values, "classes")
    return narrowed


def draw_calendar(filters: Filters, values: dict[str, Any], days: tuple[date, date], total: int) -> dict[str, Any]:
    """Each day in its week: rhythm, anniversaries and gaps; the latest years only, as many as can be taken in."""
    years = range(max(days[0].year, days[1].year - MOST_YEARS + 1), days[1].year + 1)
    asked = values | {"grain": "day", "window_from": max(days[0], date(years[0], 1, 1))}
    by_day = drawing.with_keys(lake.run("timeline", **asked), "day")
    top = int(by_day["total"].max() or 0)  # type: ignore[arg-type]
    eventful = by_day.filter(pl.col("total") > 0).height
    if eventful < FEW_DAYS:
        if eventful:
            st.caption(f"No calendar: only {count(eventful, 'day')} of these years have {filters.unit}.")
        return {}
    picked: list[dict[str, Any]] = []
    busiest = by_day.sort("total", "period", descending=[True, False]).row(0, named=True)
    title = f"{filters.unit.capitalize()} by day: at most {top:,}, on {day_text(busiest['period'])}"
    with show.figure(title, show.few(total) + "The darker, the more. Empty frames: nothing published that day."):
        for year in years:
            state = st.altair_chart(
                over_time.calendar(by_day, year, palette(), top=top, words=filters.unit.capitalize()),
                key=f"calendar-{year}",
                on_select="rerun",
                alt=f"Calendar of {year}: {filters.unit} by day.",
            )
            picked += drawing.picked_rows(state)
        show.behind("timeline", by_day.drop("key", "period_end", "middle"), asked, "calendar")
    return narrow(picked, "day")


def narrow(picked: list[dict[str, Any]], grain: str) -> dict[str, Any]:
    """The days of the periods that were clicked."""
    starts = sorted(date.fromisoformat(str(row["key"])) for row in picked if row.get("key"))
    return {"since": starts[0], "until": drawing.last_day(starts[-1], grain)} if starts else {}


def terms(filters: Filters, narrowed: dict[str, Any]) -> None:
    """The words that tell the articles behind a spike from all others."""
    values = filters.values() | narrowed
    found = lake.run("burst_terms", **values)
    if found.is_empty():
        return
    st.html(f"<p class='wl-note'>Words that tell their articles from the rest: {show.terms_html(found['term'])}</p>")
    show.behind("burst_terms", found, values, "terms")


def list_events(filters: Filters, narrowed: dict[str, Any], days: tuple[date, date]) -> None:
    if narrowed:
        # A period at the edge may reach beyond the days that the reader chose.
        narrowed["since"] = max(narrowed["since"], filters.since or narrowed["since"])
        narrowed["until"] = min(narrowed["until"], filters.until or narrowed["until"])
        since, until = narrowed["since"], narrowed["until"]
        with st.container(horizontal=True, vertical_alignment="center"):
            words = f"Events of {day_text(since)}" + (f" to {day_text(until)}" if until != since else "")
            st.subheader(words, width="content")
            st.button("Keep to these days", icon=":material/filter_alt:", on_click=frame.put_days, args=(since, until))
        terms(filters, narrowed)
        show.event_list(filters, "picked", sort="reports", **narrowed)
    else:
        st.subheader("Most reported of these days")
        show.event_list(filters, "all", how_many=5, sort="reports", since=days[0], until=days[1])
    show.legend()


main()
