"""Give me the list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import frame, lake, show
from dashboard.charts import drawing, maps
from dashboard.colours import palette
from dashboard.filters import Filters
from dashboard.text import as_markdown, count

PAGE = 20
SORTS = {"newest": "Newest first", "oldest": "Oldest first", "reports": "Most reported", "confidence": "Surest"}


def main() -> None:
    filters = frame.begin("Events", "Which events are these?", ("dates", "acts", "actors", "places", "sources"))
    counted = lake.run("event_count", **filters.values()).row(0, named=True)
    total, undated = counted["event_count"], counted["undated_count"]
    if not total:
        show.nothing(filters)
        return
    sort = st.query_params.get("sort", "newest")
    sort = sort if sort in SORTS else "newest"
    pages = -(-total // PAGE)
    page = min(max(1, number(st.query_params.get("page", "1"))), pages)
    values = filters.values() | {"sort": sort, "how_many": PAGE, "skip": (page - 1) * PAGE}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{count(total, 'event')}** in {count(counted['report_count'], 'report')}"
            + (f", {undated:,} of them without a day (listed last)" if undated else ""),
            width="stretch",
        )
        view = frame.local(
            "view",
            {"list": "List", "map": "Map"},
            "list",
            st.segmented_control,
            "Show as",
            required=True,
            label_visibility="collapsed",
        )
        st.session_state["sort"] = sort
        st.selectbox(
            "Order",
            list(SORTS),
            format_func=SORTS.__getitem__,
            key="sort",
            on_change=remember_sort,
            width=170,
            label_visibility="collapsed",
        )
    if view == "map":
        draw_map(filters)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        show.legend()
        grouped = frame.local(
            "under",
            {"": "Events", "reports": "With their reports"},
            "",
            st.segmented_control,
            "Rows",
            required=True,
            label_visibility="collapsed",
        )
    listed = lake.run("event_list", **values)
    under = lake.run("reports_under", events=tuple(listed["event_id"])) if grouped else None
    show.event_cards(listed, "events", filters, sort, under)
    if pages > 1:
        # Its key holds the page, so that a page given by the address is not overruled by the widget's memory.
        st.pagination(pages, default=page, key=f"page-{page}", on_change=remember_page, args=(f"page-{page}",))
    show.behind("event_list", listed, values, "events")
    if under is not None:
        show.behind("reports_under", under, {"events": tuple(listed["event_id"])}, "reports-under")


@st.cache_data
def outlines() -> dict[str, Any]:
    return json.loads((Path(__file__).parent.parent / "maps" / "countries-110m.json").read_text("utf-8"))


def draw_map(filters: Filters) -> None:
    places = lake.run("event_places", **filters.values())
    if places.is_empty():
        st.info("None of these events has a place that could be put on a map.")
        return
    placed = int(places["event_count"].sum())
    title = f"{count(placed, 'event')} at {count(places.height, 'place')}"
    with show.figure(title, "Hollow circles: known no closer than to a country or region. Click one for its events."):
        state = st.altair_chart(
            maps.place_map(places, outlines(), palette()), key="map", on_select="rerun", alt=f"Map: {title}."
        )
        show.behind("event_places", places, filters.values(), "places")
    chosen = [str(row["place_name"]) for row in drawing.picked_rows(state)]
    if chosen:
        st.subheader(as_markdown(f"Events in {chosen[0]}"))
        show.event_list(filters, "placed", places=(chosen[0],))
        show.legend()


def number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def remember_sort() -> None:
    st.query_params["sort"] = st.session_state["sort"]
    st.query_params.pop("page", None)


def remember_page(key: str) -> None:
    st.query_params["page"] = str(st.session_state[key])


main()
