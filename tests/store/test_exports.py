"""What other tools read is what the lake holds."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import polars as pl
import pytest

from tests.store import lakes
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import export, field_exports, package
from warehouse.store.lake import Lake

HEADERS = {"icews": 20, "polecat": 23, "phoenix": 26}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    knowledge = (Actors.load(), CommonWords.load())
    opened = lakes.ingest(tmp_path_factory.mktemp("lake"), [0, 1, 2], knowledge, at_once=True)
    yield opened
    opened.close()


def cells(file: Path) -> list[list[str]]:
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def events(lake: Lake, what: str) -> list[tuple]:
    return lake.cursor().execute(f"select {what} from events order by event_id").fetchall()


def test_gdelt_events_have_61_columns_and_come_back_as_they_are(lake: Lake, tmp_path: Path) -> None:
    written = field_exports.to_field_format(lake, "gdelt", tmp_path)
    rows = cells(tmp_path / "gdelt.export.CSV")
    assert {len(row) for row in rows} == {61}
    assert written.events == len(rows) == len(events(lake, "event_id"))
    back = sorted((int(row[0]), row[1], row[26], row[30]) for row in rows)
    told = events(lake, "event_id, strftime(event_on, '%Y%m%d'), cameo_code, goldstein")
    assert back == sorted((int(i[:15], 16), day, code, str(score)) for i, day, code, score in told)


def test_gdelt_mentions_point_into_the_text(lake: Lake, tmp_path: Path) -> None:
    field_exports.to_field_format(lake, "gdelt", tmp_path)
    rows = cells(tmp_path / "gdelt.mentions.CSV")
    assert {len(row) for row in rows} == {16}
    known = {row[0] for row in cells(tmp_path / "gdelt.export.CSV")}
    assert {row[0] for row in rows} == known
    for row in rows:
        asked = "select body from articles join reports using (article_id) where report_id = ?"
        [body] = lake.cursor().execute(asked, [row[15]]).fetchone() or [""]
        assert body[int(row[9]) :].startswith("arrested")


@pytest.mark.parametrize("form", HEADERS)
def test_other_data_sets_have_their_columns_and_every_event(lake: Lake, tmp_path: Path, form: str) -> None:
    written = field_exports.to_field_format(lake, form, tmp_path)
    header, *rows = cells(written.files[0])
    assert len(header) == HEADERS[form]
    assert {len(row) for row in rows} == {len(header)}
    assert len(rows) == written.events == len(events(lake, "event_id"))


def test_codes_keep_their_zeros_and_missing_values_are_the_word_of_the_data_set(lake: Lake, tmp_path: Path) -> None:
    [icews] = field_exports.to_field_format(lake, "icews", tmp_path).files
    codes = pl.read_csv(icews, separator="\t", infer_schema=False)["CAMEO Code"].to_list()
    assert sorted(codes) == sorted(code for (code,) in events(lake, "cameo_code"))
    [polecat] = field_exports.to_field_format(lake, "polecat", tmp_path).files
    assert set(pl.read_csv(polecat, separator="\t", infer_schema=False)["Contexts"]) == {"None"}


def test_plover_lines_hold_each_event_with_its_sentences(lake: Lake, tmp_path: Path) -> None:
    field_exports.to_plover(lake, tmp_path / "events.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted((one["id"], one["event"], one["cameo"]) for one in lines) == events(
        lake, "event_id, event_type, cameo_code"
    )
    assert all("arrested" in report["sentence"] for one in lines for report in one["reports"])


def test_the_package_describes_each_file_and_its_hash(lake: Lake, tmp_path: Path) -> None:
    described = json.loads(package.to_package(lake, tmp_path).read_text(encoding="utf-8"))
    for resource in described["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == pl.read_parquet_schema(tmp_path / resource["path"]).names()
    assert f"snapshot {lake.snapshot()}" in (tmp_path / "CITATION.txt").read_text(encoding="utf-8")


def test_csv_holds_the_same_rows_with_lists_as_json(lake: Lake, tmp_path: Path) -> None:
    export.to_csv(lake, tmp_path)
    back = duckdb.read_csv(str(tmp_path / "articles.csv"), all_varchar=True).pl()
    spans = {article: json.loads(text) for article, text in back.select("article_id", "sentence_spans").iter_rows()}
    told = lake.cursor().execute("select article_id, sentence_spans from articles").fetchall()
    assert spans == dict(told)
    assert "content" not in duckdb.read_csv(str(tmp_path / "documents.csv")).columns


def test_a_workbook_is_written_whole_or_refused(lake: Lake, tmp_path: Path) -> None:
    export.to_excel(lake, tmp_path / "lake.xlsx")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "MOST_SHEET_ROWS", 1)
        with pytest.raises(export.ExportRefused, match="rows; a sheet holds 1"):
            export.to_excel(lake, tmp_path / "other.xlsx")
    assert (tmp_path / "lake.xlsx").read_bytes().startswith(b"PK")
    assert not (tmp_path / "other.xlsx").exists()


@pytest.mark.parametrize(("name", "tie"), [("lake.gexf", "edge"), ("lake.graphml", "edge")])
def test_graphs_hold_each_pair(lake: Lake, tmp_path: Path, name: str, tie: str) -> None:
    root = ElementTree.parse(export.to_graph(lake, tmp_path / name)).getroot()
    ends = {(e.get("source"), e.get("target")) for e in root.iter() if e.tag.endswith(f"}}{tie}")}
    told = lake.cursor().execute("select actor_a_id, actor_b_id from comentions('article')").fetchall()
    assert ends == set(told)


def test_an_older_snapshot_is_exported_as_it_was(lake: Lake, tmp_path: Path) -> None:
    export.to_parquet(lake, tmp_path, snapshot=lake.snapshot() - 1)
    assert pl.read_parquet(tmp_path / "articles.parquet").is_empty()
