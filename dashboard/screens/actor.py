"""Who is this, under which names, and in which role when?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard import frame, lake, show
from dashboard.charts import drawing, over_time
from dashboard.colours import palette
from dashboard.filters import Filters
from dashboard.text import Mark, as_html, as_markdown, count, day_text

ORIGINS = {
    "knowledge": "known from the project's own files",
    "text": "found in the texts, known from no file",
    "user": "from the overlay of your own",
}


def main() -> None:
    filters = frame.begin(
        "Actor", "Who is this, under which names, and in which role when?", ("dates", "acts", "grain", "scale")
    )
    actor = choose()
    if actor is None:
        show.nothing(filters, "actors")
        return
    card = lake.run("actor_card", actor=actor)
    if card.is_empty():
        st.warning("There is no such actor in this snapshot.")
        return
    head(card.row(0, named=True))
    days = show.window(filters)
    if days:
        course(filters, actor, card["actor_name"][0], days)
    left, right = st.columns(2)
    with left:
        chosen = forms(actor)
        companions(filters, actor)
        offices(actor)
    with right:
        partners(filters, actor)
        publishers(actor)
    if chosen:
        sentences(actor, chosen)
        st.page_link(
            show.CURATE,
            label=as_markdown(f"“{chosen}” is not {card['actor_name'][0]}? Put it right"),
            icon=":material/rule:",
            query_params={"queue": "mend", "actor": actor, "form": chosen},
        )
    st.subheader("Most reported events")
    show.event_list(filters, "actor-events", how_many=6, sort="reports", actors=(actor,))
    show.legend()


def choose() -> str | None:
    """The actor of the address, or the most mentioned; names that are not among the frequent can be searched."""
    names = frame.options("actor", ())
    with st.container(horizontal=True, vertical_alignment="bottom", key="tall-actor"):
        words = st.text_input("Find by name", max_chars=80, placeholder="part of a name", width=240, key="find-actor")
        if words.strip():
            found = lake.run("find_actors", name_part=words.strip())
            names = dict(zip(found["actor_id"], found["actor_name"], strict=True))
            if not names:
                st.caption("No actor has a name with these words.", width="content")
        actor = st.query_params.get("actor")
        if actor is None or (words.strip() and names and actor not in names):
            actor = next(iter(names), None)
        if actor is None:
            return None
        offered = names if actor in names else names | frame.options("actor", (actor,))
        st.session_state["chosen-actor"] = actor
        st.selectbox(
            "Actor",
            list(offered),
            format_func=frame.label_of(offered),
            key="chosen-actor",
            on_change=lambda: st.query_params.update(actor=st.session_state["chosen-actor"]),
            width=340,
        )
        st.page_link(show.NETWORK, label="Network", icon=":material/hub:", query_params={"view": "ego", "focus": actor})
        st.page_link(show.EVENTS, label="Events", icon=":material/list:", query_params={"a": [actor]})
    return actor


def head(card: Mapping[str, Any]) -> None:
    facts = [
        card["actor_type"].replace("_", " "),
        " ".join(filter(None, (card["country_code"], card["sector_code"]))),
        count(card["mention_count"], "mention"),
        count(card["article_count"], "distinct text"),
        f"{day_text(card['first_on'])} to {day_text(card['last_on'])}" if card["first_on"] else "never on a known day",
        ORIGINS[card["origin"]],
        f"id {card['actor_id']}",
    ]
    with st.container(border=True):
        st.html(
            f"<div><span class='wl-big'><b>{as_html(card['actor_name'])}</b></span>"
            f"<p class='wl-note'>{as_html(' · '.join(filter(None, facts)))}</p></div>"
        )


def course(filters: Filters, actor: str, name: str, days: tuple[date, date]) -> None:
    grain = show.grain_for(filters, days)
    values = {"actor": actor, "grain": grain, "window_from": days[0], "window_to": days[1]}
    rows = drawing.with_keys(lake.run("actor_course", **values), grain)
    total = int(rows["total"].sum())
    title = f"{name} by {grain}: named in {count(total, 'text')} of {int(rows['article_count'].sum()):,}"
    articles = int(rows["article_count"].sum())
    scale = show.scale_for(filters, articles)
    value, words = ("share", "per 1,000 texts") if scale == "share" else ("total", "texts")
    with show.figure(
        title,
        show.few(total)
        + show.scale_note(filters, articles)
        + "Texts that name the actor; copies of one text count once.",
    ):
        show.still(over_time.simple_bars(rows, palette(), value=value, words=words), 150, "named", title)
        show.behind("actor_course", rows.drop("key", "period_end", "middle"), values, "named")


def forms(actor: str) -> str | None:
    """The words by which texts name the actor; returns the form that is chosen."""
    rows = lake.run("actor_forms", actor=actor)
    with show.figure(
        f"Named in {count(rows.height, 'form')}",
        "Choose one to read its sentences, and to put it right where it means somebody else.",
    ):
        chosen = show.table(
            rows,
            {
                "text": "Form",
                "mention_kind": "Kind",
                "mention_count": "Mentions",
                "article_count": "Articles",
                "confidence": "Confidence",
            },
            f"forms-{actor}",
            most=8,
            choose=True,
        )
        show.behind("actor_forms", rows, {"actor": actor}, "forms")
    return None if chosen is None else rows["text"][chosen]


def sentences(actor: str | None, form: str) -> None:
    values = {"actor": actor, "form": form, "how_many": 8}
    st.subheader(as_markdown(f"Sentences with “{form}”"))
    rows = lake.run("form_sentences", **values)
    for position, row in enumerate(rows.iter_rows(named=True)):
        show.sentence_row(row, [Mark(row["start"], row["stop"], "source", form)], f"form-{position}")
    show.behind("form_sentences", rows.drop("candidates"), values, "form-sentences")


def offices(actor: str) -> None:
    rows = lake.run("actor_offices", actor=actor)
    if rows.is_empty():
        return
    with show.figure(count(rows.height, "office"), "An open end: still held, or not known when it ended."):
        dated = rows.filter(pl.col("held_from").is_not_null())
        if dated.height:
            high = 24 * dated["office"].n_unique() + 30
            show.still(over_time.tenures(dated, palette()), high, "offices", "Offices held, as bars in time.")
        show.behind("actor_offices", rows, {"actor": actor}, "offices-data")


def publishers(actor: str) -> None:
    rows = lake.run("actor_publishers", actor=actor)
    with show.figure(f"Named by {count(rows.height, 'publisher')}"):
        show.table(
            rows,
            {
                "publisher": "Publisher",
                "naming_count": "Articles",
                "share": st.column_config.NumberColumn("Per 1,000 of its own", format="%.0f"),
            },
            "naming",
            most=8,
        )
        show.behind("actor_publishers", rows, {"actor": actor}, "publishers")


def companions(filters: Filters, actor: str) -> None:
    values = {
        "since": filters.since,
        "until": filters.until,
        "level": "article",
        "floor": 2,
        "kinds": (),
        "measure": "npmi",
        "focus": actor,
        "how_many": 20,
    }
    pairs = lake.run("network_pairs", **values).filter(
        (pl.col("actor_a_id") == actor) | (pl.col("actor_b_id") == actor)
    )
    with show.figure(
        "Appears with, more than chance", "Appearing together is not a relation. Twice together at least."
    ):
        if pairs.is_empty():
            st.caption("With nobody twice.")
            return
        show.table(
            pairs.with_columns(
                pl.when(pl.col("actor_a_id") == actor).then("name_b").otherwise("name_a").alias("who"),
            ),
            {
                "who": "With",
                "together": st.column_config.NumberColumn("Both", format="localized"),
                "expected": st.column_config.NumberColumn("By chance", format="%.1f"),
                "npmi": "NPMI",
            },
            "with",
            most=8,
        )
        show.behind("network_pairs", pairs, values, "companions")


def partners(filters: Filters, actor: str) -> None:
    values = filters.values() | {"actor": actor}
    rows = lake.run("actor_partners", **values)
    with show.figure("Acts with and against", "Events in which it is source or target. Choose a row for the pair."):
        if rows.is_empty():
            st.caption("No events with another actor are left by the filters.")
            return
        row = show.table(
            rows,
            {
                "partner": "Partner",
                "events": "Events",
                "did": "Did",
                "suffered": "Had done to it",
                "cooperation": "Cooperation",
                "conflict": "Conflict",
            },
            f"partners-{actor}",
            most=8,
            choose=True,
        )
        if row is not None:
            other = rows["partner_id"][row]
            with st.container(horizontal=True):
                st.page_link(
                    show.EVENTS,
                    label="Events between the two",
                    icon=":material/list:",
                    query_params={"ab": [actor, other]},
                )
                st.page_link(
                    show.DYADS,
                    label="Dyad",
                    icon=":material/compare_arrows:",
                    query_params={"dyad": f"{actor}~{other}"},
                )
        show.behind("actor_partners", rows, values, "partners")


main()
