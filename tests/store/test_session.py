"""Frames in and out of a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from warehouse import tables
from warehouse.store.lake import Lake
from warehouse.store.session import Session

DAY = date(2006, 9, 27)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    lake = Lake.open(tmp_path, read_only=False)
    with lake.writing() as cursor:
        yield Session(cursor)


def counts(*rows: tuple[Any, ...]) -> pl.DataFrame:
    return tables.ARTICLE_DAYS.frame(rows)


def held(session: Session) -> list[tuple[Any, ...]]:
    return session.ask("from article_days order by all").rows()


def test_counts_of_one_key_are_added_up_where_the_key_is_partly_unknown(session: Session) -> None:
    session.add_up(tables.ARTICLE_DAYS, counts((None, None, "en", 1, 1, 5), (DAY, "Gazette", "en", 2, 1, 9)))
    session.add_up(tables.ARTICLE_DAYS, counts((None, None, "en", 2, 1, 3)))
    assert held(session) == [(DAY, "Gazette", "en", 2, 1, 9), (None, None, "en", 3, 2, 8)]


def test_what_comes_to_nothing_goes(session: Session) -> None:
    session.add_up(tables.ARTICLE_DAYS, counts((DAY, None, "en", 2, 1, 9)))
    session.add_up(tables.ARTICLE_DAYS, counts(), less=counts((DAY, None, "en", 2, 1, 9)))
    assert held(session) == []


def test_the_lake_can_be_asked_what_it_said_before(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path, read_only=False)
    with lake.writing() as cursor:
        session = Session(cursor)
        session.insert(tables.ARTICLE_GROUPS, tables.ARTICLE_GROUPS.frame([("a", "a", True, "a", "a")]))
        asked = pl.DataFrame({"article_id": ["a"]})
        assert session.standing(tables.ARTICLE_GROUPS, asked).height == 1
        assert session.before().standing(tables.ARTICLE_GROUPS, asked).height == 0


def test_rows_stand_whichever_commit_brought_them_and_no_longer_once_taken_away(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path, read_only=False)
    for name in "abc":
        with lake.writing() as cursor:
            Session(cursor).insert(tables.ARTICLE_GROUPS, tables.ARTICLE_GROUPS.frame([(name, name, True, name, name)]))
    asked = pl.DataFrame({"article_id": ["a", "b", "d", "e"]})
    with lake.writing() as cursor:
        session = Session(cursor)
        session.delete(tables.ARTICLE_GROUPS, asked.head(1))
        session.insert(tables.ARTICLE_GROUPS, tables.ARTICLE_GROUPS.frame([("d", "b", False, "d", "d")]))
        standing = session.standing(tables.ARTICLE_GROUPS, asked, ("article_id", "copy_group_id"))
        assert standing.sort("article_id").rows() == [("b", "b"), ("d", "b")]
        assert session.standing(tables.ARTICLE_GROUPS, asked.tail(1)).rows() == []
