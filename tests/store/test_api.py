"""The lake from a program."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest

from tests.store import lakes
from warehouse import Lake
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    home = tmp_path_factory.mktemp("lake")
    knowledge: tuple[Actors, CommonWords] = (Actors.load(), CommonWords.load())
    lakes.ingest(home, [0, 1, 2], knowledge, at_once=False).close()
    opened = Lake.open(home)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", ["articles", "mentions", "reports", "events"])
def test_a_frame_holds_what_sql_gives(lake: Lake, name: str) -> None:
    frame: pl.LazyFrame = getattr(lake, name)()
    asked = lake.cursor().execute(f"from {name}").fetchall()
    assert sorted(frame.collect().rows(), key=repr) == sorted(asked, key=repr)


def test_filters_and_columns_are_left_to_the_lake(lake: Lake) -> None:
    georgian = lake.events().filter(pl.col("source_actor_id") == "georgia").select("target_actor_id")
    assert georgian.collect().rows() == [("russian",)]
    assert "PROJECT 2/" in georgian.explain()


def test_a_frame_of_an_earlier_snapshot_stays_as_it_was(lake: Lake) -> None:
    earlier = lake.articles(snapshot=lake.snapshot() - 1).select(pl.len()).collect().item()
    assert earlier == 2
    assert lake.articles().select(pl.len()).collect().item() == 3


def test_a_query_is_a_relation_too(lake: Lake) -> None:
    most = lake.relation("select actor_name, count(*) as n from mentions group by all")
    assert most.order("n desc, actor_name").limit(1).fetchall() == [("Georgia", 2)]
    assert lake.relation("actors").count("*").fetchone() == (len(lake.frame("actors").collect()),)
