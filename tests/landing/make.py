"""Files of every kind that is landed, made from a few lines of text."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

NEWS = "Georgia freed four officers on Monday.\n\nMoscow welcomed the step — «at last».\n"
RECORDS = [
    {"title": "Talks resume", "text": "The two sides met in Geneva on Tuesday.", "source": "Eastern Wire"},
    {"title": "Border closed", "text": "Guards closed the crossing, “for repairs”.", "source": None},
    {"title": "Vote put off", "text": "Parliament put off the vote.\nNo day was named.", "source": "Courier"},
]


def zipped(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return file.getvalue()


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def json_lines(records: Sequence[object]) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def csv_table(records: Sequence[Mapping[str, object]], separator: str = ",") -> bytes:
    return pl.DataFrame(records).write_csv(separator=separator).encode()


def parquet_table(records: Sequence[Mapping[str, object]]) -> bytes:
    file = io.BytesIO()
    pl.DataFrame(records).write_parquet(file)
    return file.getvalue()


def message(body: str, subject: str = "Officers freed", more: str = "") -> bytes:
    """One mail message."""
    head = f"Message-ID: <1@wire.example>\nMIME-Version: 1.0\nFrom: Eastern Wire <news@wire.example>\n{more}"
    kind = 'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n'
    return f"{head}Subject: {subject}\nDate: Mon, 6 Nov 2006 10:11:12 +0300\n{kind}\n{body}".encode()


def mailbox(*messages: bytes) -> bytes:
    return b"".join(b"From news@wire.example Mon Nov  6 10:11:12 2006\n" + one + b"\n" for one in messages)


class Kept(NamedTuple):
    """One record of a web archive."""

    uri: str
    content: bytes
    status: str = "200 OK"
    kind: str = "text/html; charset=utf-8"
    record: str = "response"


def web_archive(records: Sequence[Kept], told: Mapping[str, str] | None = None, *, pack: bool = True) -> bytes:
    """A WARC file, packed record by record as archives are; `told` are headers of our own."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=pack)
    writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "test"}))
    for one in records:
        headers = StatusAndHeaders(one.status, [("Content-Type", one.kind)], protocol="HTTP/1.1")
        extra = dict(told or {}) | ({} if one.record == "response" else {"Content-Type": one.kind})
        writer.write_record(
            writer.create_warc_record(
                one.uri,
                one.record,
                payload=io.BytesIO(one.content),
                length=len(one.content),
                http_headers=headers if one.record == "response" else None,
                warc_content_type=one.kind if one.record != "response" else "",
                warc_headers_dict=extra,
            )
        )
    return file.getvalue()


def one_of_each() -> dict[str, bytes]:
    """A file of every kind, sound, by its name."""
    page = f"<!DOCTYPE html><html><head><title>Talks</title></head><body><p>{NEWS}</p></body></html>".encode()
    lines = json_lines(RECORDS)
    return {
        "news.txt": NEWS.encode(),
        "latin.txt": NEWS.encode("cp1252"),
        "wide.txt": NEWS.encode("utf-16"),
        "page.html": page,
        "note.md": b"---\ntitle: Talks\n---\n" + NEWS.encode(),
        "one.json": json.dumps(RECORDS[0]).encode(),
        "list.json": json.dumps(RECORDS).encode(),
        "lines.jsonl": lines,
        "lines.jsonl.gz": gzipped(lines),
        "table.csv": csv_table(RECORDS),
        "table.tsv": csv_table(RECORDS, "\t"),
        "table.parquet": parquet_table(RECORDS),
        "news.zip": zipped({"a.txt": NEWS.encode(), "b/lines.jsonl": lines}),
        "news.tar": tarred({"a.txt": NEWS.encode(), "b/page.html": page}),
        "news.tgz": gzipped(tarred({"a.txt": NEWS.encode(), "b/page.html": page})),
        "nested.zip": zipped({"inner.tar.gz": gzipped(tarred({"a.txt": NEWS.encode()}))}),
        "unnamed": page,
        "one.eml": message(NEWS),
        "all.mbox": mailbox(message(NEWS), message(RECORDS[0]["text"] or "")),
        "web.warc": web_archive([Kept("https://wire.example/talks", page)], pack=False),
        "web.warc.gz": web_archive([Kept("https://wire.example/talks", page)]),
    }
