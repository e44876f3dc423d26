"""Who appears with whom, more than chance?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl
import streamlit as st

from dashboard import frame, lake, network, show
from dashboard.charts import drawing, networks
from dashboard.colours import palette
from dashboard.filters import Filters
from dashboard.network import Graph
from dashboard.text import Mark, as_html, count, day_text
from warehouse.mentions.graph_files import gexf, graphml

VIEWS = {
    "matrix": "Matrix",
    "ego": "Around one actor",
    "map": "Map of ties",
    "change": "Two periods",
    "slices": "Over time",
}
MEASURES = {"npmi": "NPMI", "lift": "Lift", "jaccard": "Jaccard", "together": "Count"}
LEVELS = {"article": "Articles", "sentence": "Sentences"}
KINDS = ("person", "country", "igo", "organisation", "armed_group", "region", "other")
HELP = {
    "measure": "NPMI: how much oftener than by chance, -1 to 1. Lift: the same as a ratio. Jaccard: shared among all "
    "texts with either. Count: texts with both, which favours the famous.",
    "level": "Both in one article, or, stricter, in one sentence.",
    "floor": "Pairs seen together less often than this are left out: rare pairs reach high measures by accident.",
}
TIPS = (
    ("together", "Together in", ","),
    ("expected", "Expected by chance", ",.1f"),
    ("lift", "Lift", ".2f"),
    ("npmi", "NPMI", ".2f"),
    ("jaccard", "Jaccard", ".2f"),
)
CHANGE_TIPS = (
    ("together_before", "Together before", ","),
    ("together_after", "Together after", ","),
    ("share_before", "Per 1,000 before", ",.1f"),
    ("share_after", "Per 1,000 after", ",.1f"),
    ("change", "Difference", "+,.1f"),
)
SLICES = 4
MOST_SIDE_TIES = 45  # drawn between the partners of an actor
NOT_A_RELATION = "Appearing together is not a relation: open the sentences."


def main() -> None:
    filters = frame.begin("Network", "Who appears with whom, more than chance?", ())
    texts = lake.run("lake_facts")["text_count"][0]
    with st.container(horizontal=True, vertical_alignment="bottom", key="tall-view"):
        view = frame.local("view", VIEWS, "matrix", st.segmented_control, "View", required=True)
        frame.dates(filters)
        focus = choose_focus() if view == "ego" else None
    with st.container(horizontal=True, vertical_alignment="bottom", key="tall-measure"):
        measure = frame.local(
            "measure", MEASURES, "npmi", st.segmented_control, "Measure", required=True, help=HELP["measure"]
        )
        level = frame.local(
            "level", LEVELS, "article", st.segmented_control, "Both in one", required=True, help=HELP["level"]
        )
        floor = frame.local_number(
            "floor", 5 if texts >= 1000 else 3 if texts >= 50 else 1, 1, "At least", help=HELP["floor"]
        )
        kinds = frame.local_list("kind", KINDS, "Kinds of actor")
    most = {"matrix": 40, "ego": 24, "map": 60, "change": 40, "slices": 24}[view]
    values = {
        "since": filters.since,
        "until": filters.until,
        "level": level,
        "floor": floor,
        "kinds": kinds,
        "measure": measure,
        "focus": focus,
        "how_many": most,
    }
    pairs = lake.run("network_pairs", **values) if view != "ego" or focus else pl.DataFrame()
    if pairs.is_empty():
        say_why_empty(filters, floor, kinds, focus)
        return
    if view in ("map", "slices"):
        pairs = network.backbone(pairs)
    if pairs.is_empty():
        st.info("No two actors appear together oftener than chance would have it. Lower the floor, or see the matrix.")
        return
    graph = network.graph_of(pairs, focus)
    if view == "change":
        picked = draw_change(filters, graph, values)
    elif view == "matrix":
        picked = draw_matrix(graph, pairs, measure, values)
    elif view == "slices":
        picked = draw_slices(graph, pairs, values)
    else:
        picked = draw_graph(graph, pairs, values, focus)
    downloads(graph, pairs)
    if picked:
        show_pair(filters, *picked, graph)
    elif view != "change":
        communities(filters, graph, pairs)
        standing(graph, pairs)


def choose_focus() -> str | None:
    names = frame.options("actor", ())
    if not names:
        return None
    focus = st.query_params.get("focus") or next(iter(names))
    names = frame.options("actor", (focus,))
    st.session_state["local-focus"] = focus
    st.selectbox(
        "Actor",
        list(names),
        format_func=frame.label_of(names),
        key="local-focus",
        on_change=lambda: st.query_params.update(focus=st.session_state["local-focus"]),
        width=360,
    )
    return focus


def say_why_empty(filters: Filters, floor: int, kinds: tuple[str, ...], focus: str | None) -> None:
    if lake.run("lake_facts")["article_count"][0] == 0:
        show.nothing(filters)
        return
    reasons = [f"at least {floor} together"]
    reasons += ["those kinds of actor"] if kinds else []
    reasons += ["those days"] if filters.since or filters.until else []
    reasons += ["that actor"] if focus else []
    st.info(f"No pair of actors is left with {', '.join(reasons)}. Lower the floor or widen the days.")


def title_of(graph: Graph, pairs: pl.DataFrame, level: str) -> str:
    texts = int(pairs["texts"][0])
    return (
        f"{count(len(graph.actor_ids), 'actor')} in {count(max(graph.groups) + 1, 'group')}, "
        f"{count(pairs.height, 'pair')} seen together in {count(texts, level)}"
    )


def draw_matrix(graph: Graph, pairs: pl.DataFrame, measure: str, values: dict[str, Any]) -> tuple[str, str] | None:
    names = dict(zip(graph.actor_ids, graph.names, strict=True))
    cells = both_ways(pairs, names, [column for column, _, _ in TIPS])
    title = title_of(graph, pairs, values["level"])
    with show.figure(
        title,
        show.few(int(pairs["texts"][0])) + f"{NOT_A_RELATION} Actors stand in the order "
        "of their groups; a coloured cell is a pair seen together "
        f"{values['floor']} times or more; click one.",
    ):
        square, strongest = st.columns([4, 3], gap="medium")
        with square:
            st.html(networks.matrix_room(len(graph.names)))
            state = st.altair_chart(
                networks.matrix(
                    cells,
                    graph.names,
                    palette(),
                    value=measure,
                    words=MEASURES[measure],
                    diverging=measure == "npmi",
                    tips=TIPS,
                ),
                key="matrix",
                on_select="rerun",
                alt=f"Matrix of co-mentions: {title}.",
            )
        with strongest:
            chosen = strongest_ties(pairs, measure)
        show.behind("network_pairs", pairs, values, "matrix")
    picked = drawing.picked_rows(state)
    return (str(picked[0]["a"]), str(picked[0]["b"])) if picked else chosen


def strongest_ties(pairs: pl.DataFrame, measure: str) -> tuple[str, str] | None:
    """The pairs at the head of the list, with what chance would give; returns the one that is chosen."""
    st.markdown(f"**Strongest by {MEASURES[measure]}**")
    head = pairs.head(14)
    row = show.table(
        head.with_columns(
            pl.format("{} · {}", "name_a", "name_b").alias("pair"),
            pl.col(measure).alias("value"),
        ),
        {
            "pair": st.column_config.TextColumn("Pair", width=260),
            "together": st.column_config.NumberColumn("Both", format="localized", width=50),
            "expected": st.column_config.NumberColumn("Chance", format="%.1f", width=58),
            **({} if measure == "together" else {"value": number_column(measure)}),
        },
        "strongest",
        most=14,
        choose=True,
    )
    return None if row is None else (head["actor_a_id"][row], head["actor_b_id"][row])


def number_column(measure: str) -> Any:
    return st.column_config.NumberColumn(MEASURES[measure], format="%.2f", width=50)


def draw_change(filters: Filters, graph: Graph, values: dict[str, Any]) -> tuple[str, str] | None:
    """Before against after a day: which pairs are named together more, and which less."""
    halves = lake.run("median_day", **values).row(0, named=True)
    if halves["median_day"] is None or halves["first_on"] == halves["last_on"]:
        st.info("Two periods need texts of at least two days.")
        return None
    split = choose_split(halves)
    asked = values | {
        "since_before": filters.since,
        "until_before": split - timedelta(days=1),
        "since_after": split,
        "until_after": filters.until,
    }
    pairs = lake.run("network_change", **asked)
    if pairs.is_empty():
        st.info("No pair reaches the floor on either side of that day. Lower it, or choose another day.")
        return None
    title = (
        f"Named together from {day_text(split)} on ({int(pairs['texts_after'][0]):,}) and before "
        f"({int(pairs['texts_before'][0]):,} {values['level']}s): difference per 1,000"
    )
    names = dict(zip(graph.actor_ids, graph.names, strict=True))
    known = pairs.filter(pl.col("actor_a_id").is_in(names) & pl.col("actor_b_id").is_in(names))
    with show.figure(title, f"{NOT_A_RELATION} Teal: more than before. Violet: less. In the order of the whole time."):
        st.html(networks.matrix_room(len(graph.names)))
        state = st.altair_chart(
            networks.matrix(
                both_ways(known, names, [column for column, _, _ in CHANGE_TIPS]),
                graph.names,
                palette(),
                value="change",
                words="per 1,000",
                diverging=True,
                tips=CHANGE_TIPS,
                least_reach=5,
            ),
            key="matrix",
            on_select="rerun",
            alt=title,
        )
        show.behind("network_change", pairs, asked, "change")
    picked = drawing.picked_rows(state)
    return (str(picked[0]["a"]), str(picked[0]["b"])) if picked else None


def choose_split(halves: Mapping[str, Any]) -> date:
    """The day from which the second period counts: the address's, or the one that halves the texts."""
    try:
        split = date.fromisoformat(st.query_params.get("split", ""))
    except ValueError:
        split = halves["median_day"]
    earliest = halves["first_on"] + timedelta(days=1)
    split = min(max(split, earliest), halves["last_on"])
    st.session_state["split"] = split
    st.date_input(
        "Second period from",
        min_value=earliest,
        max_value=halves["last_on"],
        key="split",
        on_change=lambda: st.query_params.update(split=str(st.session_state["split"])),
        width=200,
    )
    return split


