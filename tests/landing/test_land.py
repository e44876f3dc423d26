"""Landing: what becomes a document, under which name, and what is set aside with which reason."""

from __future__ import annotations

import io
import json
import os
import tarfile
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.landing.make import (
    NEWS,
    RECORDS,
    csv_table,
    gzipped,
    json_lines,
    one_of_each,
    parquet_table,
    tarred,
    zipped,
)
from warehouse.landing.documents import Document
from warehouse.landing.fields import ColumnError
from warehouse.landing.land import land
from warehouse.landing.limits import Limits
from warehouse.rejects import Reject

TEXT = NEWS.encode()


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def documents(folder: Path, **options: object) -> dict[str, Document]:
    """Documents by their name below the folder."""
    found = land([folder], **options)  # pyright: ignore[reportArgumentType]
    return {short(folder, one.uri): one for one in found if isinstance(one, Document)}


def rejects(folder: Path, **options: object) -> dict[str, str]:
    """Reason codes by the name below the folder."""
    found = land([folder], **options)  # pyright: ignore[reportArgumentType]
    return {short(folder, one.uri): one.reason_code for one in found if isinstance(one, Reject)}


def short(folder: Path, uri: str) -> str:
    return uri.removeprefix(folder.resolve().as_uri() + "/")


def test_a_file_of_every_kind_lands(tmp_path: Path):
    folder = write(tmp_path, one_of_each())
    assert not rejects(folder)
    assert {name: one.media_type for name, one in documents(folder).items()} == {
        "all.mbox#1": "message/rfc822",
        "all.mbox#2": "message/rfc822",
        "https://wire.example/talks": "text/html; charset=utf-8",
        "one.eml": "message/rfc822",
        "latin.txt": "text/plain",
        "lines.jsonl#1": "application/json",
        "lines.jsonl#2": "application/json",
        "lines.jsonl#3": "application/json",
        "lines.jsonl.gz#1": "application/json",
        "lines.jsonl.gz#2": "application/json",
        "lines.jsonl.gz#3": "application/json",
        "list.json#1": "application/json",
        "list.json#2": "application/json",
        "list.json#3": "application/json",
        "nested.zip#inner.tar.gz#a.txt": "text/plain",
        "news.tar#a.txt": "text/plain",
        "news.tar#b/page.html": "text/html",
        "news.tgz#a.txt": "text/plain",
        "news.tgz#b/page.html": "text/html",
        "news.txt": "text/plain",
        "news.zip#a.txt": "text/plain",
        "news.zip#b/lines.jsonl#1": "application/json",
        "news.zip#b/lines.jsonl#2": "application/json",
        "news.zip#b/lines.jsonl#3": "application/json",
        "note.md": "text/markdown",
        "one.json": "application/json",
        "page.html": "text/html",
        "table.csv#2": "application/json",
        "table.csv#3": "application/json",
        "table.csv#4": "application/json",
        "table.parquet#1": "application/json",
        "table.parquet#2": "application/json",
        "table.parquet#3": "application/json",
        "table.tsv#2": "application/json",
        "table.tsv#3": "application/json",
        "table.tsv#4": "application/json",
        "unnamed": "text/html",
        "wide.txt": "text/plain",
    }


def test_documents_keep_their_bytes(tmp_path: Path):
    folder = write(tmp_path, one_of_each())
    landed = documents(folder)
    assert landed["wide.txt"].content == NEWS.encode("utf-16")
    assert landed["news.zip#a.txt"].content == TEXT
    assert landed["lines.jsonl#1"].content == json_lines(RECORDS[:1]).strip()
    assert landed["list.json#1"].content == json.dumps(RECORDS[0]).encode()


def test_rows_of_tables_become_json_in_the_order_of_the_columns(tmp_path: Path):
    landed = documents(write(tmp_path, one_of_each()))
    row = '{"title":"Border closed","text":"Guards closed the crossing, “for repairs”.","source":null}'
    assert landed["table.parquet#2"].content == row.encode()
    assert landed["table.csv#3"].content == row.replace("null", '""').encode()
    assert (
        landed["table.csv#4"].document_id == landed["table.tsv#4"].document_id == landed["table.parquet#3"].document_id
    )


def test_the_publisher_of_a_record_is_told(tmp_path: Path):
    landed = documents(write(tmp_path, {"lines.jsonl": json_lines(RECORDS)}))
    assert [one.publisher for one in landed.values()] == ["Eastern Wire", None, "Courier"]


