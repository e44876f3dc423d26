"""The control by which a reader judges an event, wherever it is shown.

Verdicts live in the browser's tab; those in the file beside the lake's catalog are there from the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dashboard import judging, lake, show
from dashboard.text import act_name
from warehouse.verdicts import VERDICTS, NotVerdicts, Precision, beside

Verdicts = dict[str, dict[str, str]]


def kept() -> Verdicts:
    """The verdicts of this tab, by event: those of the file beside the lake, and what was judged since."""
    if "verdicts" not in st.session_state:
        st.session_state["verdicts"] = filed()
    return st.session_state["verdicts"]


def filed() -> Verdicts:
    """The verdicts in the file beside the lake's catalog."""
    home = lake.home()
    try:
        return beside(home) if home else {}
    except NotVerdicts as wrong:
        st.warning(f"verdicts.csv: {wrong}")
        return {}


def table(rows: list[Precision]) -> None:
    """Precision by type with its interval."""
    per_cent = partial(st.column_config.NumberColumn, format="percent")
    show.table(
        judging.frame(rows).with_columns(pl.col("event_type").str.to_titlecase()),
        {
            "event_type": "Type",
            "right": "Right",
            "wrong": "Wrong",
            "unsure": "Unsure",
            "share": per_cent("Precision"),
            "low": per_cent("from"),
            "high": per_cent("to"),
        },
        "precision",
    )


def control(event: Mapping[str, Any]) -> None:
    """Right, wrong or unsure, for one event."""
    verdicts, event_id = kept(), event["event_id"]
    key = f"verdict-{event_id}"
    st.session_state[key] = verdicts.get(event_id, {}).get("verdict")

    def judged() -> None:
        verdict = st.session_state[key]
        if verdict is None:
            verdicts.pop(event_id, None)
        else:
            verdicts[event_id] = {
                "event_id": event_id,
                "event_type": event["event_type"] or "STATEMENT",
                "verdict": verdict,
                "snapshot": str(lake.snapshot()),
                "judged_on": date.today().isoformat(),
            }

    act = act_name(event["event_type"], event["event_mode"], event["cameo_code"])
    st.segmented_control(f"Verdict on {act}", VERDICTS, key=key, on_change=judged, label_visibility="collapsed")
