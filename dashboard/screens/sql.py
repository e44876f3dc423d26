"""How do I use this elsewhere?"""

from __future__ import annotations

import re
from datetime import date

import duckdb
import polars as pl
import streamlit as st

from dashboard import frame, lake, show
from dashboard.text import as_html, as_markdown
from warehouse.store import guard

MOST_ROWS, SECONDS, MEMORY, LONGEST = 5_000, 20.0, "1GB", 20_000

RECIPES = {
    "Events of a month": "select * from events\n"
    "where event_on between date '2008-08-01' and date '2008-08-31'\norder by event_on",
    "Most reported pairs": "select source_country_code, target_country_code, count(*) as events\nfrom events\n"
    "where status = 'actual'\ngroup by all\norder by events desc\nlimit 20",
    "The sentences behind an event": "select * from evidence('EVENT_ID')",
    "Who is named with whom": "select * from comentions('article')\nwhere comention_count >= 5\norder by npmi desc",
    "Names that could not be resolved": "select text, count(*) as mentions\nfrom mentions\nwhere actor_id is null\n"
    "group by all\norder by mentions desc\nlimit 50",
    "Articles without a day": "select title, publisher, published_precision, published_evidence\nfrom articles\n"
    "where published_on is null",
}


def main() -> None:
    frame.begin("Lake & SQL", "How do I use this elsewhere?", ())
    ask()
    left, right = st.columns([3, 2])
    with left:
        dictionary()
    with right:
        elsewhere()


@st.cache_resource(max_entries=2, show_spinner=False)
def reader(url: str, snapshot: int) -> duckdb.DuckDBPyConnection:
    return guard.open_reader(lake.open_lake(url), snapshot, MEMORY)


def ask() -> None:
    with show.figure(
        "Ask the lake",
        f"One SELECT or EXPLAIN, read-only: at most {MOST_ROWS:,} rows, {SECONDS:.0f} seconds, {MEMORY}. "
        "Nothing outside the lake can be read.",
    ):
        st.session_state.setdefault("query", st.query_params.get("sql", RECIPES["Most reported pairs"])[:LONGEST])
        with st.container(horizontal=True):
            for name in RECIPES:
                st.button(name, key=f"recipe-{name}", type="tertiary", on_click=take, args=(RECIPES[name],))
        query = st.text_area("SQL", key="query", height=170, max_chars=LONGEST, label_visibility="collapsed")
        if st.button("Run", type="primary", icon=":material/play_arrow:", shortcut="Ctrl+Enter"):
            st.query_params["sql"] = query
            run(query)


def take(recipe: str) -> None:
    st.session_state["query"] = recipe


def run(query: str) -> None:
    try:
        answer = guard.ask(reader(lake.lake_url(), lake.snapshot()), query, most_rows=MOST_ROWS, seconds=SECONDS)
    except (guard.QueryRefused, guard.QueryTooLong) as refused:
        st.warning(as_markdown(refused))
        return
    except duckdb.Error as wrong:
        st.error("DuckDB could not answer:")
        st.code(str(wrong), language=None)
        return
    cut = f", cut at {MOST_ROWS:,}" if answer.is_cut else ""
    st.markdown(f"**{answer.rows.height:,}** rows{cut}")
    st.dataframe(show.flat(answer.rows), hide_index=True, height=show.table_height(answer.rows, 14))
    with st.container(horizontal=True):
        stem = f"query-snapshot-{lake.snapshot()}"
        st.download_button("CSV", show.flat(answer.rows).write_csv(), f"{stem}.csv", "text/csv", on_click="ignore")
        st.download_button("Parquet", show.parquet(answer.rows), f"{stem}.parquet", on_click="ignore")


def dictionary() -> None:
    rows = lake.run("dictionary")
    with show.figure("What is in the lake", "Every table, view and macro, as it is declared."):
        if rows.is_empty():
            st.caption("The lake has no dictionary yet.")
            return
        names = rows["table_name"].unique(maintain_order=True).to_list()
        asked = st.query_params.get("table", "events")
        st.session_state["table"] = asked if asked in names else names[0]
        name = st.selectbox(
            "Table", names, key="table", on_change=lambda: st.query_params.update(table=st.session_state["table"])
        )
        table = rows.filter(pl.col("table_name") == name)
        st.html(
            f"<p class='wl-note'>{as_html(table['table_kind'][0])}: {as_html(table['table_meaning'][0])}</p>"
            "<table class='wl-facts-table'><tr><th>Column</th><th>Type</th><th>Meaning</th></tr>"
            + "".join(
                f"<tr><td class='wl-name'>{as_html(row['column_name'])}</td><td>{as_html(row['column_type'])}</td>"
                f"<td>{as_html(row['column_meaning'])}</td></tr>"
                for row in table.iter_rows(named=True)
                if row["column_name"]
            )
            + "</table>"
        )
        show.behind("dictionary", rows, {}, "dictionary")


def without_password(url: str) -> str:
    return re.sub(r"//[^@/]*@", "//", url)


def elsewhere() -> None:
    url, at = without_password(lake.lake_url()), lake.snapshot()
    with show.figure("Take it elsewhere"):
        st.caption("In a terminal, with the same read-only guard:")
        st.code(f"wirelake sql --lake {url}", language=None, wrap_lines=True)
        st.caption("As one file that any DuckDB opens, or as Parquet files:")
        st.code(
            f"wirelake export news.duckdb --lake {url}\nwirelake export --parquet tables/ --lake {url}",
            language=None,
            wrap_lines=True,
        )
        st.caption("In any DuckDB with the DuckLake extension, `open.sql` in the lake's folder says what to type.")
    versions = lake.run("versions")
    version = versions["coder_version"][0] if versions.height else "none yet"
    with show.figure("Cite it", "A snapshot and a coder version say exactly which numbers these were."):
        st.code(
            f"Wirelake lake, snapshot {at}, coder version {version[:16]}, consulted on {date.today():%d %B %Y}.",
            language=None,
            wrap_lines=True,
        )
        if versions.height > 1:
            st.caption(
                f"Reports of {versions.height} coder versions stand side by side; `wirelake recode` makes them one."
            )
            st.dataframe(versions, hide_index=True)


main()
