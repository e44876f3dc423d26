"""The user's list of sources: `sources.csv` in the lake's folder, one line a source, made for editing and for git."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

FILE = "sources.csv"
KINDS = ("feed", "sitemap", "urls", "path")
TAKES = ("pages", "entries")
EVERY = 15  # minutes
HEAD = "# One line a source. kind: feed, sitemap, urls or path; take: pages (fetch each) or entries (their own text).\n"


class SourceRefused(ValueError):
    """A source that can't be added, found or read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One line. `every` is the least number of minutes between visits; `allow` names hosts on private networks."""

    name: str
    kind: str
    address: str
    publisher: str = ""
    take: str = "pages"
    every: int = EVERY
    allow: frozenset[str] = frozenset()

    @property
    def is_web(self) -> bool:
        return self.kind != "path"


COLUMNS = tuple(field.name for field in fields(Source))


def read_sources(file: Path) -> list[Source]:
    """The sources of a list, in its order; none when there is no list. Raises SourceRefused with the line."""
    if not file.exists():
        return []
    lines = [(n, line) for n, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1) if is_data(line)]
    if not lines:
        return []
    header, *rows = csv.reader(line for _, line in lines)
    if unknown := sorted(set(header) - set(COLUMNS)):
        raise SourceRefused(f"{file}: has no column {', '.join(unknown)}; its columns: {', '.join(COLUMNS)}.")
    found = [
        read_row(file, n, dict(zip(header, row, strict=False))) for (n, _), row in zip(lines[1:], rows, strict=True)
    ]
    for one in found:
        if sum(other.name == one.name for other in found) > 1:
            raise SourceRefused(f"{file}: the name {one.name} stands twice; give each source a name of its own.")
    return found


def is_data(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def read_row(file: Path, number: int, row: Mapping[str, str]) -> Source:
    told = {name: value.strip() for name, value in row.items() if value and value.strip()}
    try:
        return make_source(told)
    except SourceRefused as wrong:
        raise SourceRefused(f"{file}, line {number}: {wrong}") from wrong


def make_source(told: Mapping[str, str]) -> Source:
    """A source from the columns of its line; what is left out is guessed from the address."""
    address = told.get("address", "")
    if not address:
        raise SourceRefused("a source needs an address: a URL, a folder or a file.")
    kind = told.get("kind") or guess_kind(address)
    if kind not in KINDS:
        raise SourceRefused(f"kind {kind}: choose one of {', '.join(KINDS)}.")
    if kind != "path" and urlsplit(address).scheme not in ("http", "https"):
        raise SourceRefused(f"{address}: a {kind} is fetched from http:// or https://.")
    take = told.get("take", TAKES[0])
    if take not in TAKES:
        raise SourceRefused(f"take {take}: choose one of {', '.join(TAKES)}.")
    every = told.get("every", str(EVERY))
    if not every.isdigit() or not int(every):
        raise SourceRefused(f"every {every}: a whole number of minutes, 1 or more.")
    return Source(
        name=told.get("name") or guess_name(address),
        kind=kind,
        address=address,
        publisher=told.get("publisher", ""),
        take=take,
        every=int(every),
        allow=frozenset(told.get("allow", "").lower().split()),
    )


def guess_kind(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        return "path"
    name = parts.path.lower().rpartition("/")[2]
    if "sitemap" in name:
        return "sitemap"
    return "urls" if name.endswith((".txt", ".txt.gz", ".txt.zip")) else "feed"


def guess_name(address: str) -> str:
    parts = urlsplit(address)
    said = f"{parts.hostname or ''}{parts.path}" if parts.hostname else Path(address).name
    return re.sub(r"[^\w.]+", "-", said.removeprefix("www.")).strip("-.")[:60] or "source"


def add_source(file: Path, source: Source) -> None:
    """Append a line. Raises SourceRefused when the name or the address stands there already."""
    for other in read_sources(file):
        if other.name == source.name:
            raise SourceRefused(f"{source.name}: there is a source of that name; choose another with --name.")
        if other.address == source.address:
            raise SourceRefused(f"{source.address}: is there already, as {other.name}.")
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if not any(map(is_data, text.splitlines())):
        text += ("" if text else HEAD) + ",".join(COLUMNS) + "\n"
    header = next(csv.reader([next(filter(is_data, text.splitlines()))]))
    write(file, text + ("" if text.endswith("\n") else "\n") + line_of(source, header))


def remove_source(file: Path, name: str) -> Source:
    """Take a line out and leave all others as they stand. Raises SourceRefused when there is none of that name."""
    found = next((source for source in read_sources(file) if source.name == name), None)
    if found is None:
        known = ", ".join(source.name for source in read_sources(file)) or "none"
        raise SourceRefused(f"{name}: there is no source of that name. Sources: {known}.")
    kept, header = [], None
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if is_data(line):
            row = next(csv.reader([line]))
            if header is not None and read_row(file, 0, dict(zip(header, row, strict=False))).name == name:
                continue
            header = header or row
        kept.append(line)
    write(file, "".join(kept))
    return found


def line_of(source: Source, header: list[str]) -> str:
    values = {
        "name": source.name,
        "kind": source.kind,
        "address": source.address,
        "publisher": source.publisher,
        "take": "" if source.take == TAKES[0] else source.take,
        "every": "" if source.every == EVERY else str(source.every),
        "allow": " ".join(sorted(source.allow)),
    }
    missing = [name for name, value in values.items() if value and name not in header]
    if missing:
        raise SourceRefused(f"the list has no column {', '.join(missing)}; add it to its first line.")
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values[name] for name in header)
    return line.getvalue()


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