def test_names_do_not_depend_on_how_a_file_is_pointed_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = write(tmp_path, {"in/a b#1.txt": TEXT}) / "in" / "a b#1.txt"
    monkeypatch.chdir(tmp_path)
    ways = [str(file), "in/a b#1.txt", "./in/../in", tmp_path / "in"]
    assert {one.uri for one in land(ways)} == {tmp_path.resolve().as_uri() + "/in/a%20b%231.txt"}


def test_a_moved_folder_brings_the_same_documents_under_new_names(tmp_path: Path):
    write(tmp_path / "here", one_of_each())
    before = list(land([tmp_path / "here"]))
    (tmp_path / "here").rename(tmp_path / "there")
    after = list(land([tmp_path / "there"]))
    assert [one.document_id for one in before] == [one.document_id for one in after]
    # Pages of web archives keep the address that they were fetched from.
    assert {one.uri for one in before} & {one.uri for one in after} == {"https://wire.example/talks"}


def test_files_come_in_the_order_of_their_names(tmp_path: Path):
    folder = write(tmp_path, dict.fromkeys(("b.txt", "c/a.txt", "a.txt", "c.txt"), TEXT))
    assert list(documents(folder)) == ["a.txt", "b.txt", "c/a.txt", "c.txt"]


def test_what_is_nobodys_news_is_passed_over_and_counted(tmp_path: Path):
    names = [".DS_Store", "Thumbs.db", ".git/config", "a.txt~", "~$a.docx", "b.txt.part", "__MACOSX/a.txt", "a.txt"]
    folder = write(tmp_path, dict.fromkeys(names, TEXT))
    skipped: Counter[str] = Counter()
    assert list(documents(folder, skipped=skipped)) == ["a.txt"]
    assert skipped == {"hidden": 2, "system file": 2, "leftover of an editor or a download": 3}


def test_what_is_hidden_in_an_archive_is_passed_over_and_counted(tmp_path: Path):
    members = {"__MACOSX/._a.txt": TEXT, "x/.hidden": TEXT, "./a.txt": TEXT}
    folder = write(tmp_path, {"a.zip": zipped(members), "b.tar": tarred(members)})
    skipped: Counter[str] = Counter()
    assert list(documents(folder, skipped=skipped)) == ["a.zip#./a.txt", "b.tar#./a.txt"]
    assert skipped == {"hidden": 2, "system file": 2}


def test_links_in_circles_end(tmp_path: Path):
    folder = write(tmp_path, {"a/x.txt": TEXT, "b/y.txt": TEXT})
    (folder / "a" / "up").symlink_to(folder)
    (folder / "a" / "beside").symlink_to(folder / "b")
    (folder / "b" / "self").symlink_to(folder / "b" / "self")
    assert list(documents(folder)) == ["a/x.txt", "b/y.txt"]


def test_a_linked_folder_is_read_when_nothing_else_leads_to_it(tmp_path: Path):
    write(tmp_path / "elsewhere", {"x.txt": TEXT})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "more").symlink_to(tmp_path / "elsewhere")
    assert list(documents(tmp_path / "in")) == ["more/x.txt"]


@pytest.mark.parametrize(
    ("name", "content", "reason_code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"title,text\n", None),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.json", b"[]", "empty"),
        ("a.txt", b"%PDF-1.7 ...", "binary"),
        ("a.html", b"\x89PNG\r\n\x1a\n....", "binary"),
        ("a.txt", b"\x7fELF\x02\x01\x01", "binary"),
        ("a.txt", b"word\x00\x01\x02" * 100, "binary"),
        ("a.csv", b"\x1f\x8b\x08\x00whatever", "binary"),
        ("a.jpg", b"\xff\xd8\xff\xe0....", "binary"),
        ("a.docx", zipped({"[Content_Types].xml": b"<x/>"}), "binary"),
        ("a.py", b"import os\n", "unsupported"),
        ("a.feed", b"<?xml version='1.0'?><rss></rss>", "unsupported"),
        ("a.zip", b"no archive", "broken_archive"),
        ("a.tar", b"no archive", "broken_archive"),
        ("a.tar.gz", b"no archive", "broken_archive"),
        ("a.txt.gz", gzipped(TEXT)[:-9], "broken_archive"),
        ("a.zip", zipped({"a.txt": TEXT})[:60], "broken_archive"),
        ("a.parquet", b"PAR1 no table PAR1", "broken_file"),
        ("a.json", b'{"text": ', "broken_record"),
        ("a.json", b'"text"', "broken_record"),
        ("a.json", b"{" * 100_000, "broken_record"),
        ("a.json", b'{"a":' * 100_000, "broken_record"),
        ("a.json", b'{"title": "Talks"}', "no_text"),
        ("a.json", b'{"text": "  "}', "no_text"),
        ("a.csv", b"title,day\nTalks,Monday\n", "no_text"),
    ],
)
def test_what_cannot_be_read_is_set_aside(tmp_path: Path, name: str, content: bytes, reason_code: str | None):
    folder = write(tmp_path, {name: content, "good.txt": TEXT})
    assert rejects(folder) == ({name: reason_code} if reason_code else {})
    assert list(documents(folder)) == ["good.txt"]


