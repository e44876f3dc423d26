"""The head of a page: its name and question, what the lake holds, and the filters, which live in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from dashboard import filters as filtering
from dashboard import lake, views
from dashboard.colours import QUADS, palette
from dashboard.filters import Filters
from dashboard.style import sheet
from dashboard.text import as_html, as_markdown, count, day_text
from dashboard.views import View

UNIT_WORDS = {"events": "Events", "reports": "Reports", "articles": "Articles"}
SCALE_WORDS = {"share": "per 1,000 articles", "raw": "counts"}
STATUS_WORDS = {
    "actual": "happened",
    "past_background": "told as background",
    "planned": "planned",
    "conditional": "conditional",
    "denied": "denied",
}
PRECISION_WORDS = {"point": "point", "city": "city", "region": "region", "country": "country", "none": "no place told"}
DAY_WORDS = {"event": "the day it happened", "reported": "the day of its first report"}
GLOSSARY = (
    ("Article", "what one document says, cleaned of page furniture"),
    ("Mention", "one place in an article where an actor is named or referred to"),
    ("Report", "one coding of one clause: who did what to whom, when, where"),
    ("Event", "one thing that happened: the group of reports that tell of it. Reports are never counted as events"),
)


def begin(name: str, question: str, controls: Sequence[str] = ("dates", "acts", "actors", "sources")) -> Filters:
    """Draw the head of a page and return the filters that its address asks for."""
    st.html(sheet(palette()))
    chosen, complaints = filtering.read(address())
    facts = lake.run("lake_facts").row(0, named=True)
    with st.container(horizontal=True, wrap=False, gap="small", key="head"):
        st.html(
            f"<div class='wl-head'><h1>{as_html(name)}</h1><span class='wl-question'>{as_html(question)}</span></div>"
            f"<div class='wl-facts'>{facts_html(facts)}</div>",
            width="stretch",
        )
        link(chosen)
    for complaint in complaints:
        st.warning(complaint, icon=":material/link_off:")
    if controls:
        # Some controls have a label above them: the row is as high from the start, so that nothing moves.
        key = "tall-filters" if {"unit", "scale", "grain"} & set(controls) else "filters"
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key=key):
            for control in controls:
                CONTROLS[control](chosen)
    return chosen


def end() -> None:
    """The foot of a page: four words that are easily mistaken for each other."""
    words = " · ".join(f"<b>{word}</b> {as_html(meaning)}" for word, meaning in GLOSSARY)
    st.html(f"<div class='wl-foot'>{words}.</div>")


def address() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def facts_html(facts: dict[str, Any]) -> str:
    newest = lake.newest_snapshot(lake.lake_url())
    shown = lake.snapshot()
    told = [f"<b>{facts['article_count']:,}</b> articles", f"<b>{facts['event_count']:,}</b> events"]
    if facts["last_published_on"]:
        first, last = day_text(facts["first_published_on"]), day_text(facts["last_published_on"])
        told.append(f"{first} to {last}" if first != last else first)
    if facts["undated_article_count"]:
        told.append(f"{count(facts['undated_article_count'], 'article')} without a day")
    if facts["last_run_at"]:
        told.append(f"last run {day_text(facts['last_run_at'].date())}")
    told.append(f"snapshot <b>{shown}</b>" + (f" of {newest}, not the newest" if shown != newest else ""))
    return " · ".join(told)


def key_of(name: str) -> str:
    return f"filter-{name}"


def put(name: str, value: object) -> None:
    """Write one choice into the address, or out of it when it is back at its default."""
    query = Filters().query(**{name: value})
    short = filtering.SHORT[name]
    if short in query:
        st.query_params[short] = query[short]
    elif short in st.query_params:
        del st.query_params[short]
    st.query_params.pop("page", None)


def choose(name: str, chosen: Filters, widget: Callable[..., Any], *args: Any, **options: Any) -> None:
    """A widget that shows a filter as the address has it, and writes it back when it is changed."""
    value = getattr(chosen, name)
    key = key_of(name)
    st.session_state[key] = list(value) if isinstance(value, tuple) else value

    def changed() -> None:
        picked = st.session_state[key]
        put(name, tuple(picked) if isinstance(value, tuple) else picked)

    widget(*args, key=key, on_change=changed, **options)


def dates(chosen: Filters) -> None:
    facts = lake.run("lake_facts").row(0, named=True)
    first, last = facts["first_published_on"], facts["last_published_on"]
    label = "All days" if not (chosen.since or chosen.until) else f"{chosen.since or '…'} to {chosen.until or '…'}"
    with st.popover(label, icon=":material/calendar_month:", key="choose-dates"):
        low, high = date(1000, 1, 1), date(2100, 12, 31)
        choose("since", chosen, st.date_input, "From", min_value=low, max_value=high)
        choose("until", chosen, st.date_input, "Until", min_value=low, max_value=high)
        if first and last:
            with st.container(horizontal=True):
                for words, days in (("Last 30 days", 30), ("Last year", 365)):
                    st.button(words, on_click=put_days, args=(last - timedelta(days=days - 1), last))
                st.button("All", on_click=put_days, args=(None, None))
        choose("day_of", chosen, st.radio, "An event's day is", filtering.DAYS_OF, format_func=DAY_WORDS.__getitem__)


def put_days(since: date | None, until: date | None) -> None:
    put("since", since)
    put("until", until)


def acts(chosen: Filters) -> None:
    picked = len(chosen.quads) + len(chosen.types)
    label = "All acts" if not picked else count(picked, "kind of act", "kinds of act")
    label += "" if chosen.statuses == filtering.HAPPENED else " · status"
    with st.popover(label, icon=":material/category:", key="choose-acts"):
        choose("quads", chosen, st.pills, "Class", list(QUADS), selection_mode="multi", format_func=QUADS.__getitem__)
        types = options("type", chosen.types)
        choose("types", chosen, st.multiselect, "PLOVER type", list(types), format_func=str.capitalize)
        choose(
            "statuses",
            chosen,
            st.multiselect,
            "Status",
            filtering.STATUSES,
            format_func=STATUS_WORDS.__getitem__,
            help="Planned, conditional and denied acts did not happen, so far as is told: left out unless asked for.",
        )


def actors(chosen: Filters) -> None:
    names = options("actor", (*chosen.actors, *chosen.sources, *chosen.targets))
    countries = options("country", chosen.countries)
    picked = [
        *(names.get(actor, actor) for actor in (*chosen.actors, *chosen.sources, *chosen.targets)),
        *(countries.get(code, code) for code in chosen.countries),
    ]
    label = "All actors" if not picked else picked[0] if len(picked) == 1 else count(len(picked), "actor")
    with st.popover(as_markdown(label[:40]), icon=":material/group:", key="choose-actors"):
        for name, words in (("actors", "Actor, on either side"), ("sources", "Source"), ("targets", "Target")):
            choose(name, chosen, st.multiselect, words, list(names), format_func=label_of(names))
        choose(
            "countries",
            chosen,
            st.multiselect,
            "Country, on either side",
            list(countries),
            format_func=label_of(countries),
        )


def sources(chosen: Filters) -> None:
    narrowed = bool(chosen.publishers or chosen.languages or chosen.confidence or chosen.outlets)
    with st.popover("Sources" + (" · narrowed" if narrowed else ""), icon=":material/newspaper:", key="choose-sources"):
        publishers, languages = options("publisher", chosen.publishers), options("language", chosen.languages)
        choose("publishers", chosen, st.multiselect, "Publisher", list(publishers), format_func=label_of(publishers))
        choose("languages", chosen, st.multiselect, "Language", list(languages))
        choose("confidence", chosen, st.slider, "Least confidence", 0.0, 1.0, step=0.05)
        choose("outlets", chosen, st.number_input, "Told by at least so many publishers", 0, 999_999)


def places(chosen: Filters) -> None:
    picked = len(chosen.places) + len(chosen.precisions)
    label = (
        "All places" if not picked else chosen.places[0] if len(chosen.places) == 1 == picked else "Places · narrowed"
    )
    with st.popover(as_markdown(label[:40]), icon=":material/location_on:", key="choose-places"):
        choose(
            "precisions",
            chosen,
            st.pills,
            "Place known to the",
            filtering.PRECISIONS,
            selection_mode="multi",
            format_func=PRECISION_WORDS.__getitem__,
            help="A country's point on a map stands for all of it.",
        )
        offered = {name: name for name in [*chosen.places, *options("place", ())]}
        choose("places", chosen, st.multiselect, "Place", list(offered))


def unit(chosen: Filters) -> None:
    choose(
        "unit",
        chosen,
        st.segmented_control,
        "Count",
        filtering.UNITS,
        required=True,
        format_func=UNIT_WORDS.__getitem__,
        help="Events: each happening once. Reports: each telling of it. Articles: each article that tells of it.",
    )


def scale(chosen: Filters) -> None:
    choose(
        "scale",
        chosen,
        st.segmented_control,
        "Scale",
        filtering.SCALES,
        required=True,
        format_func=SCALE_WORDS.__getitem__,
        help="How much is collected changes from day to day; a share of the articles published then does not.",
    )


def grain(chosen: Filters) -> None:
    choose("grain", chosen, st.selectbox, "By", filtering.GRAINS, width=110)


CONTROLS: dict[str, Callable[[Filters], None]] = {
    "dates": dates,
    "acts": acts,
    "actors": actors,
    "sources": sources,
    "places": places,
    "unit": unit,
    "scale": scale,
    "grain": grain,
}


def link(chosen: Filters) -> None:
    """The address of this very view, on this very snapshot."""
    with st.popover("Link & views", icon=":material/link:", key="copy-link"):
        st.caption("Opens this view on this snapshot, for whoever has the same lake.")
        st.code(address_of_view(), language=None, wrap_lines=True)
        if chosen != Filters():
            st.button("Clear all filters", icon=":material/filter_alt_off:", on_click=clear)
        if lake.snapshot() != lake.newest_snapshot(lake.lake_url()):
            st.button("Go to the newest snapshot", on_click=lake.go_to_newest)
        saved_views()


def saved_views() -> None:
    """Views that were kept in this tab or stand in the file beside the lake, to go to, to take away, to give back."""
    kept: list[View] = st.session_state.setdefault("views", [])
    with st.expander("Saved views", icon=":material/bookmark:", key="saved-views"):
        try:
            shared = lake.views_beside()
        except views.NotViews as wrong:
            shared = []
            st.warning(f"{views.FILE}: {wrong}")
        for view in [*shared, *kept]:
            st.page_link(
                f"screens/{view.page}.py",
                label=as_markdown(view.name) or "without a name",
                icon=":material/bookmark:",
                query_params=view.parameters(),
            )
        if not shared and not kept:
            st.caption("None yet. A view is this page with all its choices, on this snapshot.")
        with st.form("keep-view", border=False, clear_on_submit=True):
            name = st.text_input("Keep this view as", max_chars=views.LONGEST, placeholder="a name")
            if st.form_submit_button("Keep", icon=":material/bookmark_add:") and name.strip():
                page = str(st.session_state.get("page") or "overview")
                kept.append(views.view_of(name, page, address() | {"v": [str(lake.snapshot())]}))
                st.rerun()
        if kept:
            st.caption(
                f"Kept in this tab. Put the file beside the lake's catalog as {views.FILE} to offer them to all."
            )
            st.download_button(
                f"Take {views.FILE}", views.written(kept), views.FILE, "application/toml", on_click="ignore"
            )
        given = st.file_uploader("Give views back", type="toml", key="views-file", max_upload_size=1)
        if given and st.session_state.get("views-read") != given.file_id:
            st.session_state["views-read"] = given.file_id
            try:
                kept.extend(view for view in views.read(given.getvalue()) if view not in kept)
            except views.NotViews as wrong:
                st.warning(str(wrong))
            else:
                st.rerun()


def address_of_view() -> str:
    here = (st.context.url or "http://127.0.0.1:8501").split("?")[0]
    return f"{here}?{urlencode(address() | {'v': [str(lake.snapshot())]}, doseq=True)}"


def clear() -> None:
    for short in filtering.SHORT.values():
        st.query_params.pop(short, None)


def local(
    name: str, allowed: Mapping[str, str], default: str, widget: Callable[..., Any], label: str, **options: Any
) -> str:
    """A choice of one page alone, kept in the address under its own name."""
    asked = st.query_params.get(name, default)
    chosen = asked if asked in allowed else default
    key = f"local-{name}"
    st.session_state[key] = chosen
    widget(
        label, list(allowed), key=key, format_func=allowed.__getitem__, on_change=keep, args=(name, default), **options
    )
    return chosen


def local_number(name: str, default: int, low: int, label: str, **options: Any) -> int:
    asked = st.query_params.get(name, "")
    chosen = max(low, int(asked)) if asked.isdecimal() and len(asked) < 9 else default
    key = f"local-{name}"
    st.session_state[key] = chosen
    st.number_input(label, low, 10**9, key=key, on_change=keep, args=(name, default), width=120, **options)
    return chosen


def local_list(name: str, allowed: Sequence[str], label: str, **options: Any) -> tuple[str, ...]:
    chosen = tuple(value for value in st.query_params.get_all(name) if value in allowed)
    key = f"local-{name}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        label, list(allowed), key=key, on_change=keep, args=(name, []), placeholder="All", width=260, **options
    )
    return chosen


def keep(name: str, default: object) -> None:
    """Write a page's own choice into the address, or out of it when it is at its default."""
    value = st.session_state[f"local-{name}"]
    if value == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value if isinstance(value, list) else str(value)


def options(kind: str, chosen: Sequence[str]) -> dict[str, str]:
    """Values that a filter offers, with their labels, the most frequent first; those chosen are always among them."""
    offered = lake.run("choices").filter(pl.col("kind") == kind)
    labels = dict(zip(offered["value"], offered["label"], strict=True))
    missing = [value for value in chosen if value not in labels]
    if missing and kind == "actor":
        named = lake.run("actor_names", actors=missing)
        labels |= dict(zip(named["actor_id"], named["actor_name"], strict=True))
    return labels | {value: value for value in missing if value not in labels}


def label_of(labels: dict[str, str]) -> Callable[[str], str]:
    return lambda value: labels.get(value, value)
