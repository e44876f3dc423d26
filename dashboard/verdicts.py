"""The control by which a reader judges an event, wherever it is shown; verdicts live in the browser's tab."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard import judging, lake
from dashboard.text import act_name

Verdicts = dict[str, dict[str, str]]


def kept() -> Verdicts:
    """The verdicts of this tab, by event."""
    return st.session_state.setdefault("verdicts", {})


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
    st.segmented_control(f"Verdict on {act}", judging.VERDICTS, key=key, on_change=judged, label_visibility="collapsed")
