"""Reads the knowledge files, and the user's overlay of the same form.

An overlay is a folder with the same paths as `warehouse/knowledge`: `actors/countries.csv` there adds rows to
`actors/countries.csv` here. Rows of the overlay come last, so that a stage which keeps the last row for a key
lets the user's word win.

The user's files may come from a spreadsheet: with a byte-order mark, with any line ends, divided by semicolons or
tabs, with empty rows and columns. What can't be understood is refused with the file, the line and what to do.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import polars as pl

HOME = Path(__file__).parent
DATA_SUFFIXES = {".csv", ".toml", ".txt", ".json", ".geojson", ".parquet", ".bin"}
# Corrections, which exist only in an overlay; the first two columns may not be empty unless named in MAY_BE_EMPTY.
CORRECTIONS = {
    "actors/aliases.csv": ("name", "actor_id", "withdrawn"),
    "actors/merges.csv": ("actor_id", "into_id", "reason"),
    "actors/splits.csv": ("actor_id", "new_id", "new_name", "name", "country_code", "article_id", "reason"),
}
MAY_BE_EMPTY = {("actors/splits.csv", "actor_id")}
HOLDERS = "offices/holders/"  # files of any name
DELIMITERS = ",;\t"

Rows = list[dict[str, str]]


class KnowledgeError(ValueError):
    """A knowledge file says something that can't be used; the message names the file, the row and what to do."""


def paths(name: str, overlay: Path | None = None) -> list[Path]:
    """The files of that name, ours first, then the user's. `name` is relative, such as `actors/countries.csv`."""
    homes = [HOME] if overlay is None else [HOME, overlay]
    return [home / name for home in homes if (home / name).is_file()]


def rows(name: str, overlay: Path | None = None) -> pl.DataFrame:
    """All rows of a CSV file of knowledge and of its overlay, every column as text, empty cells as null.

    Columns that an overlay lacks are null there. Lines that begin with `#` are comments. Raises KnowledgeError.
    """
    frames = []
    if (HOME / name).is_file():
        frames.append(pl.read_csv(HOME / name, infer_schema=False, comment_prefix="#"))
    if overlay is not None and (overlay / name).is_file():
        schema = dict.fromkeys(columns(name), pl.String())
        frames.append(pl.DataFrame([_with_nulls(row, schema) for row in own_rows(name, overlay)], schema=schema))
    return pl.concat(frames, how="diagonal") if frames else pl.DataFrame()


def _with_nulls(row: dict[str, str], schema: dict[str, pl.String]) -> dict[str, str | None]:
    return {column: row.get(column) for column in schema}


def own_rows(name: str, overlay: Path) -> Rows:
    """The user's rows of one file, in order, as their cells that are not empty. Raises KnowledgeError."""
    file = overlay / name
    return rows_in(name, file.read_bytes()) if file.is_file() else []


def rows_in(name: str, content: bytes) -> Rows:
    """The rows of a user's file of that name, in order, as their cells that are not empty. Raises KnowledgeError."""
    return list(_parsed(name, text_of(name, content)))


def text_of(name: str, content: bytes) -> str:
    """The text of a user's file: UTF-8, or UTF-16 with its mark, as spreadsheets save it. Raises KnowledgeError."""
    code = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(code)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise KnowledgeError(
            f"{name} of your overlay, line {line}: not UTF-8. Save the file again as 'CSV UTF-8'."
        ) from error


def _parsed(name: str, text: str) -> Iterator[dict[str, str]]:
    lines = ["" if is_comment(line) else line for line in text.splitlines()]
    first = next((line for line in lines if line.strip()), "")
    reader = csv.reader(
        (f"{line}\n" for line in lines), delimiter=next((d for d in DELIMITERS if d in first), ","), strict=True
    )
    header: list[str] = []
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if not header:
                header = _header(name, cells)
            else:
                yield _row(f"{name} of your overlay, line {reader.line_num}", name, header, cells)
    except csv.Error as error:
        raise KnowledgeError(
            f"{name} of your overlay, line {reader.line_num}: {error}. "
            "Put a cell that holds a quote or a comma in double quotes."
        ) from error


