"""Files of many records: JSON lines, JSON lists, CSV and Parquet, each record a document of its own.

A record is named by its place: the line on which it begins (.jsonl, .csv), or its number from 1 (.json, .parquet).
A line of JSON keeps its bytes as they came. A row of a table has no bytes of its own and becomes a JSON object with
the columns in their order, in UTF-8.
"""

from __future__ import annotations

import base64
import codecs
import csv
import io
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import BinaryIO, NamedTuple

import pyarrow.parquet as parquet

from warehouse.landing.decode import decode
from warehouse.landing.fields import match_fields
from warehouse.landing.limits import Limits
from warehouse.landing.streams import Allowance, lay_down, read_lines


class Row(NamedTuple):
    """One record: its place in the file, its bytes and what they say."""

    place: int
    content: bytes
    record: Mapping[str, object]


class Flaw(NamedTuple):
    """One record (or, without a place, the whole file) that cannot be read; `what` follows its name in a sentence."""

    place: int | None
    reason_code: str
    what: str


class Whole(NamedTuple):
    """A JSON file that is one record: its bytes are the file's."""

    content: bytes
    record: Mapping[str, object]


class Header(NamedTuple):
    """The columns of a table, before its rows."""

    columns: tuple[str, ...]


# --- JSON


def parse_json(content: bytes) -> object:
    """The value that JSON bytes in any encoding hold; ValueError with a short reason when they hold none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        text = decode(content)
    if text is None:
        raise ValueError("it is in no known encoding")
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def read_json_lines(stream: io.BufferedReader, limits: Limits) -> Iterator[Row | Flaw]:
    """One record a line; blank lines are nothing."""
    for number, line in read_lines(stream, limits.document_bytes):
        if line is None:
            yield Flaw(number, "too_large", f"is longer than {limits.document_bytes:,} bytes.")
        elif content := line.strip():
            yield read_record(number, content)


def read_record(place: int, content: bytes) -> Row | Flaw:
    try:
        value = parse_json(content)
    except ValueError as error:
        return Flaw(place, "broken_record", f"is not valid JSON: {error}.")
    return check_record(place, content, value)


def check_record(place: int, content: bytes, value: object) -> Row | Flaw:
    if isinstance(value, dict):
        return Row(place, content, value)
    return Flaw(place, "broken_record", f"is JSON, but not an object with named fields ({type(value).__name__}).")


def read_json(stream: io.BufferedReader, limits: Limits) -> Iterator[Row | Flaw | Whole]:
    """A .json file: one object, a list of objects, an object that holds such a list, or in truth JSON lines."""
    head = stream.peek(1 << 12).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"["):
        yield from read_list(stream, limits)
        return
    first = stream.readline(limits.document_bytes + 1)
    if is_json_object(first) and stream.peek(1):
        yield read_record(1, first.strip())
        for found in read_json_lines(stream, limits):
            yield found._replace(place=found.place + 1 if found.place is not None else None)
        return
    content = first + stream.read(limits.document_bytes + 1 - len(first))
    if len(content) > limits.document_bytes:
        yield Flaw(None, "too_large", f"is one JSON object of more than {limits.document_bytes:,} bytes; split it.")
        return
    yield from read_object(content)


def is_json_object(line: bytes) -> bool:
    try:
        return isinstance(parse_json(line), dict)
    except ValueError:
        return False


def read_object(content: bytes) -> Iterator[Row | Flaw | Whole]:
    try:
        value = parse_json(content)
    except ValueError as error:
        yield Flaw(None, "broken_record", f"is not valid JSON: {error}.")
        return
    if not isinstance(value, dict):
        yield Flaw(None, "broken_record", f"is JSON, but not an object with named fields ({type(value).__name__}).")
    elif "text" not in match_fields(value, {}) and (items := find_list(value)) is not None:
        for place, item in enumerate(items, 1):
            yield check_record(place, write_json(item), item)
    else:
        yield Whole(content, value)


def find_list(value: Mapping[str, object]) -> list[object] | None:
    """The list of records in an object such as {"status": "ok", "articles": [...]}; None unless it has just one."""
    lists = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(item, dict) for item in v)]
    return lists[0] if len(lists) == 1 else None


def read_list(stream: io.BufferedReader, limits: Limits) -> Iterator[Row | Flaw]:
    """The elements of a JSON list, one after the other, whatever the length of the list."""
    text = JsonText(stream)
    text.skip("[")
    for place in range(1, 1 << 62):
        if text.at("]"):
            return
        try:
            value, raw = text.take(limits.document_bytes)
        except ValueError as error:
            yield Flaw(place, "broken_record", f"and all after it cannot be read: {error}.")
            return
        yield check_record(place, raw.encode("utf-8", "surrogatepass"), value)
        if not text.skip(",") and not text.at("]"):
            yield Flaw(place + 1, "broken_record", "and all after it cannot be read: the list breaks off.")
            return


class JsonText:
    """JSON read from a stream piece by piece, as much at a time as the next value needs."""

    PIECE = 1 << 20

    def __init__(self, stream: io.BufferedReader) -> None:
        encoding = json.detect_encoding(stream.peek(4)[:4])
        errors = "windows-1252" if encoding.startswith("utf-8") else "replace"
        self.decode = codecs.getincrementaldecoder(encoding)(errors).decode
        self.stream = stream
        self.buffer = ""
        self.position = 0
        self.decoder = json.JSONDecoder(strict=False)

    def at(self, mark: str) -> bool:
        """Whether the next character that is no blank is the mark."""
        self.drop_blanks()
        return self.buffer.startswith(mark, self.position)

    def skip(self, mark: str) -> bool:
        found = self.at(mark)
        self.position += found
        return found

    def take(self, longest: int) -> tuple[object, str]:
        """The next value and its text; ValueError when it is broken or longer than allowed."""
        self.drop_blanks()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.position)
            except RecursionError:
                raise ValueError("it is nested too deeply") from None
            except ValueError as error:
                if len(self.buffer) - self.position > longest or not self.read_more():
                    raise ValueError(str(error)) from None
            else:
                raw, self.position = self.buffer[self.position : end], end
                return value, raw

    def drop_blanks(self) -> None:
        while True:
            rest = len(self.buffer)
            while self.position < rest and self.buffer[self.position] in " \t\r\n":
                self.position += 1
            if self.position < rest or not self.read_more():
                return

    def read_more(self) -> bool:
        """Read as much again as is there, so that a long value is not tried too often."""
        self.buffer = self.buffer[self.position :]
        self.position = 0
        content = self.stream.read(max(self.PIECE, len(self.buffer)))
        self.buffer += self.decode(content, not content)
        return bool(content)


def write_json(value: object) -> bytes:
    """Compact JSON in UTF-8, keys in the order they have; the same value gives the same bytes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain_value)
    return text.encode("utf-8", "surrogatepass")


