"""What must I fix first?"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard import frame, judging, lake, show
from dashboard.filters import Filters
from dashboard.text import Mark, act_name, as_markdown, count
from warehouse.store.lake import SnapshotGone

QUEUES = {
    "unresolved": "Unknown names",
    "ambiguous": "Ambiguous names",
    "judge": "Judge events",
    "compare": "Compare snapshots",
}
SAMPLE = 20
ANY = "any type"
KINDS = {"person": "Person", "organisation": "Organisation", "armed_group": "Armed group"}


def main() -> None:
    filters = frame.begin("Curate", "What must I fix first?", ("dates", "sources"))
    if lake.run("lake_facts")["article_count"][0] == 0:
        show.nothing(filters)
        return
    queue = frame.local("queue", QUEUES, "unresolved", st.segmented_control, "Queue", required=True)
    if queue == "unresolved":
        unresolved()
    elif queue == "ambiguous":
        ambiguous()
    elif queue == "judge":
        judge(filters)
    else:
        compare()


def unresolved() -> None:
    rows = lake.run("curate_unresolved")
    title = f"{count(rows.height, 'name')} that no actor was found for" if rows.height else "Every name was resolved"
    with show.figure(title, "The most frequent first: choose one to read its sentences and to say who it is."):
        if rows.is_empty():
            return
        form = choose_name(rows, "unresolved")
        show.behind("curate_unresolved", rows, {}, "unresolved-data")
    if form:
        read_and_mend(form)
    take_patch()


def ambiguous() -> None:
    rows = lake.run("curate_ambiguous")
    title = f"{count(rows.height, 'name')} that may mean several actors" if rows.height else "No name is ambiguous"
    with show.figure(title, "Left open on purpose: no first choice is made in silence."):
        if rows.is_empty():
            return
        form = choose_name(rows.with_columns(pl.col("candidates").list.join(" / ")), "ambiguous")
        show.behind("curate_ambiguous", rows, {}, "ambiguous-data")
    if form:
        read_and_mend(form)
    take_patch()


def choose_name(rows: pl.DataFrame, key: str) -> str | None:
    state = st.dataframe(
        rows,
        hide_index=True,
        key=f"queue-{key}",
        on_select="rerun",
        selection_mode="single-row",
        height=show.table_height(rows, 10),
    )
    chosen = [row for row in state["selection"]["rows"] if row < rows.height]
    return rows["text"][chosen[0]] if chosen else None


def read_and_mend(form: str) -> None:
    """The sentences of a name beside the line that would tell the next run who it is."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(f"**Sentences with “{as_markdown(form)}”**")
        values = {"actor": None, "form": form, "how_many": 6}
        for position, row in enumerate(lake.run("form_sentences", **values).iter_rows(named=True)):
            show.sentence_row(row, [Mark(row["start"], row["stop"], "source", form)], f"unclear-{position}")
    with right:
        mend(form)


def mend(form: str) -> None:
    with st.form(f"mend-{form}", border=True):
        st.markdown(f"**Who is “{as_markdown(form)}”?**")
        kind = st.selectbox("Kind", list(KINDS), format_func=KINDS.__getitem__)
        name = st.text_input("Name that news uses most", form, max_chars=120)
        country = st.text_input("Country, ISO 3166 alpha-3", max_chars=3, placeholder="none")
        sector = st.text_input("PLOVER sector", max_chars=3, placeholder="GOV, MIL, REB, BUS …")
        if st.form_submit_button("Add to the patch", icon=":material/add:"):
            line = {
                "kind": kind,
                "actor_id": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"),
                "name": name,
                "type": kind,
                "names": "" if form == name else form,
                "country_code": country.upper(),
                "sector_code": sector.upper(),
            }
            st.session_state.setdefault("patch", {})[form] = line


def take_patch() -> None:
    lines: dict[str, dict[str, str]] = st.session_state.get("patch", {})
    if not lines:
        return
    files = judging.patch(lines.values())
    with show.figure(
        f"Your patch: {count(len(lines), 'line')}",
        "The dashboard never writes the lake. Unpack it into your overlay (the folder `knowledge` in the lake, or "
        "WIRELAKE_KNOWLEDGE), then run `wirelake recode`.",
    ):
        for name, content in files.items():
            st.caption(name)
            st.code(content.decode(), language=None)
        with st.container(horizontal=True):
            st.download_button("Take the patch", zipped(files), "overlay.zip", "application/zip", on_click="ignore")
            st.button("Empty it", on_click=lambda: st.session_state.pop("patch"))


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def judge(filters: Filters) -> None:
    """A sample to judge, and what the verdicts say of precision on this very corpus."""
    types = [ANY, *frame.options("type", ())]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = frame.local("type", {name: name.capitalize() for name in types}, ANY, st.selectbox, "Type", width=220)
        seed = frame.local_number("seed", 1, 1, "Draw", help="Another number draws another sample.")
    values = filters.values() | {"type": None if kind == ANY else kind, "seed": seed, "how_many": SAMPLE}
    sample = lake.run("curate_sample", **values)["event_id"].to_list()
    if not sample:
        show.nothing(filters)
        return
    verdicts: dict[str, dict[str, str]] = st.session_state.setdefault("verdicts", {})
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(f"**{count(len(sample), 'event')}**, drawn at random. Is each told so in its sentence?")
        for event in lake.run("event_by_id", events=tuple(sample)).iter_rows(named=True):
            judge_one(event, verdicts)
    with right:
        tell_precision(verdicts)
        keep_verdicts(verdicts)
    show.behind("curate_sample", pl.DataFrame({"event_id": sample}), values, "sample")


