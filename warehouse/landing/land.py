"""Landing: files, folders and archives become documents, each with its bytes as they came.

Names: the uri of a file is its absolute `file:///` address, whatever way it was pointed at; a member of an archive is
`archive#member`, a record `file#place` (see records); a page of a web archive keeps the address it was fetched from.
Ids come from the bytes alone, so that a folder moved elsewhere
brings the same documents under new names. A file that is only compressed (`news.jsonl.gz`) keeps its own name.

Whatever cannot be read becomes a Reject, and the rest goes on.
"""

from __future__ import annotations

import io
import json
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from warehouse.landing.archives import Member, Refusal, describe, gunzip, untar, unzip
from warehouse.landing.content import find_binary, is_html
from warehouse.landing.decode import decode
from warehouse.landing.documents import Document
from warehouse.landing.fields import ColumnError, check_mapping, match_fields, read_told, type_of_record
from warehouse.landing.limits import Limits
from warehouse.landing.mail import MESSAGE, is_mailbox, is_message, split_mailbox
from warehouse.landing.records import (
    Flaw,
    Header,
    Row,
    Whole,
    read_csv,
    read_json,
    read_json_lines,
    read_parquet,
)
from warehouse.landing.streams import Allowance, OverLimitError
from warehouse.landing.walk import walk
from warehouse.landing.warc import RECORD, REJECT, WACZ_PAGES, read_warc, with_told_date
from warehouse.rejects import Reject

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
RECORD_FILES = {
    ".json": "json",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
ARCHIVES = {".zip": "zip", ".tar": "tar", ".tgz": "gzip", ".gz": "gzip", ".wacz": "zip"}
MAIL = {".eml": "message", ".mbox": "mailbox"}
# Text, but not anybody's words to readers.
NOT_PROSE = {
    *(".py", ".js", ".ts", ".css", ".c", ".h", ".cpp", ".java", ".go", ".rs", ".rb", ".sh", ".bat", ".sql", ".ipynb"),
    *(".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".lock", ".log", ".xml", ".rss", ".xsl", ".svg", ".tex"),
    *(".ics", ".vcf", ".srt", ".sha256", ".md5", ".pem", ".key"),
}
PATIENCE = 10_000  # records without a text before a file is taken for one of other things
HEAD = 1 << 13  # what a buffered file shows of itself without being read


@dataclass
class Landing:
    """What one call of `land` works with."""

    limits: Limits
    columns: Mapping[str, str]
    skipped: Counter[str]
    has_fitted: bool = False  # whether the user's columns were found in any table yet


@dataclass(frozen=True)
class Incoming:
    """A stream of bytes with its name. `allowance` and `depth` are those of the archive it lies in."""

    uri: str
    name: str
    stream: io.BufferedReader
    allowance: Allowance
    depth: int = 0

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name.replace("\\", "/").lower()).suffix


def land(
    paths: Iterable[str | Path],
    *,
    limits: Limits | None = None,
    columns: Mapping[str, str] | None = None,
    skipped: Counter[str] | None = None,
) -> Iterator[Document | Reject]:
    """Documents in files, in folders with all below them, and in archives, one at a time, always in the same order.

    `columns` says which columns of records hold which field (`{"text": "article_text"}`), for those whose names
    are not known anyway. `skipped`, when given, counts by its reason what was passed over without a word: hidden
    files, those of the system, leftovers of editors. Raises ColumnError when the columns do not exist.
    """
    landing = Landing(limits or Limits(), columns or {}, skipped if skipped is not None else Counter())
    check_mapping(landing.columns)
    for path in paths:
        for file in walk(find_root(Path(path)), landing.skipped):
            yield from land_file(file, landing)


def find_root(path: Path) -> Path:
    """The same absolute path for the same place, whatever way it is pointed at; a linked file keeps its name."""
    try:
        return path.resolve() if path.is_dir() else path.parent.resolve() / path.name
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def uri_of(path: Path) -> str:
    return "file://" + quote(path.as_posix(), errors="surrogateescape")


def land_file(path: Path, landing: Landing) -> Iterator[Document | Reject]:
    uri = uri_of(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield reject_special(uri, status.st_mode)
            return
        stream = path.open("rb")
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield refuse(uri, "not_found", "does not exist; check the path.")
        return
    except OSError as error:
        yield refuse(uri, "unreadable", f"cannot be opened ({error.strerror}); check its permissions.")
        return
    allowance = Allowance(landing.limits.allowance(status.st_size), landing.limits.archive_members)
    with stream:
        try:
            yield from read_guarded(Incoming(uri, path.name, stream, allowance), landing)
        except OverLimitError as error:
            yield refuse(uri, "archive_bomb", f"{error}; the rest of it is left out. Unpack it first if it is sound.")


def reject_special(uri: str, mode: int) -> Reject:
    if stat.S_ISDIR(mode):
        return refuse(uri, "unreadable", "is a folder that may not be opened; check its permissions.")
    return refuse(uri, "not_a_file", "is a device, a pipe or a socket, which is not read.")


def read_guarded(incoming: Incoming, landing: Landing) -> Iterator[Document | Reject]:
    """Read one stream; whatever goes wrong with its bytes is a Reject, for the rest to go on."""
    try:
        yield from read_incoming(incoming, landing)
    except (ColumnError, OverLimitError):
        raise
    except Exception as error:  # readers of archives and tables raise whatever hostile bytes lead them to
        what = "archive" if incoming.suffix in ARCHIVES or incoming.depth else "file"
        yield refuse(incoming.uri, f"broken_{what}", f"cannot be read to its end ({describe(error)}).")


def read_incoming(incoming: Incoming, landing: Landing) -> Iterator[Document | Reject]:
    if not incoming.stream.peek(1):
        yield refuse(incoming.uri, "empty", "is empty.")
    elif incoming.suffix in ARCHIVES:
        yield from read_archive(incoming, ARCHIVES[incoming.suffix], landing)
    elif incoming.suffix in RECORD_FILES:
        yield from land_records(incoming, RECORD_FILES[incoming.suffix], landing)
    elif incoming.suffix in MEDIA_TYPES:
        yield read_document(incoming, MEDIA_TYPES[incoming.suffix], landing)
    elif incoming.suffix == ".warc":
        yield from land_warc(incoming, landing)
    elif incoming.suffix in MAIL:
        yield from land_mail(incoming, MAIL[incoming.suffix], landing)
    elif incoming.suffix in NOT_PROSE:
        yield refuse(incoming.uri, "unsupported", f"is a {incoming.suffix} file, a format that is not read.")
    else:
        yield from read_unnamed(incoming, landing)


def read_document(incoming: Incoming, media_type: str, landing: Landing) -> Document | Reject:
    return check_content(incoming.uri, media_type, incoming.stream.read(landing.limits.document_bytes + 1), landing)


def check_content(uri: str, media_type: str, content: bytes, landing: Landing) -> Document | Reject:
    longest = landing.limits.document_bytes
    if binary := find_binary(content):
        return refuse(uri, "binary", f"is {binary}, not text; convert it to text or HTML first.")
    if len(content) > longest:
        return refuse(uri, "too_large", f"is larger than {longest:,} bytes, the limit for one document.")
    if not content.strip():
        return refuse(uri, "empty", "holds nothing but blanks.")
    return Document(uri, media_type, content)


def read_unnamed(incoming: Incoming, landing: Landing) -> Iterator[Document | Reject]:
    """A file whose name does not say what it is: told by its first bytes."""
    head = incoming.stream.peek(HEAD)[:HEAD]
    if head.startswith(b"PAR1"):
        yield from land_records(incoming, "parquet", landing)
    elif head.startswith(b"\x1f\x8b"):
        yield from read_archive(incoming, "gzip", landing)
    elif head.startswith(b"PK\x03\x04") and not is_office_document(head):
        yield from read_archive(incoming, "zip", landing)
    elif head[257:262] == b"ustar":
        yield from read_archive(incoming, "tar", landing)
    elif head.startswith((b"WARC/1.0\r\n", b"WARC/1.1\r\n")):
        yield from land_warc(incoming, landing)
    elif is_mailbox(head) or is_message(head):
        yield from land_mail(incoming, "mailbox" if is_mailbox(head) else "message", landing)
    elif binary := find_binary(head):
        yield refuse(incoming.uri, "binary", f"is {binary}, not text; convert it to text or HTML first.")
    elif head.lstrip().startswith((b'{"', b"[{")):
        yield from land_records(incoming, "json", landing)
    elif (text := decode(head)) is None:
        yield refuse(incoming.uri, "unsupported", "is in no format that is read (see the list in the documentation).")
    elif text.lstrip().startswith("<?xml") and not is_html(text):
        yield refuse(incoming.uri, "unsupported", "is XML of a kind that is not read.")
    else:
        yield read_document(incoming, "text/html" if is_html(text) else "text/plain", landing)


def is_office_document(head: bytes) -> bool:
    """Whether a zip archive is a .docx, .odt, .epub or the like, by the name of its first member."""
    return (
        head[30:49] in (b"[Content_Types].xml",)
        or head[30:38] in (b"mimetype", b"META-INF")
        or head[30:36] == b"_rels/"
    )


def read_archive(incoming: Incoming, kind: str, landing: Landing) -> Iterator[Document | Reject]:
    if incoming.depth >= landing.limits.archive_depth:
        yield refuse(incoming.uri, "too_deep", f"lies in {incoming.depth} archives; unpack the outer ones first.")
        return
    inner = replace(incoming, depth=incoming.depth + 1)
    if kind == "gzip":
        name = incoming.name[:-4] + ".tar" if incoming.suffix == ".tgz" else incoming.name.removesuffix(".gz")
        unpacked = gunzip(incoming.stream, incoming.allowance)
        yield from read_incoming(replace(inner, name=name, stream=unpacked), landing)
        return
    unpack = unzip if kind == "zip" else untar
    for found in unpack(incoming.stream, incoming.allowance, landing.skipped):
        uri = f"{incoming.uri}#{quote(found.name, errors='surrogateescape')}"
        match found:
            case Refusal(_, reason_code, what):
                yield refuse(uri, reason_code, what)
            case Member(name, _) if incoming.suffix == ".wacz" and not WACZ_PAGES.search(name):
                landing.skipped["index or log of a web archive"] += 1
            case Member(name, stream):
                yield from read_guarded(replace(inner, uri=uri, name=name, stream=stream), landing)


def land_warc(incoming: Incoming, landing: Landing) -> Iterator[Document | Reject]:
    """The pages of a web archive, each under its own address."""
    is_empty = True
    for page in read_warc(incoming.stream, landing.limits.document_bytes, landing.skipped):
        is_empty = False
        if page.media_type == REJECT:
            yield read_reject(page.uri, page.content)
            continue
        if page.media_type == RECORD:
            yield land_json(page.uri, page.content, page.publisher, landing)
            continue
        found = check_content(page.uri, with_told_date(page.media_type, page.told_date), page.content, landing)
        yield replace(found, publisher=page.publisher) if isinstance(found, Document) else found
    if is_empty:
        yield refuse(incoming.uri, "no_text", "is a web archive without a page that could be fetched.")


def read_reject(uri: str, content: bytes) -> Reject:
    """Why a page could not be had, as the round of visits noted it."""
    try:
        told = json.loads(content)
        return refuse(uri, str(told["reason_code"]), str(told["what"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return refuse(uri, "broken_record", "could not be had, for a reason that is not readable.")


def land_json(uri: str, content: bytes, publisher: str | None, landing: Landing) -> Document | Reject:
    """A record that stands alone in a web archive: an entry of a feed with its whole text."""
    try:
        record = json.loads(content)
    except (ValueError, RecursionError) as error:
        return refuse(uri, "broken_record", f"is not valid JSON ({error}).")
    if not isinstance(record, dict):
        return refuse(uri, "no_text", "is JSON, but not an object with a text field.")
    found = land_record(uri, content, record, landing)
    return replace(found, publisher=found.publisher or publisher) if isinstance(found, Document) else found


def land_mail(incoming: Incoming, kind: str, landing: Landing) -> Iterator[Document | Reject]:
    """A message, or each message of a mailbox by its place there."""
    if kind == "message":
        yield read_document(incoming, MESSAGE, landing)
        return
    is_empty = True
    for place, content in split_mailbox(incoming.stream, landing.limits.document_bytes):
        is_empty = False
        uri = f"{incoming.uri}#{place}"
        if content is None:
            yield refuse(uri, "too_large", f"is larger than {landing.limits.document_bytes:,} bytes.")
        else:
            yield check_content(uri, MESSAGE, content, landing)
    if is_empty:
        yield refuse(incoming.uri, "empty", "holds no messages.")


def land_records(incoming: Incoming, kind: str, landing: Landing) -> Iterator[Document | Reject]:
    """The records of a file. A file of other things than texts is refused once, not once a record."""
    textless: list[Reject] = []
    has_text = False
    for one in read_records(incoming, kind, landing):
        if isinstance(one, Reject) and one.reason_code == "no_text" and not has_text:
            textless.append(one)
            if len(textless) == PATIENCE:
                break
            continue
        if isinstance(one, Document) and not has_text:
            yield from textless
            has_text = True
        yield one
    if len(textless) == 1 and not has_text:
        yield from textless
    elif not has_text and textless:
        what = f"has no text in the {len(textless):,} records read of it; of the first: {textless[0].reason}"
        yield refuse(incoming.uri, "no_text", what)


def read_records(incoming: Incoming, kind: str, landing: Landing) -> Iterator[Document | Reject]:
    binary = find_binary(incoming.stream.peek(HEAD)[:HEAD])
    if binary and kind != "parquet":
        yield refuse(incoming.uri, "binary", f"is {binary}, not what its name says; rename or convert it.")
        return
    rows = find_rows(incoming, kind, landing.limits)
    is_first = True
    for found in rows:
        if is_first and (wrong := check_columns(incoming, found, landing)):
            yield wrong
            return
        is_first = False
        match found:
            case Row(place, content, record):
                yield land_record(f"{incoming.uri}#{place}", content, record, landing)
            case Whole(content, record):
                yield land_record(incoming.uri, content, record, landing)
            case Flaw(place, reason_code, what):
                yield refuse(incoming.uri if place is None else f"{incoming.uri}#{place}", reason_code, what)
            case Header():
                pass
    if is_first:
        yield refuse(incoming.uri, "empty", "holds no records.")


def find_rows(incoming: Incoming, kind: str, limits: Limits) -> Iterator[Header | Row | Whole | Flaw]:
    match kind:
        case "json":
            return read_json(incoming.stream, limits)
        case "json lines":
            return read_json_lines(incoming.stream, limits)
        case "csv":
            return read_csv(incoming.stream, limits)
        case _:
            return read_parquet(incoming.stream, incoming.allowance)


def check_columns(incoming: Incoming, first: Header | Row | Whole | Flaw, landing: Landing) -> Reject | None:
    """Whether the columns that the user named, and a text, are there; a mapping that never fitted is a usage error."""
    if isinstance(first, Flaw):
        return None
    columns = first.columns if isinstance(first, Header) else tuple(first.record)
    asked = landing.columns if isinstance(first, Header) else {k: v for k, v in landing.columns.items() if k == "text"}
    listed = ", ".join(columns)[:500]
    if missing := sorted(set(asked.values()) - set(columns)):
        what = f"has no column {', '.join(missing)}; its columns: {listed}."
        if not landing.has_fitted:
            raise ColumnError(f"{incoming.uri} {what}")
        return refuse(incoming.uri, "no_such_column", what)
    landing.has_fitted = True
    if isinstance(first, Header) and "text" not in match_fields(columns, asked):
        return refuse(incoming.uri, "no_text", f"has no column of texts; name one of its columns: {listed}.")
    return None


def land_record(uri: str, content: bytes, record: Mapping[str, object], landing: Landing) -> Document | Reject:
    mapping = {name: column for name, column in landing.columns.items() if column in record}
    text, told = read_told(record, mapping)
    if len(content) > landing.limits.document_bytes:
        return refuse(uri, "too_large", f"is larger than {landing.limits.document_bytes:,} bytes.")
    if text is None:
        listed = ", ".join(map(str, record))[:500]
        return refuse(uri, "no_text", f"has no text, or a blank one; its fields: {listed or 'none'}.")
    return Document(uri, type_of_record(mapping), content, told.publisher)


def refuse(uri: str, reason_code: str, what: str) -> Reject:
    return Reject(uri, "landing", reason_code, f"{uri} {what}")
