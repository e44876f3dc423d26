"""A lake explains itself, is declared once, and is read at any snapshot."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tests import rows
from warehouse import tables
from warehouse.store import address, dictionary, export, lock, schema, staging
from warehouse.store.lake import Lake, NoLake, SnapshotGone
from warehouse.store.session import RuleBroken, obey

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return Lake.open(tmp_path_factory.mktemp("lake"), read_only=False)


def test_every_table_and_column_has_its_comment(lake: Lake) -> None:
    found = (
        lake.cursor().execute("select table_name, comment from duckdb_tables() where database_name = 'lake'").fetchall()
    )
    assert dict(found) == {table.name: table.meaning for table in tables.TABLES}
    columns = lake.cursor().execute(
        "select table_name || '.' || column_name, comment from duckdb_columns() where database_name = 'lake'"
    )
    told = dict(columns.fetchall())
    assert all(told[f"{t.name}.{name}"] == column.meaning for t in tables.TABLES for name, column in t.columns.items())


@pytest.mark.parametrize("view", tables.VIEWS, ids=lambda view: view.name)
def test_a_view_has_the_declared_columns(lake: Lake, view: tables.View) -> None:
    cursor = lake.cursor().execute(f"select * from {view.name}")
    assert [column[0] for column in cursor.description or []] == list(view.columns)


def test_the_dictionary_in_the_lake_names_every_column_and_macro(lake: Lake) -> None:
    found = lake.cursor().execute("select table_name, column_name from dictionary order by all").fetchall()
    assert found == sorted(
        schema.dictionary().select("table_name", "column_name").rows(), key=lambda r: (r[0], r[1] or "")
    )
    assert {"comentions", "timeline", "dyad", "evidence"} <= {name for name, _ in found}


def test_the_written_data_dictionary_is_up_to_date() -> None:
    written = (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    assert written == dictionary.markdown(), "run `make docs`"


def test_opening_twice_changes_nothing(lake: Lake) -> None:
    before = lake.snapshot()
    Lake.open(lake.address.home, read_only=False).close()
    assert lake.snapshot() == before


def test_a_lake_of_other_columns_is_refused_with_their_names(tmp_path: Path) -> None:
    made = Lake.open(tmp_path, read_only=False)
    with made.writing() as cursor:
        cursor.execute("alter table events add column flavour varchar")
        cursor.execute("delete from lake_info")
    made.close()
    with pytest.raises(schema.SchemaDiffers, match=r"events.*flavour"):
        Lake.open(tmp_path, read_only=False)


def test_no_lake_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NoLake, match="wirelake ingest"):
        Lake.open(tmp_path / "nothing")


def test_a_file_is_no_lake(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(address.AddressRefused, match="is a file"):
        Lake.open(tmp_path / "file")


def test_an_address_of_a_server_names_catalog_data_and_home(tmp_path: Path) -> None:
    found = address.parse(f"postgresql://me:pass%27word@db:5433/lake?data=s3://bucket/news&home={tmp_path}")
    assert found.catalog == "postgres:host=db port=5433 dbname=lake user=me password='pass\\'word'"
    assert (found.data, found.home, found.is_local) == ("s3://bucket/news/", tmp_path, False)


def test_a_snapshot_shows_the_lake_as_it_was(tmp_path: Path) -> None:
    made = Lake.open(tmp_path, read_only=False)
    before = made.snapshot()
    with made.writing() as cursor:
        cursor.execute("insert into lake_info values ('colour', 'blue')")
    count = "select count(*) from lake_info where name = 'colour'"
    assert made.cursor(before).execute(count).fetchall() == [(0,)]
    assert made.cursor().execute(count).fetchall() == [(1,)]
    with pytest.raises(SnapshotGone, match="999"):
        made.cursor(999)


def test_a_transaction_that_fails_leaves_nothing(lake: Lake) -> None:
    before = lake.snapshot()
    with pytest.raises(duckdb.ConversionException), lake.writing() as cursor:
        cursor.execute("insert into lake_info values ('colour', 'red'); select 'red'::integer")
    assert lake.snapshot() == before


def test_a_second_writer_is_told_who_holds_the_lake(lake: Lake) -> None:
    with (
        lake.writing(),
        pytest.raises(lock.LakeBusy, match="has been writing"),
        lock.writing(lake.address, lake.cursor(), patience=0.01),
    ):
        pass


def test_a_broken_rule_names_itself_and_the_row() -> None:
    bad = rows.rows(tables.RETIRED_IDS, [{"old_id": None, "new_id": "b"}])
    with pytest.raises(RuleBroken, match=r"retired_ids: 1 row.*old_id_is_known.*'new_id': 'b'"):
        obey(tables.RETIRED_IDS, bad)


def test_an_exported_file_opens_alone_with_views_macros_and_comments(lake: Lake, tmp_path: Path) -> None:
    file = export.to_duckdb(lake, tmp_path / "out" / "lake.duckdb")
    assert [path.name for path in file.parent.iterdir()] == ["lake.duckdb"]
    alone = duckdb.connect(str(file), read_only=True)
    assert alone.execute("select count(*) from articles").fetchall() == [(0,)]
    assert alone.execute("from timeline('month')").fetchall() == []
    comments = alone.execute(
        "select comment from duckdb_columns() where table_name = 'reports' and column_name = 'status'"
    )
    assert comments.fetchall() == [(tables.STATUS["status"].meaning,)]


def test_exported_parquet_files_hold_current_rows(lake: Lake, tmp_path: Path) -> None:
    names = {path.stem for path in export.to_parquet(lake, tmp_path)}
    assert {"articles", "mentions", "reports", "events", "documents"} <= names
    assert not {"copy_signatures", "story_terms"} & names


def test_open_sql_says_how_any_duckdb_opens_the_lake(lake: Lake) -> None:
    text = (lake.address.home / "open.sql").read_text()
    assert "attach 'ducklake:sqlite:catalog.sqlite'" in text


def test_a_stage_is_whole_or_not_there(tmp_path: Path) -> None:
    batch = tmp_path / "b"
    staging.write(batch, "landed", {"rejects": tables.REJECTS.frame()})
    assert staging.has(batch, "landed")
    assert not staging.has(batch, "coded")
    assert staging.read(batch, "rejects").height == 0
    assert staging.whole_batches(tmp_path) == []


def test_a_batch_in_work_is_not_taken_by_another(tmp_path: Path) -> None:
    held = staging.claim(tmp_path / "b", wait=False)
    assert held is not None
    assert staging.claim(tmp_path / "b", wait=False) is None
    staging.finish(tmp_path / "b", held)
    again = staging.claim(tmp_path / "b", wait=False)
    assert again is not None
    again.release()


def test_a_batch_that_is_half_deleted_does_not_look_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = tmp_path / "b"
    staging.write(batch, staging.STAGES[-1], {"rejects": tables.REJECTS.frame()})
    held = staging.claim(batch, wait=False)
    assert held is not None
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: held.release())  # as if killed here
        staging.finish(batch, held)
    assert staging.whole_batches(tmp_path) == []
    assert staging.remove_dead(tmp_path, datetime(2999, 1, 1)) == 1
    assert [path.name for path in tmp_path.iterdir()] == [staging.LOCKS]


def test_the_name_of_a_batch_does_not_depend_on_order() -> None:
    assert staging.batch_id(["a", "b"], "v") == staging.batch_id(["b", "a"], "v") != staging.batch_id(["a", "b"], "w")
