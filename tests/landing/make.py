"""Files of every kind that is landed, made from a few lines of text."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping, Sequence

import polars as pl

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
    }
