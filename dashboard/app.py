"""The dashboard's door: `streamlit run dashboard/app.py`, with WIRELAKE_LAKE naming the lake."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from altair.utils import schemapi

from dashboard import filters, frame, lake, sign_in
from warehouse.store.lake import NoLake, SnapshotGone

schemapi.DEBUG_MODE = False  # every part of a chart would be looked through for slips while it is made; tests do that
SECTIONS = {
    "Explore": (
        ("overview", "Overview", ":material/space_dashboard:"),
        ("timeline", "Timeline", ":material/show_chart:"),
        ("network", "Network", ":material/hub:"),
        ("dyads", "Dyads", ":material/compare_arrows:"),
        ("actor", "Actor", ":material/person_search:"),
    ),
    "Read": (
        ("events", "Events", ":material/list_alt:"),
        ("evidence", "Evidence", ":material/find_in_page:"),
        ("search", "Search", ":material/search:"),
    ),
    "Keep": (
        ("curate", "Curate", ":material/rule:"),
        ("sql", "Lake & SQL", ":material/database:"),
        ("health", "Health", ":material/monitor_heart:"),
    ),
}


def main() -> None:
    st.set_page_config(
        "Wirelake", page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide", initial_sidebar_state=216
    )
    st.logo(str(Path(__file__).with_name("icon.svg")), size="large")
    if not sign_in.passed():
        return
    pages = {
        section: [
            st.Page(f"screens/{name}.py", title=title, icon=icon, default=name == "overview")
            for name, title, icon in listed
        ]
        for section, listed in SECTIONS.items()
    }
    page = st.navigation(pages)
    carry_filters(page.url_path)
    try:
        lake.run("lake_facts")
    except NoLake as missing:
        st.title("No lake yet")
        st.info(f"{missing}")
        return
    except SnapshotGone as gone:
        st.title("That snapshot is gone")
        st.info(f"{gone}")
        st.button("Open the newest snapshot", on_click=lake.go_to_newest)
        return
    page.run()
    frame.end()


def carry_filters(page: str) -> None:
    """Keep the filters when the reader goes to another page by the menu, which empties the address."""
    shared = {*filters.SHORT.values(), "v"}
    here = {key: values for key, values in frame.address().items() if key in shared}
    if st.session_state.get("page") not in (None, page) and not frame.address():
        here = st.session_state.get("carried", {})
        st.query_params.from_dict(here)
    st.session_state["page"], st.session_state["carried"] = page, here


main()
