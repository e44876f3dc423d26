"""What must I fix first?"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import frame, judging, lake, show, verdicts
from dashboard.filters import Filters
from dashboard.text import Mark, as_markdown, count, day_text
from dashboard.verdicts import Verdicts
from warehouse.store.lake import SnapshotGone
from warehouse.verdicts import FILE as VERDICTS_FILE
from warehouse.verdicts import NotVerdicts, precisions, read

QUEUES = {
    "unresolved": "Unknown names",
    "ambiguous": "Ambiguous names",
    "mend": "Put a name right",
    "expired": "Offices out of term",
    "judge": "Judge events",
    "compare": "Compare versions",
}
SAMPLE = 20
ANY = "any type"
KINDS = {"person": "Person", "organisation": "Organisation", "armed_group": "Armed group"}
FILES = {
    "person": "actors/persons.csv",
    "organisation": "actors/organisations.csv",
    "armed_group": "actors/groups.csv",
}
ALIASES, MERGES, SPLITS = "actors/aliases.csv", "actors/merges.csv", "actors/splits.csv"
REMEDIES = {
    "other": "These words mean another actor",
    "new": "These words mean somebody new",
    "merge": "The actor is the same as another",
    "withdraw": "These words are no name of the actor",
}
COUNTS = {"mention_count": "Mentions", "article_count": "Articles"}
LISTED = 12  # events of a comparison that are written out on each side
Line = tuple[str, dict[str, str]]


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
    elif queue == "mend":
        put_right()
    elif queue == "expired":
        expired()
    elif queue == "judge":
        judge(filters)
    else:
        compare()


def unresolved() -> None:
    rows = lake.run("curate_unresolved")
    title = f"{count(rows.height, 'name')} that no actor was found for" if rows.height else "Every name was resolved"
    with show.figure(title, "Choose one to read its sentences and to say who it is; the most frequent is open below."):
        if rows.is_empty():
            return
        form = choose_name(rows, "unresolved", {"mention_kind": "Kind"})
        show.behind("curate_unresolved", rows, {}, "unresolved-data")
    read_and_mend(form)
    take_patch()


def ambiguous() -> None:
    rows = lake.run("curate_ambiguous")
    title = f"{count(rows.height, 'name')} that may mean several actors" if rows.height else "No name is ambiguous"
    with show.figure(title, "Left open on purpose: nothing is chosen in silence. The most frequent is open below."):
        if rows.is_empty():
            return
        form = choose_name(
            rows.with_columns(pl.col("candidates").list.join(" / ")), "ambiguous", {"candidates": "It may mean"}
        )
        show.behind("curate_ambiguous", rows, {}, "ambiguous-data")
    read_and_mend(form)
    take_patch()


def choose_name(rows: pl.DataFrame, key: str, last: Mapping[str, str]) -> str:
    """The name that is chosen in a queue, or else its first."""
    counts = {name: words for name, words in COUNTS.items() if name in rows.columns}
    row = show.table(rows, {"text": "Name"} | counts | dict(last), f"queue-{key}", most=8, choose=True)
    return rows["text"][row or 0]


def read_and_mend(form: str, actor: str | None = None) -> None:
    """The sentences of a name beside the line that would tell the next run who it is."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(f"**Sentences with “{as_markdown(form)}”**")
        values = {"actor": actor, "form": form, "how_many": 6}
        for position, row in enumerate(lake.run("form_sentences", **values).iter_rows(named=True)):
            show.sentence_row(row, [Mark(row["start"], row["stop"], "source", form)], f"unclear-{position}")
    with right:
        mend(form, actor)


def put_right() -> None:
    """A name that was resolved to the wrong actor: its sentences, and what to tell the next run."""
    form, actor = st.query_params.get("form", ""), st.query_params.get("actor")
    if not form:
        st.info(
            "Choose a name to put right: from the sentences of two actors on the Network page, or from the forms of an "
            "actor on its own page."
        )
        take_patch()
        return
    names = frame.options("actor", (actor,) if actor else ())
    who = names.get(actor, actor) if actor else "nobody"
    facts = lake.run("name_facts", form=form, actor=actor).row(0, named=True)
    title = (
        f"“{form}” is taken for {who}: {count(facts['mention_count'], 'mention')} in "
        f"{count(facts['article_count'], 'article')}, party to {count(facts['event_count'], 'event')}"
    )
    with show.figure(title, "So much would change if these words meant another."):
        show.behind(
            "name_facts", lake.run("name_facts", form=form, actor=actor), {"form": form, "actor": actor}, "facts"
        )
    read_and_mend(form, actor)
    take_patch()


