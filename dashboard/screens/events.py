"""Give me the list."""

from __future__ import annotations

import streamlit as st

from dashboard import frame, lake, show
from dashboard.text import count

PAGE = 20
SORTS = {"newest": "Newest first", "oldest": "Oldest first", "reports": "Most reported", "confidence": "Surest"}


def main() -> None:
    filters = frame.begin("Events", "Which events are these?")
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
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(
            f"**{count(total, 'event')}** in {count(counted['report_count'], 'report')}"
            + (f", {undated:,} of them without a day (listed last)" if undated else "")
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
    show.legend()
    listed = lake.run("event_list", **values)
    show.event_cards(listed, "events", filters)
    if pages > 1:
        # Its key holds the page, so that a page given by the address is not overruled by the widget's memory.
        st.pagination(pages, default=page, key=f"page-{page}", on_change=remember_page, args=(f"page-{page}",))
    show.behind("event_list", listed, values, "events")


def number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def remember_sort() -> None:
    st.query_params["sort"] = st.session_state["sort"]
    st.query_params.pop("page", None)


def remember_page(key: str) -> None:
    st.query_params["page"] = str(st.session_state[key])


main()