def both_ways(pairs: pl.DataFrame, names: dict[str, str], measures: Sequence[str]) -> pl.DataFrame:
    """Every pair twice, for the two halves of the square."""
    return pl.concat(
        pairs.select(
            pl.col(f"actor_{one}_id").alias("a"),
            pl.col(f"actor_{other}_id").alias("b"),
            pl.col(f"actor_{one}_id").replace_strict(names).alias("name_a"),
            pl.col(f"actor_{other}_id").replace_strict(names).alias("name_b"),
            *measures,
        )
        for one, other in (("a", "b"), ("b", "a"))
    )


def draw_graph(graph: Graph, pairs: pl.DataFrame, values: dict[str, Any], focus: str | None) -> tuple[str, str] | None:
    title = title_of(graph, pairs, values["level"])
    links = ties_to_draw(pairs, focus)
    with show.figure(
        title,
        show.few(int(pairs["texts"][0])) + f"{NOT_A_RELATION} Near: oftener together "
        "than by chance. Size: mentions. Width: how often together. "
        "Click a line for its sentences, a circle for its actor.",
    ):
        state = st.echarts_chart(
            networks.node_link(graph, links, palette(), focus),
            height=620,
            key=f"graph-{focus}",
            on_select="rerun",
            alt=f"Network of co-mentions: {title}.",
        )
        show.behind("network_pairs", pairs, values, "graph")
    return picked_in_graph(state, graph, links)