def mend(form: str, actor: str | None) -> None:
    """The line that tells the next run who is meant."""
    with st.container(border=True):
        st.markdown(f"**Who is “{as_markdown(form)}”?**")
        offered = REMEDIES if actor else {name: REMEDIES[name] for name in ("new", "other")}
        remedy = st.radio(
            "What is wrong, or missing", list(offered), format_func=offered.__getitem__, key=f"remedy-{form}-{actor}"
        )
        with st.form(f"mend-{form}-{actor}", border=False):
            line = REMEDY_FORMS[remedy](form, actor)
            if st.form_submit_button("Add to the patch", icon=":material/add:") and line:
                st.session_state.setdefault("patch", {})[f"{form}-{actor}"] = line


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def choose_actor(label: str, without: str | None) -> str | None:
    names = {key: name for key, name in frame.options("actor", ()).items() if key != without}
    return st.selectbox(label, list(names), format_func=frame.label_of(names), index=None, placeholder="type a name")


def somebody_new(form: str, actor: str | None) -> Line | None:
    kind = st.selectbox("Kind", list(KINDS), format_func=KINDS.__getitem__)
    name = st.text_input("Name that news uses most", form, max_chars=120)
    country = st.text_input("Country, ISO 3166 alpha-3", max_chars=3, placeholder="none")
    sector = st.text_input("PLOVER sector", max_chars=3, placeholder="GOV, MIL, REB, BUS …")
    new_id = slug(name)
    if not new_id:
        return None
    if actor:
        return SPLITS, {"actor_id": actor, "new_id": new_id, "new_name": name, "name": form}
    return FILES[kind], {
        "actor_id": new_id,
        "name": name,
        "type": kind,
        "names": "" if form == name else form,
        "country_code": country.upper(),
        "sector_code": sector.upper(),
    }


def another_actor(form: str, actor: str | None) -> Line | None:
    other = choose_actor("The actor that is meant", actor)
    if other is None:
        return None
    if actor:
        return SPLITS, {"actor_id": actor, "new_id": other, "name": form, "reason": "wrong actor"}
    return ALIASES, {"name": form, "actor_id": other}


def same_as_another(form: str, actor: str | None) -> Line | None:
    del form
    other = choose_actor("The actor that it really is", actor)
    return (MERGES, {"actor_id": actor or "", "into_id": other, "reason": "one actor under two ids"}) if other else None


def no_name_of_it(form: str, actor: str | None) -> Line | None:
    st.caption("The next run will not take these words for this actor by themselves.")
    return ALIASES, {"name": form, "actor_id": actor or "", "withdrawn": "yes"}


REMEDY_FORMS: dict[str, Callable[[str, str | None], Line | None]] = {
    "other": another_actor,
    "new": somebody_new,
    "merge": same_as_another,
    "withdraw": no_name_of_it,
}


def expired() -> None:
    """Roles that texts give to people outside the terms that the knowledge has for them."""
    rows = lake.run("curate_expired")
    title = (
        f"{count(rows.height, 'person', 'people')} named with a role outside every term known"
        if rows.height
        else "Every office-holder is named within a known term"
    )
    with show.figure(
        title, "A term that ended later, a return to office, or a namesake: terms stand in offices/ and persons.csv."
    ):
        if rows.height:
            show.table(
                rows,
                {
                    "actor_name": "Person",
                    "role_text": "Named as",
                    "mention_count": "Mentions",
                    "article_count": "Articles",
                    "first_named_on": "Named from",
                    "last_named_on": "until",
                    "first_day": "In office from",
                    "last_day": "until then",
                },
                "expired",
                most=14,
            )
            show.behind("curate_expired", rows, {}, "expired-data")


