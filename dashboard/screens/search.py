"""Which articles say so?"""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboard import frame, lake, searching, show
from dashboard.charts import drawing, over_time
from dashboard.colours import palette
from dashboard.filters import Filters
from dashboard.text import as_markdown, count

PAGE = 10
FIELDS = {"all": "Anywhere", "title": "Headline", "body": "Text"}
ASKED_AT_ONCE = 2000  # articles whose actors are counted


def main() -> None:
    filters = frame.begin("Search", "Which articles say so?", ("dates", "actors", "sources"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state["words"] = st.query_params.get("words", "")
        text = st.text_input(
            "Words, or a phrase in quotation marks",
            key="words",
            max_chars=searching.LONGEST,
            placeholder='blockade "river crossing"',
            on_change=remember,
            type="search",
        )
        field = frame.local("field", FIELDS, "all", st.segmented_control, "In", required=True)
    search = searching.read(text)
    if not search.terms:
        if lake.run("lake_facts")["article_count"][0] == 0:
            show.nothing(filters, "articles")
        else:
            st.caption(
                "All words must be there, as whole words; capitals, accents and signs between words make no difference."
            )
        return
    values = filters.values() | search.values() | {"field": field}
    found = lake.run("search_articles", **values)
    if found.is_empty():
        st.info(f"No article holds all of: {', '.join(as_markdown(term.typed) for term in search.terms)}.")
        narrowing = [word for word in filters.narrowing() if word not in ("kind of act", "event type")]
        if narrowing:
            st.caption(f"Filters are set: {', '.join(narrowing)}.")
        return
    hits_over_time(filters, found, values)
    left, right = st.columns([3, 1], gap="medium")
    with left:
        hits(found, search, field)
    with right:
        facets(found, filters)


def remember() -> None:
    words = st.session_state["words"].strip()
    st.query_params.pop("page", None)
    if words:
        st.query_params["words"] = words
    else:
        st.query_params.pop("words", None)


def hits_over_time(filters: Filters, found: pl.DataFrame, values: dict[str, Any]) -> None:
    texts = found["copy_group_id"].n_unique()
    title = f"{count(found.height, 'article')} found, {count(texts, 'distinct text')}"
    with show.figure(title, "Articles found by day of publication; the undated are listed last."):
        dated = found.drop_nulls("published_on")
        if dated.height > 1:
            first, last = dated["published_on"].min(), dated["published_on"].max()
            grain = show.grain_for(filters, (first, last))  # type: ignore[arg-type]
            step = {"day": "1d", "week": "1w", "month": "1mo", "year": "1y"}[grain]
            counted = dated.group_by(pl.col("published_on").dt.truncate(step).alias("period")).agg(total=pl.len())
            drawn = drawing.with_keys(counted.sort("period").with_columns(article_count=pl.col("total")), grain)
            bars = over_time.simple_bars(drawn, palette(), value="total", words="articles", height=110)
            show.still(bars, 110, "hits", title)
        show.behind("search_articles", found, values, "search")


def hits(found: pl.DataFrame, search: searching.Search, field: str) -> None:
    pages = -(-found.height // PAGE)
    asked = st.query_params.get("page", "1")
    page = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 9 else 1), pages)
    shown = found.slice((page - 1) * PAGE, PAGE)
    texts = {
        row["article_id"]: row
        for row in lake.run("texts_of", articles=tuple(shown["article_id"])).iter_rows(named=True)
    }
    for article_id in shown["article_id"]:
        article = texts[article_id]
        snippet = searching.snippet(article, search, field)
        row = article | {
            "sentence": snippet.text,
            "sentence_start": snippet.start,
            "sentence_index": snippet.sentence_index,
        }
        title = f" · {article['title']}" if article["title"] and snippet.sentence_index >= 0 else ""
        show.sentence_row(row, snippet.marks, f"hit-{article_id[:16]}", title)
    if pages > 1:
        key = f"page-{page}"
        st.pagination(
            pages, default=page, key=key, on_change=lambda: st.query_params.update(page=str(st.session_state[key]))
        )


def facets(found: pl.DataFrame, filters: Filters) -> None:
    with show.figure("By publisher"):
        counted = found.group_by("publisher").len("articles")
        for name, number in counted.sort("articles", "publisher", descending=[True, False]).head(10).iter_rows():
            facet("publishers", name, f"{name or 'unknown'} · {number:,}", name is None or name in filters.publishers)
    with show.figure(
        "Actors named", "" if found.height <= ASKED_AT_ONCE else f"In the latest {ASKED_AT_ONCE:,} of them."
    ):
        actors = lake.run("actors_in", articles=tuple(found["article_id"].head(ASKED_AT_ONCE)))
        for row in actors.iter_rows(named=True):
            words = f"{row['actor_name']} · {row['article_count']:,}"
            facet("actors", row["actor_id"], words, row["actor_id"] in filters.actors)


def facet(name: str, value: str | None, words: str, is_set: bool) -> None:
    """A part of what was found, to narrow the search to."""
    st.button(
        as_markdown(words),
        key=f"facet-{name}-{value}",
        type="tertiary",
        on_click=frame.put,
        args=(name, (value,)),
        disabled=is_set,
    )


main()