def plain_value(value: object) -> object:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case Decimal():
            return str(value)
    return str(value)


# --- CSV


def read_csv(stream: io.BufferedReader, limits: Limits) -> Iterator[Header | Row | Flaw]:
    """The rows of a CSV file with a line of column names; commas, semicolons, tabs or bars between the fields.

    A row that is broken, as by a quotation mark that never ends, does not take the rows after it along.
    """
    # The module's own bound, 131,072 characters a field, is less than a long article.
    csv.field_size_limit(max(csv.field_size_limit(), limits.document_bytes))
    lines = Rereadable(read_lines(stream, limits.document_bytes), limits.broken_record_bytes)
    header = next(iter(lines), None)
    if header is None or header[1] is None:
        yield Flaw(None, "empty" if header is None else "too_large", "has no line of column names.")
        return
    first = to_text(header[1]).replace("\r", " ")
    delimiter = max(",;\t|", key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
    columns = name_columns(next(csv.reader([first], delimiter=delimiter), []))
    yield Header(columns)
    yield from read_rows(lines, columns, delimiter, limits)


def read_rows(lines: Rereadable, columns: Sequence[str], delimiter: str, limits: Limits) -> Iterator[Row | Flaw]:
    while (start := lines.peek()) is not None:
        number, line = start
        if line is None:
            lines.drop()
            yield Flaw(number, "too_large", f"is longer than {limits.document_bytes:,} bytes.")
            continue
        lines.mark()
        try:
            values = next(csv.reader(lines.texts(limits.document_bytes), delimiter=delimiter, strict=True), [])
            if values and len(values) != len(columns):
                raise ValueError(f"it has {len(values)} fields where the columns are {len(columns)}")
        except (csv.Error, ValueError) as error:
            yield Flaw(number, "broken_record", f"is no whole row: {error}.")
            if not lines.back_to_second():
                yield Flaw(None, "broken_table", f"has too many broken rows; all after line {number} is left out.")
                return
            continue
        if any(values):
            record = dict(zip(columns, values, strict=True))
            yield Row(number, write_json(record), record)


class Rereadable:
    """Numbered lines that can be read again from the second line of a row that turned out to be broken."""

    def __init__(self, lines: Iterator[tuple[int, bytes | None]], rereadable_bytes: int) -> None:
        self.lines = lines
        self.waiting: deque[tuple[int, bytes | None]] = deque()
        self.read: list[tuple[int, bytes | None]] = []
        self.rereadable_bytes = rereadable_bytes

    def __iter__(self) -> Iterator[tuple[int, bytes | None]]:
        while (line := self.peek()) is not None:
            self.drop()
            yield line

    def peek(self) -> tuple[int, bytes | None] | None:
        if not self.waiting and (line := next(self.lines, None)) is not None:
            self.waiting.append(line)
        return self.waiting[0] if self.waiting else None

    def drop(self) -> None:
        self.waiting.popleft()

    def mark(self) -> None:
        """Remember what is read from here."""
        self.read = []

    def texts(self, longest: int) -> Iterator[str]:
        """Lines from the mark, decoded; ValueError when they grow longer than one row may be."""
        length = 0
        for number, line in self:
            self.read.append((number, line))
            length += len(line or b"")
            if line is None or length > longest:
                raise ValueError("a quotation mark in it does not end")
            yield to_text(line)

    def back_to_second(self) -> bool:
        """Go back to the line after the mark; False when this has been done too often."""
        self.rereadable_bytes -= sum(len(line or b"") for _, line in self.read[1:])
        self.waiting.extendleft(reversed(self.read[1:]))
        return self.rereadable_bytes >= 0


def to_text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return decode(line) or line.decode("utf-8", "replace")


def name_columns(names: Iterable[str]) -> tuple[str, ...]:
    """Column names, each once: a second `text` becomes `text_2`, an empty name `column_5`."""
    columns: list[str] = []
    for number, name in enumerate(names, 1):
        name = name.strip() or f"column_{number}"
        columns.append(f"{name}_{number}" if name in columns else name)
    return tuple(columns)


# --- Parquet


def read_parquet(stream: BinaryIO, allowance: Allowance) -> Iterator[Header | Row | Flaw]:
    """The rows of a Parquet file, a few hundred at a time."""
    with stream if stream.seekable() else lay_down(stream) as file, parquet.ParquetFile(file) as table:
        columns = name_columns(table.schema_arrow.names)
        yield Header(columns)
        place = 0
        for batch in table.iter_batches(batch_size=256, use_threads=False):
            for index in range(batch.num_rows):
                place += 1
                row = read_row(place, columns, [column[index] for column in batch.columns])
                # A file of a few bytes can claim any number of rows, or the same long text in each of them.
                allowance.spend(max(100, len(row.content) if isinstance(row, Row) else 0))
                yield row


def read_row(place: int, columns: Sequence[str], cells: Sequence[object]) -> Row | Flaw:
    try:
        values = (cell.as_py() for cell in cells)  # pyright: ignore[reportAttributeAccessIssue]
        # What is not a number (NaN) has no place in JSON, and is what some writers put for null.
        record = {name: None if value != value else value for name, value in zip(columns, values, strict=True)}
        return Row(place, write_json(record), record)
    except (ValueError, OverflowError, RecursionError) as error:
        return Flaw(place, "broken_record", f"holds a value that cannot be read: {error}.")
