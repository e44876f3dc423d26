"""What is in an archive: one stream a member. Nothing is ever written under a member's name."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple, Self

from warehouse.landing.streams import Allowance, lay_down, metered
from warehouse.landing.walk import why_skip


class Member(NamedTuple):
    """One file in an archive: its name there, and its bytes, to be read before the next is asked for."""

    name: str
    stream: io.BufferedReader


class Refusal(NamedTuple):
    """One thing in an archive that cannot be read. `what` ends a sentence that begins with its name."""

    name: str
    reason_code: str
    what: str


def unzip(stream: BinaryIO, allowance: Allowance, skipped: Counter[str]) -> Iterator[Member | Refusal]:
    """Members of a zip archive, in the order of its directory; one that is damaged does not stop the others."""
    with (
        stream if stream.seekable() else lay_down(stream) as file,
        zipfile.ZipFile(file) as archive,
    ):
        for entry in archive.infolist():
            allowance.count_member()
            if entry.is_dir() or is_skipped(entry.filename, skipped):
                continue
            if entry.flag_bits & 0x1:
                yield Refusal(entry.filename, "encrypted", "is locked with a password; unpack it first.")
                continue
            try:
                opened = archive.open(entry)
            except Exception as error:  # zipfile raises whatever a damaged header leads it to
                yield Refusal(entry.filename, "broken_archive", f"cannot be unpacked ({describe(error)}).")
                continue
            with opened, metered(opened, allowance) as member:  # pyright: ignore[reportArgumentType]
                yield Member(entry.filename, member)


def untar(stream: BinaryIO, allowance: Allowance, skipped: Counter[str]) -> Iterator[Member | Refusal]:
    """Members of a tar archive, read in one pass from its beginning to its end."""
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=StrictTarInfo) as archive:
        for entry in archive:
            allowance.count_member()
            if entry.isdir() or is_skipped(entry.name, skipped):
                continue
            if entry.issym() or entry.islnk():
                skipped["link in an archive"] += 1
                continue
            if not entry.isreg() or entry.issparse():
                yield Refusal(entry.name, "not_a_file", "is a device, a pipe or a file with holes, which is not read.")
                continue
            opened = archive.extractfile(entry)
            if opened is not None:
                yield Member(entry.name, opened)  # pyright: ignore[reportArgumentType]


class StrictTarInfo(tarfile.TarInfo):
    """Makes tarfile say that an archive is damaged or cut, where it would take that for the end."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride]
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            if isinstance(error, tarfile.EOFHeaderError):  # pyright: ignore[reportAttributeAccessIssue]
                raise
            raise tarfile.ReadError(str(error)) from error


def gunzip(stream: BinaryIO, allowance: Allowance) -> io.BufferedReader:
    return metered(gzip.GzipFile(fileobj=stream), allowance)  # pyright: ignore[reportArgumentType]


def is_skipped(name: str, skipped: Counter[str]) -> bool:
    """Whether a member lies hidden in its archive; `.` and `..` hide nothing."""
    for part in PurePosixPath(name.replace("\\", "/")).parts:
        if part not in (".", "..") and (why := why_skip(part)):
            skipped[why] += 1
            return True
    return False


def describe(error: Exception) -> str:
    return str(error) or type(error).__name__
