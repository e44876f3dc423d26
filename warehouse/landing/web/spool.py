"""What was fetched and is on its way into the lake: WARC files in `incoming/`, each whole or not there.

A page counts as fetched in the same step that makes its file count: a run that is killed fetches those pages again
whose file is not whole, and no others.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Self
from uuid import uuid4

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.landing.warc import DATE, PUBLISHER, REJECT
from warehouse.landing.web.state import State

FOLDER = "incoming"
DRAFT = ".draft"


class Spool:
    """A WARC file that is being written."""

    def __init__(self, home: Path):
        self.folder = home / FOLDER
        self.folder.mkdir(parents=True, exist_ok=True)
        self.name = f"{uuid4().hex}.warc.gz"
        self.count = 0
        self._file = (self.folder / (self.name + DRAFT)).open("wb")
        self._writer = WARCWriter(self._file, gzip=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def add_page(self, address: str, kind: str, content: bytes, told: Mapping[str, str]) -> None:
        """A page as it came, with what its source told of it."""
        headers = StatusAndHeaders("200 OK", [("Content-Type", one_line(kind))], protocol="HTTP/1.1")
        self._add(address, "response", content, "", told, headers)

    def add_entry(self, address: str, record: Mapping[str, str], told: Mapping[str, str]) -> None:
        """An entry that holds its own text."""
        content = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        self._add(address, "resource", content, "application/json", told)

    def add_reject(self, address: str, code: str, what: str) -> None:
        """A page that could not be had: the lake is told why."""
        content = json.dumps({"reason_code": code, "what": what}, ensure_ascii=False).encode()
        self._add(address, "metadata", content, REJECT, {})

    def keep(self, state: State) -> None:
        """Make the file count, inside the caller's change of the state; `settle` then gives it its name."""
        self._file.close()
        if self.count:
            state.add_spool(self.name)

    def _add(
        self,
        address: str,
        kind: str,
        content: bytes,
        media_type: str,
        told: Mapping[str, str],
        headers: StatusAndHeaders | None = None,
    ) -> None:
        self._writer.write_record(
            self._writer.create_warc_record(
                address,
                kind,
                payload=io.BytesIO(content),
                length=len(content),
                warc_content_type=media_type,
                warc_headers_dict={name: one_line(value) for name, value in told.items() if value},
                http_headers=headers,
            )
        )
        self.count += 1


def told_headers(publisher: str, date: str | None) -> dict[str, str]:
    return {PUBLISHER: publisher, DATE: date or ""}


def settle(home: Path, state: State) -> None:
    """Give whole files their names and drop those of killed runs; only for who holds the lock of fetching."""
    folder = home / FOLDER
    for draft in folder.glob(f"*{DRAFT}"):
        name = draft.name.removesuffix(DRAFT)
        if state.has_spool(name):
            draft.replace(folder / name)
        else:
            draft.unlink()


def whole(home: Path) -> list[Path]:
    """The files that wait for the lake, oldest first."""
    folder = home / FOLDER
    return sorted(folder.glob("*.warc.gz"), key=lambda file: (file.stat().st_mtime_ns, file.name))


def forget(files: list[Path], state: State) -> None:
    """The lake has what these files hold."""
    for file in files:
        file.unlink(missing_ok=True)
        state.drop_spool(file.name)


def one_line(value: str) -> str:
    return " ".join(value.split())