def draw_slices(graph: Graph, pairs: pl.DataFrame, values: dict[str, Any]) -> tuple[str, str] | None:
    """The same actors at the same places in four spans that hold as many texts each: which ties there were in each."""
    asked = values | {"slices": SLICES}
    ties = lake.run("network_slices", **asked).join(
        pairs.select("actor_a_id", "actor_b_id"), on=["actor_a_id", "actor_b_id"], how="semi"
    )
    if ties.is_empty():
        st.info("None of these texts has a day, so there is no time to divide.")
        return None
    numbers = ties["slice"].unique().sort().to_list()
    title = f"{count(len(graph.actor_ids), 'actor')} in {len(numbers)} spans of about as many texts each"
    picked: tuple[str, str] | None = None
    with show.figure(
        title,
        f"{NOT_A_RELATION} Everyone keeps their place. Lines: ties above chance over the whole time. Width: how often.",
    ):
        most = float(ties["together"].max() or 1)  # type: ignore[arg-type]
        for row in range(0, len(numbers), 2):
            with st.container(key=f"slices-{row}"):
                columns = st.columns(2)
            for column, number in zip(columns, numbers[row : row + 2], strict=False):
                links = ties.filter(pl.col("slice") == number)
                first, last = links["first_on"][0], links["last_on"][0]
                with column:
                    words = f"{day_text(first)} to {day_text(last)}"
                    st.markdown(f"**{words}** · {count(links.height, 'tie')}")
                    state = st.echarts_chart(
                        networks.node_link(graph, links, palette(), None, most=most, small=True),
                        height=330,
                        key=f"slice-{number}",
                        on_select="rerun",
                        alt=f"Co-mentions of {words}: {count(links.height, 'tie')}.",
                    )
                picked = picked_in_graph(state, graph, links) or picked
        show.behind("network_slices", lake.run("network_slices", **asked), asked, "slices")
    return picked