def judge_one(event: dict[str, Any], verdicts: dict[str, dict[str, str]]) -> None:
    event_id = event["event_id"]
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

    with st.container(border=True):
        st.html(show.event_html(event))
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            act = act_name(event["event_type"], event["event_mode"], event["cameo_code"])
            st.segmented_control(
                f"Verdict on {act}", judging.VERDICTS, key=key, on_change=judged, label_visibility="collapsed"
            )
            st.page_link(
                show.EVIDENCE, label="Evidence", icon=":material/arrow_forward:", query_params={"event": [event_id]}
            )


def tell_precision(verdicts: dict[str, dict[str, str]]) -> None:
    rows = judging.precisions(verdicts.values())
    with show.figure(
        f"Precision on this corpus: {count(len(verdicts), 'verdict')}",
        "Right among right and wrong; the interval is Wilson's, 95 %. Unsure ones are left out.",
    ):
        if not rows:
            st.caption("Nothing judged yet.")
            return
        st.dataframe(
            judging.frame(rows),
            hide_index=True,
            column_config={
                "share": st.column_config.NumberColumn("Precision", format="percent"),
                "low": st.column_config.NumberColumn("from", format="percent"),
                "high": st.column_config.NumberColumn("to", format="percent"),
            },
        )


def keep_verdicts(verdicts: dict[str, dict[str, str]]) -> None:
    with show.figure(
        "Keep them", "Verdicts live in this browser tab until you take them away; give them back to go on."
    ):
        st.download_button(
            "Take verdicts.csv",
            judging.written(verdicts.values()),
            "verdicts.csv",
            "text/csv",
            on_click="ignore",
            disabled=not verdicts,
        )
        given = st.file_uploader("Give back", type="csv", key="verdicts-file", max_upload_size=5)
        if given and st.session_state.get("verdicts-read") != given.file_id:
            try:
                verdicts.update(judging.read(given.getvalue()))
            except judging.NotVerdicts as wrong:
                st.warning(str(wrong))
            st.session_state["verdicts-read"] = given.file_id


def remember_against() -> None:
    st.query_params["against"] = str(st.session_state["against"])


def compare() -> None:
    """What this snapshot counts by type, against an earlier one: what a change of code or dictionary did."""
    now = lake.snapshot()
    earlier = [at for at in lake.run("snapshots")["snapshot"].to_list() if at is not None and at < now]
    if not earlier:
        st.info(
            "There is only this snapshot. After the next ingest or recode, it can be compared with what was before."
        )
        return
    asked = st.query_params.get("against", "")
    st.session_state["against"] = int(asked) if asked.isdecimal() and int(asked) in earlier else earlier[0]
    against = st.selectbox("Against snapshot", earlier, key="against", on_change=remember_against, width=220)
    assert against is not None
    try:
        before = lake.run_at(against, "curate_types")
    except SnapshotGone as gone:
        st.warning(str(gone))
        return
    after = lake.run("curate_types")
    both = (
        after.join(before, on=["event_type", "status"], how="full", coalesce=True, suffix="_before")
        .with_columns(pl.col("events", "events_before", "reports", "reports_before").fill_null(0))
        .with_columns((pl.col("events") - pl.col("events_before")).alias("change"))
        .sort(pl.col("change").abs(), "event_type", descending=[True, False])
    )
    changed = int((both["change"] != 0).sum())
    with show.figure(
        f"Snapshot {now} against {against}: {both['change'].sum():+,} events, {changed} of {both.height} counts differ",
        "By type and status. The same query on both snapshots.",
    ):
        columns = ["event_type", "status", "events_before", "events", "change", "confidence_before", "confidence"]
        st.dataframe(both.select(columns), hide_index=True, height=show.table_height(both, 16))
        show.behind("curate_types", both, {}, "compare")


main()
