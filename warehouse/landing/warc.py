"""Archives of the web: pages in WARC files, and in the WARC files of a WACZ package.

A page's name is the address under which it was fetched, so that one page is one name whichever archive brings it.
Everything else in such files (requests, pictures, scripts, redirects, errors) is passed over and counted.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "text"}
RECORD = "application/json"
REJECT = "application/x-wirelake-reject"  # our own: a page that could not be had, with the reason
KINDS = {"response", "resource", "conversion", "metadata"}
# Our own headers: what a source told of a page beside its bytes.
PUBLISHER, DATE = "Wirelake-Publisher", "Wirelake-Date"
WACZ_PAGES = re.compile(r"(^|/)archive/[^/]+\.warc(\.gz)?$")
NOT_NEWS = re.compile(r"/(robots\.txt|favicon\.ico)$")


class Fetched(NamedTuple):
    """One page of an archive; `told_date` is what the source that led there said of its day, as received."""

    uri: str
    media_type: str
    content: bytes
    publisher: str | None
    told_date: str | None


def read_warc(stream: io.BufferedReader, longest: int, skipped: Counter[str]) -> Iterator[Fetched]:
    """The pages of a WARC file, in their order; of one that is too long, the first `longest` + 1 bytes."""
    for record in ArchiveIterator(stream):
        if why := why_skip(record):
            skipped[why] += 1
            continue
        content = record.content_stream().read(longest + 1)
        yield Fetched(
            record.rec_headers.get_header("WARC-Target-URI").strip("<>"),
            media_type(record),
            content,
            header(record, PUBLISHER),
            header(record, DATE),
        )


def why_skip(record: ArcWarcRecord) -> str | None:
    uri = record.rec_headers.get_header("WARC-Target-URI")
    if record.rec_type not in KINDS or not uri:
        return f"record of a web archive that is no page ({record.rec_type})"
    if record.rec_type == "response" and (record.http_headers is None or record.http_headers.get_statuscode() != "200"):
        return "page of a web archive that was not to be had when it was fetched"
    kind = content_type(record).partition(";")[0].strip().lower()
    of_its_own = (record.rec_type, kind) in (("resource", RECORD), ("metadata", REJECT))
    if record.rec_type == "metadata" and not of_its_own:
        return "record of a web archive that is no page (metadata)"
    if (kind not in PAGES and not of_its_own) or NOT_NEWS.search(uri):
        return "picture, script or the like in a web archive"
    return None


def media_type(record: ArcWarcRecord) -> str:
    kind, _, rest = content_type(record).partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", rest, re.IGNORECASE)
    return kind.strip().lower() + (f"; charset={charset[1].lower()}" if charset else "")


def content_type(record: ArcWarcRecord) -> str:
    headers = record.http_headers if record.rec_type == "response" else None
    return (headers or record.rec_headers).get_header("Content-Type") or ""


def header(record: ArcWarcRecord, name: str) -> str | None:
    return record.rec_headers.get_header(name) or None


def with_told_date(kind: str, told_date: str | None) -> str:
    """The media type with the day that the source told, as a parameter: it stays with the bytes."""
    return f"{kind}; told-date={quote(told_date)}" if told_date else kind
