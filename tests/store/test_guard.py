"""Questions from people reach the lake and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.store import guard
from warehouse.store.lake import Lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return Lake.open(tmp_path_factory.mktemp("lake"), read_only=False)


@pytest.fixture(scope="module")
def reader(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    opened = guard.open_reader(lake)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "query",
    [
        "select count(*) from articles",
        "from comentions('article')",
        "with a as (select 1 as x) select * from a, unnest([1, 2])",
        "describe events",
        "show tables",
        "select * from events at (version => 1)",
        "explain select * from events",
        "select 1;",
    ],
)
def test_queries_that_read_the_lake_are_answered(reader: duckdb.DuckDBPyConnection, query: str) -> None:
    assert guard.ask(reader, query).rows.width >= 1


@pytest.mark.parametrize(
    "query",
    [
        "attach 'other.duckdb' as other",
        "copy articles to 'articles.csv'",
        "delete from articles",
        "create table mine as select 1",
        "set enable_external_access = true",
        "load httpfs",
        "install httpfs",
        "pragma database_list",
        "call lake.set_option('x', 1)",
        "select 1; select 2",
        "from read_csv('/etc/passwd')",
        "select * from articles where title in (select content from read_text('/etc/hostname'))",
        "from glob('/*')",
        "from query('select 1')",
        "from sqlite_scan('catalog.sqlite', 'ducklake_snapshot')",
        "explain copy articles to 'articles.csv'",
        "explain analyze delete from articles",
        "from duckdb_databases",
        "select * from (select path from system.main.duckdb_databases)",
        "from __ducklake_metadata_lake.ducklake_snapshot",
        "selec 1",
        "",
    ],
)
def test_everything_else_is_refused_in_a_sentence(reader: duckdb.DuckDBPyConnection, query: str) -> None:
    with pytest.raises(guard.QueryRefused):
        guard.ask(reader, query)


@pytest.mark.parametrize("query", ["from '/etc/passwd'", "from 'other.csv'", "from '{home}/open.sql'"])
def test_a_file_named_as_a_table_is_out_of_reach(lake: Lake, reader: duckdb.DuckDBPyConnection, query: str) -> None:
    with pytest.raises((duckdb.PermissionException, duckdb.CatalogException)):
        guard.ask(reader, query.replace("{home}", str(lake.address.home)))


def test_rows_are_capped_and_the_cap_is_told(reader: duckdb.DuckDBPyConnection) -> None:
    answer = guard.ask(reader, "from range(10)", most_rows=3)
    assert (answer.rows.height, answer.is_cut) == (3, True)
    assert not guard.ask(reader, "from range(3)", most_rows=3).is_cut


def test_a_query_that_takes_too_long_is_stopped(reader: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(guard.QueryTooLong):
        guard.ask(reader, "select count(*) from range(100000000000) a, range(1000000) b", seconds=0.2)