def ties_to_draw(pairs: pl.DataFrame, focus: str | None) -> pl.DataFrame:
    """All ties of the actor in the middle, and of the others only the strongest: too many lines show nothing."""
    if focus is None:
        return pairs
    own = (pl.col("actor_a_id") == focus) | (pl.col("actor_b_id") == focus)
    return pl.concat([pairs.filter(own), network.backbone(pairs.filter(~own), MOST_SIDE_TIES).select(pairs.columns)])


def picked_in_graph(state: Any, graph: Graph, links: pl.DataFrame) -> tuple[str, str] | None:
    """The pair of a clicked line; a clicked circle moves the view to its actor."""
    for group in (state or {}).get("selection", {}).get("selected", []):
        for index in group["data_indices"]:
            if group.get("data_type") == "edge" and index < links.height:
                row = links.row(index, named=True)
                return row["actor_a_id"], row["actor_b_id"]
            if group.get("data_type") == "node" and index < len(graph.actor_ids):
                actor = graph.actor_ids[index]
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(f"**{frame.as_markdown(graph.names[index])}**")
                    st.page_link(
                        show.NETWORK,
                        label="Its network",
                        icon=":material/hub:",
                        query_params={"view": "ego", "focus": actor},
                    )
                    st.page_link(show.EVENTS, label="Its events", icon=":material/list:", query_params={"a": [actor]})
    return None


def downloads(graph: Graph, pairs: pl.DataFrame) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Take the network along:")
        stem = f"network-snapshot-{lake.snapshot()}"
        actors = network.standing(graph, pairs)
        ties = pairs.select("actor_a_id", "actor_b_id", "together", "expected", "lift", "npmi", "jaccard")
        for label, make, ending, mime in (
            ("GEXF", lambda: gexf(actors, ties, "together"), "gexf", "application/xml"),
            ("GraphML", lambda: graphml(actors, ties), "graphml", "application/xml"),
            ("Ties as CSV", lambda: ties.write_csv(), "csv", "text/csv"),
        ):
            st.download_button(label, make, f"{stem}.{ending}", mime, on_click="ignore", type="tertiary")


