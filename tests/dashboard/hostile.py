"""A lake whose every text is markup, script and SQL."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.dashboard.invented import add_to_lake, invented_lake
from warehouse.articles.words import article_words

HOSTILE = (
    "<script>window.ran=1</script><img src=http://evil.example/x.png onerror=window.ran=2>"
    "<a href=javascript:window.ran=3>x</a> ![p](http://evil.example/p.png) $$\\sum$$ :red[r] '); drop table events; --"
)


def build_hostile_lake(home: Path) -> Path:
    """Ten articles whose titles, publishers, names and first words are hostile; offsets are kept true."""
    frames = invented_lake(10)
    shift = len(HOSTILE) + 2
    texts = frames["article_texts"]
    frames["article_texts"] = texts.with_columns(
        title=pl.lit(HOSTILE),
        publisher=pl.lit(HOSTILE),
        byline=pl.lit(HOSTILE),
        body=pl.lit(HOSTILE + "\n\n") + pl.col("body"),
        sentence_spans=pl.col("sentence_spans").list.eval(
            pl.struct(
                start=pl.element().struct.field("start") + shift,
                end=pl.element().struct.field("end") + shift,
            )
        ),
    )
    frames["article_words"] = article_words(frames["article_texts"])
    frames["mentions"] = moved(frames["mentions"], shift, "start", "end").with_columns(
        text=pl.lit(HOSTILE), actor_name=pl.when(pl.col("actor_id").is_not_null()).then(pl.lit(HOSTILE))
    )
    frames["report_codings"] = moved(
        frames["report_codings"],
        shift,
        "action_start",
        "action_end",
        "event_date_start",
        "event_date_end",
        "place_start",
        "place_end",
    ).with_columns(action_text=pl.lit(HOSTILE), place_name=pl.lit(HOSTILE), rule_id=pl.lit(HOSTILE))
    frames["events"] = frames["events"].with_columns(place_name=pl.lit(HOSTILE))
    frames["actors"] = frames["actors"].with_columns(actor_name=pl.lit(HOSTILE))
    frames["documents"] = frames["documents"].with_columns(uri=pl.lit(HOSTILE))
    add_to_lake(home, frames)
    return home


def moved(frame: pl.DataFrame, by: int, *columns: str) -> pl.DataFrame:
    return frame.with_columns(pl.col(column) + by for column in columns)