def take_patch() -> None:
    lines: dict[str, Line] = st.session_state.get("patch", {})
    if not lines:
        return
    files = judging.patch(lines.values())
    with show.figure(
        f"Your patch: {count(len(lines), 'line')}",
        "The dashboard never writes the lake. Add it to your overlay with “wirelake actors apply overlay.zip”, see "
        "what it alters with “wirelake actors preview”, run “wirelake recode”; “Compare versions” shows what it did.",
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
    judged = verdicts.kept()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.markdown(f"**{count(len(sample), 'event')}**, drawn at random. Is each told so in its sentence?")
        for event in lake.run("event_by_id", events=tuple(sample)).iter_rows(named=True):
            judge_one(event)
    with right:
        tell_precision(judged)
        keep_verdicts(judged)
    show.behind("curate_sample", pl.DataFrame({"event_id": sample}), values, "sample")


def judge_one(event: dict[str, Any]) -> None:
    with st.container(border=True):
        st.html(show.event_html(event))
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            verdicts.control(event)
            st.page_link(
                show.EVIDENCE,
                label="Evidence",
                icon=":material/arrow_forward:",
                query_params={"event": [event["event_id"]]},
            )


def tell_precision(judged: Verdicts) -> None:
    rows = precisions(judged.values())
    with show.figure(
        f"Precision on this corpus: {count(len(judged), 'verdict')}",
        "Right among right and wrong; the interval is Wilson's, 95 %. Unsure ones are left out.",
    ):
        if not rows:
            st.caption("Nothing judged yet.")
            return
        verdicts.table(rows)


def keep_verdicts(judged: Verdicts) -> None:
    with show.figure(
        "Keep them",
        "Verdicts live in this browser tab until you take them away. Put the file beside the lake's catalog, and every "
        "page, wirelake status and the nightly run tell the precision that they show; or give it back to go on.",
    ):
        st.download_button(
            "Take verdicts.csv",
            judging.written(judged.values()),
            VERDICTS_FILE,
            "text/csv",
            on_click="ignore",
            disabled=not judged,
        )
        given = st.file_uploader("Give back", type="csv", key="verdicts-file", max_upload_size=5)
        if given and st.session_state.get("verdicts-read") != given.file_id:
            try:
                judged.update(read(given.getvalue()))
            except NotVerdicts as wrong:
                st.warning(str(wrong))
            st.session_state["verdicts-read"] = given.file_id


def remember_against() -> None:
    st.query_params["against"] = str(st.session_state["against"])


def compare() -> None:
    """What this snapshot counts by type, against an earlier one: what a change of code or dictionary did."""
    now = lake.snapshot()
    known = lake.run("snapshots").filter(pl.col("snapshot").is_not_null() & (pl.col("snapshot") < now))
    if known.is_empty():
        st.info(
            "There is only this snapshot. After the next ingest or recode, it can be compared with what was before."
        )
        return
    labels = {row["snapshot"]: snapshot_label(row) for row in known.iter_rows(named=True)}
    asked = st.query_params.get("against", "")
    st.session_state["against"] = int(asked) if asked.isdecimal() and int(asked) in labels else next(iter(labels))
    against = st.selectbox(
        "Against", list(labels), format_func=labels.__getitem__, key="against", on_change=remember_against, width=460
    )
    assert against is not None
    try:
        before = lake.run_at(against, "curate_types")
    except SnapshotGone as gone:
        st.warning(str(gone))
        return
    both = differences(before, lake.run("curate_types"))
    changed = int((both["change"] != 0).sum())
    with show.figure(
        f"Snapshot {now} against {against}: {both['change'].sum():+,} events, {changed} of {both.height} counts differ",
        "By type and status; the same query on both snapshots. Choose a row for the events that came and went.",
    ):
        row = show.table(
            both.with_columns(
                pl.col("event_type").str.to_titlecase().alias("act"),
                pl.col("status").replace_strict(frame.STATUS_WORDS, default=pl.col("status")).alias("told_as"),
            ),
            {
                "act": "Act",
                "told_as": "Told as",
                "events_before": f"Events in {against}",
                "events": f"Events in {now}",
                "change": st.column_config.NumberColumn("Change", format="%+d"),
                "confidence_before": f"Confidence in {against}",
                "confidence": f"Confidence in {now}",
            },
            f"compare-{against}",
            most=12,
            choose=True,
        )
        show.behind("curate_types", lake.run("curate_types"), {}, "compare")
    if row is not None:
        came_and_went(against, both["event_type"][row], both["status"][row])


def snapshot_label(row: Mapping[str, Any]) -> str:
    version = (row["coder_version"] or "")[:8]
    return f"Snapshot {row['snapshot']}, before {row['flow']} of {row['ended_at']:%d %b %Y %H:%M} by coder {version}"


def differences(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Counts of both by type and status, the largest difference first."""
    return (
        after.join(before, on=["event_type", "status"], how="full", coalesce=True, suffix="_before")
        .with_columns(pl.col("events", "events_before", "reports", "reports_before").fill_null(0))
        .with_columns((pl.col("events") - pl.col("events_before")).alias("change"))
        .sort(pl.col("change").abs(), "event_type", "status", descending=[True, False, False])
    )


def came_and_went(against: int, event_type: str, status: str) -> None:
    """The events of one type that only one of the two snapshots has, each with the way to its evidence there."""
    values = {"type": event_type, "status": status}
    before, after = lake.run_at(against, "curate_events", **values), lake.run("curate_events", **values)
    came, went = after.join(before, on="event_id", how="anti"), before.join(after, on="event_id", how="anti")
    for side, rows, at in zip(st.columns(2, gap="large"), (came, went), (lake.snapshot(), against), strict=True):
        with (
            side,
            show.figure(
                f"{count(rows.height, 'event')} only in snapshot {at}",
                "" if rows.height <= LISTED else f"The latest {LISTED}.",
            ),
        ):
            for row in rows.head(LISTED).iter_rows(named=True):
                target = f" → {row['target_name']}" if row["target_name"] else ""
                st.page_link(
                    show.EVIDENCE,
                    label=as_markdown(f"{day_text(row['event_on'])}: {row['source_name']}{target}"),
                    query_params={"event": [row["event_id"]], "v": [str(at)]},
                )
            if rows.is_empty():
                st.caption("None.")


main()