def communities(filters: Filters, graph: Graph, pairs: pl.DataFrame) -> None:
    """Who stands in each group, the most tied first, how tightly it holds together, and what its texts are about."""
    rows: list[dict[str, Any]] = []
    asked = {"members": graph.actor_ids, "groups": graph.groups, "since": filters.since, "until": filters.until}
    terms = lake.run("group_terms", **asked)
    words = {part: ", ".join(rows["term"]) for (part,), rows in terms.group_by("part", maintain_order=True)}
    for group in range(max(graph.groups) + 1):
        members = [i for i, number in enumerate(graph.groups) if number == group]
        ids = [graph.actor_ids[i] for i in members]
        inside = pairs.filter(pl.col("actor_a_id").is_in(ids) & pl.col("actor_b_id").is_in(ids))
        possible = len(ids) * (len(ids) - 1) / 2
        rows.append(
            {
                "group": group + 1,
                "actors": len(ids),
                "who": ", ".join(graph.names[i] for i in members[:8]) + (" …" if len(members) > 8 else ""),
                "pairs": inside.height,
                "density": inside.height / possible if possible else None,
                "npmi": inside["npmi"].median(),
                "words": words.get(group),
            }
        )
    with show.figure(
        f"{count(len(rows), 'group')} of actors that appear together",
        "Groups by modularity of the ties above expectation. Words: what tells texts that name two of a group from "
        "all others.",
    ):
        st.html(groups_html(rows))
        show.behind("group_terms", terms, asked, "group-terms")


def groups_html(rows: Sequence[Mapping[str, Any]]) -> str:
    """A table of the page's own: names and words are read to their end, on as many lines as they need."""
    head = "".join(f"<th>{as_html(words)}</th>" for words in ("", "Who, the most tied first", "Words of their texts"))
    numbers = "".join(f"<th class='wl-number'>{words}</th>" for words in ("Actors", "Pairs", "Density", "Median NPMI"))
    told = [
        f"<tr><td>{row['group']}</td><td>{as_html(row['who'])}</td><td>{as_html(row['words'] or '–')}</td>"
        + "".join(
            f"<td class='wl-number'>{words}</td>"
            for words in (
                row["actors"],
                row["pairs"],
                "–" if row["density"] is None else f"{row['density']:.0%}",
                "–" if row["npmi"] is None else f"{row['npmi']:.2f}",
            )
        )
        + "</tr>"
        for row in rows
    ]
    return f"<table class='wl-facts-table'><tr>{head}{numbers}</tr>{''.join(told)}</table>"


def standing(graph: Graph, pairs: pl.DataFrame) -> None:
    """Who is tied to how many, and over whom the shortest ways between others lead."""
    rows = network.standing(graph, pairs)
    with show.figure(
        f"{rows['name'][0]} has the strongest ties of {count(rows.height, 'actor')}",
        "Strength: texts together beyond chance, summed. Betweenness: of the shortest ways between others, the share "
        "that leads over it. Both among the actors shown.",
    ):
        show.table(
            rows,
            {
                "name": "Actor",
                "group": "Group",
                "mentioned": st.column_config.NumberColumn("Named in", format="localized"),
                "tie_count": "Ties above chance",
                "strength": st.column_config.NumberColumn("Strength", format="%.0f"),
                "betweenness": "Betweenness",
            },
            "standing",
        )


def show_pair(filters: Filters, a: str, b: str, graph: Graph) -> None:
    names = dict(zip(graph.actor_ids, graph.names, strict=True))
    values = {"a": a, "b": b, "since": filters.since, "until": filters.until, "how_many": 8}
    sentences = lake.run("pair_sentences", **values)
    st.subheader(frame.as_markdown(f"{names.get(a, a)} and {names.get(b, b)}"))
    sentence_column, event_column = st.columns(2, gap="large")
    with sentence_column:
        st.markdown("**Sentences and articles that name both**")
        for position, row in enumerate(sentences.iter_rows(named=True)):
            marks = [
                Mark(place["start"], place["stop"], "source" if place["actor_id"] == a else "target")
                for place in row["places"]
            ]
            note = "" if row["actors"] > 1 else " · the other is named elsewhere in it"
            named = [
                (place["actor_id"], names.get(place["actor_id"], ""), words_of(row, place))
                for place in {place["actor_id"]: place for place in row["places"]}.values()
            ]
            show.sentence_row(row, marks, f"pair-{position}", note, named)
        show.behind("pair_sentences", sentences.drop("places"), values, "pair")
    with event_column:
        st.markdown("**Events between the two**")
        show.event_list(filters, "pair-events", how_many=6, pair=(a, b))


def words_of(row: Mapping[str, Any], place: Mapping[str, Any]) -> str:
    start = row["sentence_start"] or 0
    return (row["sentence"] or "")[place["start"] - start : place["stop"] - start]


main()