def is_comment(line: str) -> bool:
    return line.lstrip('"').startswith("#")  # a spreadsheet puts a comment that holds a comma in quotes


def _header(name: str, cells: list[str]) -> list[str]:
    known = columns(name)
    strange = [cell for cell in cells if cell and cell not in known]
    if strange or known[0] not in cells or len(set(filter(None, cells))) < len(list(filter(None, cells))):
        fault = f"there is no column {strange[0]!r}" if strange else "a column is missing or stands twice"
        raise KnowledgeError(f"{name} of your overlay: {fault}. The first line names the columns: {','.join(known)}.")
    return cells


def _row(where: str, name: str, header: list[str], cells: list[str]) -> dict[str, str]:
    if any(cells[len(header) :]) or any(cell for column, cell in zip(header, cells, strict=False) if not column):
        raise KnowledgeError(
            f"{where}: more cells than columns. Put a cell that holds the dividing character in double quotes."
        )
    row = {column: cell for column, cell in zip(header, cells, strict=False) if cell}
    needed = [c for c in CORRECTIONS.get(name, ())[:2] if (name, c) not in MAY_BE_EMPTY] or [columns(name)[0]]
    if missing := [column for column in needed if column not in row]:
        raise KnowledgeError(f"{where}: the cell {missing[0]} is empty. Fill it, or take the line away.")
    return row


@cache
def columns(name: str) -> tuple[str, ...]:
    """The columns of a CSV file of knowledge, or of the user's corrections. Raises KnowledgeError for no such file."""
    if name in CORRECTIONS:
        return CORRECTIONS[name]
    known = HOME / name
    if name.startswith(HOLDERS) and not known.is_file():
        known = next(iter(sorted((HOME / HOLDERS).glob("*.csv"))))
    if not known.is_file():
        raise KnowledgeError(_stranger(name))
    return tuple(pl.read_csv(known, infer_schema=False, comment_prefix="#", n_rows=0).columns)


def _stranger(name: str) -> str:
    ours = [path.relative_to(HOME).as_posix() for path in _data_files(HOME)]
    near = get_close_matches(name, [*ours, *CORRECTIONS], n=1, cutoff=0.5)
    return f"{name} of your overlay: nothing reads a file of that name." + (f" Is it {near[0]}?" if near else "")


def own_content(overlay: Path | None) -> dict[str, Rows]:
    """What an overlay says: each file's rows; of a file that is no CSV one row with the hash of its bytes.

    Comments, empty rows and the form of the file are no part of it. Raises KnowledgeError where a file can't be
    understood, or would be read by nobody.
    """
    content: dict[str, Rows] = {}
    for path in _data_files(overlay) if overlay else ():
        name = path.relative_to(overlay or path).as_posix()
        if path.suffix == ".csv":
            content[name] = own_rows(name, overlay or path) if columns(name) else []
        elif (HOME / name).is_file():
            content[name] = [{"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}]
        elif path.suffix == ".toml":
            raise KnowledgeError(_stranger(name))
    return {name: listed for name, listed in content.items() if listed}


@cache
def _own_version() -> str:
    digest = hashlib.sha256()
    for path in _data_files(HOME):
        digest.update(path.relative_to(HOME).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def version(overlay: Path | None = None) -> str:
    """Hash of all knowledge files and of what the overlay says: 16 hexadecimal digits."""
    said = own_content(overlay)
    told = json.dumps(said, sort_keys=True, ensure_ascii=False) if said else ""
    return hashlib.sha256(f"{_own_version()} {told}".encode()).hexdigest()[:16]


def _data_files(home: Path) -> Iterator[Path]:
    """Data files, but for hidden ones and the locks of spreadsheets."""
    for path in sorted(home.rglob("*")):
        parts = path.relative_to(home).parts
        if path.suffix in DATA_SUFFIXES and path.is_file() and not any(part[0] in ".~" for part in parts):
            yield path