def test_a_reason_is_a_sentence_that_names_the_input(tmp_path: Path):
    (reject,) = land([write(tmp_path, {"a.txt": b""})])
    assert isinstance(reject, Reject)
    assert reject.reason == f"{tmp_path.resolve().as_uri()}/a.txt is empty."
    assert reject.stage == "landing"


@pytest.mark.parametrize("path", ["nowhere.txt", "no/such/folder", "nul\x00in-name", "x" * 5000])
def test_a_path_that_does_not_exist_is_told(tmp_path: Path, path: str):
    (reject,) = land([tmp_path / path])
    assert isinstance(reject, Reject)
    assert reject.reason_code == ("unreadable" if len(path) > 4000 else "not_found")


def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert rejects(tmp_path) == {"pipe.txt": "not_a_file"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_opened_is_told(tmp_path: Path):
    folder = write(tmp_path, {"a.txt": TEXT, "closed/b.txt": TEXT})
    (folder / "a.txt").chmod(0)
    (folder / "closed").chmod(0)
    try:
        assert rejects(folder) == {"a.txt": "unreadable", "closed": "unreadable"}
    finally:
        (folder / "closed").chmod(0o700)


# --- size


def test_a_document_over_the_limit_is_set_aside(tmp_path: Path):
    limits = Limits(document_bytes=100)
    long = b"word " * 21
    folder = write(
        tmp_path,
        {
            "a.txt": long,
            "b.txt": long[:100],
            "c.json": json_lines([{"text": "word " * 21}]),
            "d.jsonl": json_lines([{"text": "short"}, {"text": "word " * 21}, {"text": "short again"}]),
            "e.csv": csv_table([{"text": "short"}, {"text": "word " * 21}, {"text": "short again"}]),
            "f.zip": zipped({"a.txt": long, "b.txt": b"short"}),
            "g.json": json.dumps([{"text": "short"}, {"text": "word " * 21}]).encode(),
        },
    )
    assert set(rejects(folder, limits=limits)) == {"a.txt", "c.json", "d.jsonl#2", "e.csv#3", "f.zip#a.txt", "g.json#2"}
    assert set(rejects(folder, limits=limits).values()) == {"too_large"}
    assert list(documents(folder, limits=limits)) == [
        *("b.txt", "d.jsonl#1", "d.jsonl#3", "e.csv#2", "e.csv#4", "f.zip#b.txt", "g.json#1"),
    ]


def test_a_long_file_of_short_records_has_no_limit(tmp_path: Path):
    records = [{"text": f"Report number {number}."} for number in range(500)]
    files = {"a.jsonl": json_lines(records), "b.csv": csv_table(records), "c.json": json.dumps(records).encode()}
    folder = write(tmp_path, files)
    assert len(documents(folder, limits=Limits(document_bytes=100))) == 1500


# --- archives


def test_an_archive_that_unpacks_to_far_more_than_its_size_is_left(tmp_path: Path):
    limits = Limits(archive_free_bytes=1_000_000)
    zeros = b" " * 5_000_000
    folder = write(
        tmp_path,
        {
            "a.zip": zipped({"1.txt": TEXT, "2.txt": zeros, "3.txt": TEXT}),
            "b.txt.gz": gzipped(zeros),
            "c.tgz": gzipped(tarred({"1.txt": TEXT, "2.txt": zeros})),
            "d.zip": zipped({"inner.zip": zipped({"1.txt": zeros})}),
            "e.jsonl.gz": gzipped(json_lines([{"text": "a" * 10_000}] * 500)),
            "f.txt": TEXT,
        },
    )
    assert rejects(folder, limits=limits) == dict.fromkeys(
        ["a.zip", "b.txt.gz", "c.tgz", "d.zip", "e.jsonl.gz"], "archive_bomb"
    )
    assert {"a.zip#1.txt", "c.tgz#1.txt", "f.txt"} <= set(documents(folder, limits=limits))


def test_a_table_that_claims_far_more_rows_than_its_size_allows_is_left(tmp_path: Path):
    folder = write(tmp_path, {"a.parquet": parquet_table([{"text": "x" * 1000}] * 5000)})
    found = Counter(
        one.reason_code for one in land([folder], limits=Limits(archive_free_bytes=10_000)) if isinstance(one, Reject)
    )
    assert found == {"archive_bomb": 1}


def test_an_archive_of_too_many_files_is_left(tmp_path: Path):
    members = {f"{number}.txt": TEXT for number in range(6)}
    folder = write(tmp_path, {"a.zip": zipped(members), "b.tar": tarred(members)})
    assert rejects(folder, limits=Limits(archive_members=5)) == {"a.zip": "archive_bomb", "b.tar": "archive_bomb"}
    assert len(documents(folder, limits=Limits(archive_members=5))) == 10


def test_archives_in_archives_are_opened_to_a_depth(tmp_path: Path):
    content = TEXT
    for name in ("a.txt", "1.zip", "2.zip", "3.zip"):
        content = zipped({name: content})
    folder = write(tmp_path, {"4.zip": content})
    assert rejects(folder) == {"4.zip#3.zip#2.zip#1.zip": "too_deep"}
    assert list(documents(folder, limits=Limits(archive_depth=4))) == ["4.zip#3.zip#2.zip#1.zip#a.txt"]


def test_a_name_that_points_out_of_an_archive_is_only_a_name(tmp_path: Path):
    folder = write(tmp_path / "in", {"a.zip": zipped({"../../evil.txt": TEXT, "/etc/evil.txt": TEXT})})
    assert list(documents(folder)) == ["a.zip#../../evil.txt", "a.zip#/etc/evil.txt"]
    assert not list(tmp_path.rglob("evil.txt"))


def test_a_locked_member_is_told_and_the_others_are_read(tmp_path: Path):
    locked = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    for start in (locked.index(b"PK\x03\x04") + 6, locked.index(b"PK\x01\x02") + 8):
        locked[start] |= 1  # "encrypted", in the member's own header and in the directory
    folder = write(tmp_path, {"a.zip": bytes(locked)})
    assert rejects(folder) == {"a.zip#a.txt": "encrypted"}
    assert list(documents(folder)) == ["a.zip#b.txt"]


def test_a_damaged_member_does_not_stop_the_others(tmp_path: Path):
    archive = zipped({"a.txt": TEXT, "b.txt": TEXT})
    damaged = bytearray(archive)
    damaged[archive.index(b"a.txt") + 12] ^= 0xFF
    folder = write(tmp_path, {"a.zip": bytes(damaged)})
    assert rejects(folder) == {"a.zip#a.txt": "broken_archive"}
    assert list(documents(folder)) == ["a.zip#b.txt"]


def test_a_tar_archive_that_is_damaged_in_the_middle_says_so(tmp_path: Path):
    archive = bytearray(tarred({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))
    archive[archive.index(b"b.txt") + 150] ^= 0xFF  # in the header's checksum
    folder = write(tmp_path, {"a.tar": bytes(archive)})
    assert list(documents(folder)) == ["a.tar#a.txt"]
    assert rejects(folder) == {"a.tar": "broken_archive"}


def test_links_and_devices_in_a_tar_archive_lead_nowhere(tmp_path: Path):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (
            ("link.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
        ):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    folder = write(tmp_path, {"a.tar": file.getvalue()})
    skipped: Counter[str] = Counter()
    assert rejects(folder, skipped=skipped) == {"a.tar#pipe.txt": "not_a_file"}
    assert skipped == {"link in an archive": 2}


def test_a_zip_archive_without_compression_is_read(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", TEXT)
    assert list(documents(tmp_path)) == ["a.zip#a.txt"]


# --- records


def test_a_broken_line_of_json_does_not_stop_the_others(tmp_path: Path):
    lines = b'{"text": "one"}\n{"text": \n\n["text"]\n{"title": "no text"}\n{"text": "two"}'
    folder = write(tmp_path, {"a.jsonl": lines})
    assert list(documents(folder)) == ["a.jsonl#1", "a.jsonl#6"]
    assert rejects(folder) == {"a.jsonl#2": "broken_record", "a.jsonl#4": "broken_record", "a.jsonl#5": "no_text"}


@pytest.mark.parametrize(
    ("table", "good", "broken"),
    [
        (b'title,text\na,"two\nlines"\nb,ok\n', [2, 4], []),
        (b"title,text\na,one,too many\nb,ok\n", [3], [2]),
        (b"title,text\nonly\nb,ok\n", [3], [2]),
        (b'title,text\na,"never ends\nb,ok\nc,ok\n', [3, 4], [2]),
        (b'title,text\na,"never ends\nb,ok\nc,"never ends\nd,ok\n', [3, 5], [2, 4]),
        (b'title,text\na,"ends" early\nb,ok\n', [3], [2]),
        (b'title,text\na,5" pipe\nb,ok\n', [2, 3], []),
        (b"title,text\r\na,ok\r\n\r\nb,ok\r\n", [2, 4], []),
        (b"title;text\na;one, two\n", [2], []),
        (b"title|text\na|one\n", [2], []),
        (b"\xef\xbb\xbftext\nok\n", [2], []),
        ("title,text\na,ok\n".encode("utf-16"), [2], []),
        ("title,text\ná,één\n".encode("cp1252"), [2], []),
    ],
)
def test_a_broken_row_does_not_take_the_rows_after_it_along(
    tmp_path: Path, table: bytes, good: list[int], broken: list[int]
):
    folder = write(tmp_path, {"a.csv": table})
    assert list(documents(folder)) == [f"a.csv#{line}" for line in good]
    assert rejects(folder) == {f"a.csv#{line}": "broken_record" for line in broken}


def test_a_table_made_to_be_read_again_and_again_is_left(tmp_path: Path):
    # Each line closes a quotation and opens another, so that each would be read to the end of the file.
    folder = write(tmp_path, {"a.csv": b"title,text\n" + b'x","\n' * 3000})
    assert rejects(folder, limits=Limits(broken_record_bytes=100_000))["a.csv"] == "broken_table"


def test_a_row_keeps_columns_of_the_same_name_apart(tmp_path: Path):
    landed = documents(write(tmp_path, {"a.csv": b"text,text,\none,two,three\n"}))
    assert landed["a.csv#2"].content == b'{"text":"one","text_2":"two","column_3":"three"}'


def test_a_list_of_records_is_found_in_an_object(tmp_path: Path):
    answer = {"status": "ok", "total": 2, "articles": [{"content": "one"}, {"content": "two"}]}
    landed = documents(write(tmp_path, {"a.json": json.dumps(answer).encode()}))
    assert list(landed) == ["a.json#1", "a.json#2"]


def test_json_lines_are_found_in_a_json_file(tmp_path: Path):
    landed = documents(write(tmp_path, {"a.json": json_lines(RECORDS)}))
    assert list(landed) == ["a.json#1", "a.json#2", "a.json#3"]


def test_a_file_of_other_things_than_texts_is_refused_once(tmp_path: Path):
    folder = write(tmp_path, {"a.jsonl": json_lines([{"path": "x"}] * 50), "b.csv": b"text,n\n,1\n,2\n"})
    assert rejects(folder) == {"a.jsonl": "no_text", "b.csv": "no_text"}
    mixed = write(tmp_path / "mixed", {"a.jsonl": json_lines([{"path": "x"}, {"text": "news"}, {"path": "y"}])})
    assert rejects(mixed) == {"a.jsonl#1": "no_text", "a.jsonl#3": "no_text"}


def test_a_list_that_breaks_off_gives_what_came_before(tmp_path: Path):
    folder = write(tmp_path, {"a.json": b'[{"text": "one"}, 2, {"text": "three"}, {"text": "fo'})
    assert list(documents(folder)) == ["a.json#1", "a.json#3"]
    assert rejects(folder) == {"a.json#2": "broken_record", "a.json#4": "broken_record"}


# --- columns


MAPPED = [{"head": "Talks", "article_text": "They met.", "title": "not this"}]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.parquet"])
def test_columns_can_be_named(tmp_path: Path, name: str):
    make = {"a.csv": csv_table, "a.jsonl": json_lines, "a.json": json_lines, "a.parquet": parquet_table}
    folder = write(tmp_path, {name: make[name](MAPPED)})
    (landed,) = documents(folder, columns={"text": "article_text", "title": "head"}).values()
    assert landed.media_type == "application/json; text=article_text; title=head"


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_column_that_is_not_there_is_a_usage_error(tmp_path: Path, name: str):
    make = {"a.csv": csv_table, "a.jsonl": json_lines}
    folder = write(tmp_path, {name: make[name](MAPPED)})
    with pytest.raises(ColumnError, match=f"{name} has no column artikel; its columns: head, article_text, title"):
        list(land([folder], columns={"text": "artikel"}))


def test_a_table_without_the_columns_is_set_aside_when_others_have_them(tmp_path: Path):
    folder = write(tmp_path, {"a.csv": csv_table(MAPPED), "b.csv": b"text\nok\n", "c.csv": csv_table(MAPPED)})
    assert rejects(folder, columns={"text": "article_text"}) == {"b.csv": "no_such_column"}


def test_a_field_that_does_not_exist_is_a_usage_error():
    with pytest.raises(ColumnError, match="no field colour"):
        list(land([], columns={"colour": "red"}))
