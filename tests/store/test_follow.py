"""What follows from articles that come, change and go, worked out for what they touch and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest

from tests import rows as table_rows
from tests.articles.test_stories import BANK_IN_LUNDE, BANK_IN_LUNDE_AGAIN, BANK_IN_OSTRA, DAY, ELECTION_IN_OSTRA, on
from tests.articles.test_stories import rows as terms_of
from warehouse import tables
from warehouse.articles import stories
from warehouse.articles.article import Clue
from warehouse.articles.dates.acts import act_stems, told_acts
from warehouse.articles.together import alone
from warehouse.store import follow
from warehouse.store.lake import Lake
from warehouse.store.session import Session

NAMES = "abcdefghijkl"


def alike() -> pl.DataFrame:
    """STORY_TERMS of articles that share sentences."""
    chance = Random(4)
    told = (BANK_IN_LUNDE, BANK_IN_LUNDE_AGAIN, BANK_IN_OSTRA, ELECTION_IN_OSTRA)
    sentences = [sentence for _, body in told for sentence in body.split(". ")]
    bodies = [". ".join(chance.sample(sentences, 4)) for _ in NAMES]
    articles = {name: ((body[:40], body), on(DAY)) for name, body in zip(NAMES, bodies, strict=True)}
    return terms_of(**articles).with_columns(acts=pl.lit([], dtype=tables.STORY_TERMS.schema["acts"]))


def bring(lake: Lake, terms: pl.DataFrame) -> None:
    with lake.writing() as cursor:
        session = Session(cursor)
        session.insert(tables.STORY_TERMS, terms)
        session.insert(tables.ARTICLE_GROUPS, alone(terms.select("article_id")))
        follow.link_stories(session, terms)


def told(lake: Lake) -> list[list[tuple[object, ...]]]:
    return [
        lake.cursor().execute(f"from {table} order by all").fetchall() for table in ("article_groups", "story_links")
    ]


def test_an_article_that_goes_leaves_stories_as_if_it_had_never_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "USUAL_LINKS", 1)
    everything = alike()
    lake, without = (Lake.open(tmp_path / name, read_only=False) for name in ("lake", "without"))
    bring(lake, everything)
    left = everything.filter(pl.col("article_id") != "e")
    bring(without, left)
    gone = everything.filter(pl.col("article_id") == "e")
    with lake.writing() as cursor:
        session = Session(cursor)
        family = session.fetch("families_of", asked=gone).select("article_id").filter(pl.col("article_id") != "e")
        for table in (tables.STORY_TERMS, tables.ARTICLE_GROUPS):
            session.delete(table, gone.select("article_id"))
        session.replace(tables.ARTICLE_GROUPS, alone(family))
        follow.link_stories(session, gone.clear(), gone, family)
    assert told(lake) == told(without)


def stands(session: Session, story_of: dict[str, str], clues: dict[str, list[Clue]]) -> None:
    """Articles with nothing but these clues to their day, in these stories."""
    texts = [{"article_id": name, "date_clues": [clue._asdict() for clue in own]} for name, own in clues.items()]
    session.insert(
        tables.ARTICLE_TEXTS,
        table_rows.rows(tables.ARTICLE_TEXTS, [row | {"document_id": row["article_id"]} for row in texts]).with_columns(
            run_id=pl.lit("r")
        ),
    )
    bounds = {
        name: date.fromisoformat(own[0].implies) if own and own[0].kind == "page" else None
        for name, own in clues.items()
    }
    session.insert(
        tables.STORY_TERMS,
        table_rows.rows(
            tables.STORY_TERMS,
            [
                {"article_id": name, "acts": act_stems(own), "no_earlier": bounds[name], "no_later": bounds[name]}
                for name, own in clues.items()
            ],
        ),
    )
    session.insert(
        tables.ARTICLE_DATES,
        table_rows.rows(
            tables.ARTICLE_DATES, [{"article_id": name, "published_precision": "unknown"} for name in clues]
        ),
    )
    session.insert(
        tables.ARTICLE_GROUPS,
        table_rows.rows(
            tables.ARTICLE_GROUPS,
            [
                {"article_id": name, "copy_group_id": name, "is_original": True, "story_id": story, "family_id": story}
                for name, story in story_of.items()
            ],
        ),
    )


def bounds_of(session: Session, article: str) -> tuple[object, object]:
    row = session.standing(tables.ARTICLE_DATES, pl.DataFrame({"article_id": [article]})).to_dicts()[0]
    return row["published_no_earlier"], row["published_no_later"]


DATED = Clue("page", "2004-05-09", "2004-05-09", weight=0.9)
NOBODY = pl.DataFrame(schema={"article_id": pl.String()})


def test_those_who_stay_behind_in_a_story_lose_the_days_of_those_who_leave(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path, read_only=False)
    leaving = pl.DataFrame({"article_id": ["b"]})
    with lake.writing() as cursor:
        session = Session(cursor)
        stands(session, {"a": "a", "b": "a"}, {"a": [], "b": [DATED]})
        follow.date_again(session, leaving, NOBODY)
        assert bounds_of(session, "a") == (date(2004, 5, 2), date(2004, 5, 16))
    with lake.writing() as cursor:
        session = Session(cursor)
        follow.put_groups(session, leaving.with_columns(story_id=pl.lit("b"), family_id=pl.lit("b")))
        follow.date_again(session, NOBODY, leaving)
        assert bounds_of(session, "a") == (None, None)


def test_who_tells_of_the_same_act_as_a_new_article_is_dated_again(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path, read_only=False)
    undated = list(told_acts(["Peru's seizure of two Chilean trawlers last month angered fishermen."]))
    dated = [DATED, *told_acts(["The quarrel began when Peru seized two Chilean trawlers in late March."])]
    with lake.writing() as cursor:
        session = Session(cursor)
        stands(session, {"a": "a"}, {"a": undated})
        stands(session, {"b": "b"}, {"b": dated})
        changed = follow.date_again(session, pl.DataFrame({"article_id": ["b"]}), NOBODY)
        assert sorted(changed["article_id"]) == ["a", "b"]
        assert bounds_of(session, "a") == (date(2004, 4, 1), date(2004, 4, 30))
