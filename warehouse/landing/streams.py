"""Bytes from outside under control: metered, read by lines of bounded length, laid down where seeking is needed."""

from __future__ import annotations

import codecs
import io
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from warehouse.landing.content import guess_utf16


class OverLimitError(Exception):
    """An archive asks for more than it may; the message is the end of a sentence that begins with its name."""


@dataclass
class Allowance:
    """What may still come out of one archive and all archives in it."""

    bytes_left: int
    members_left: int

    def spend(self, byte_count: int) -> None:
        self.bytes_left -= byte_count
        if self.bytes_left < 0:
            raise OverLimitError("unpacks to far more than its size allows")

    def count_member(self) -> None:
        self.members_left -= 1
        if self.members_left < 0:
            raise OverLimitError("holds more files than are allowed")


class Metered(io.RawIOBase):
    """A stream that spends an allowance as it is read."""

    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        self.stream = stream
        self.allowance = allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # pyright: ignore[reportArgumentType]
        content = self.stream.read(len(view))
        self.allowance.spend(len(content))
        view[: len(content)] = content
        return len(content)


def metered(stream: BinaryIO, allowance: Allowance) -> io.BufferedReader:
    return io.BufferedReader(Metered(stream, allowance), 1 << 16)


def lay_down(stream: BinaryIO) -> BinaryIO:
    """A nameless copy on disk, for formats that are read from their end."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the reader closes it
    shutil.copyfileobj(stream, file)
    file.seek(0)
    return file


def read_lines(stream: io.BufferedReader, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number from 1 and its end, UTF-16 turned into UTF-8; None for a line that is too long."""
    head = stream.peek(1 << 12)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from recode_lines(stream, "utf-16", longest)
    elif unmarked := guess_utf16(head):
        yield from recode_lines(stream, unmarked, longest)
    else:
        yield from bound_lines(stream, longest)


def bound_lines(stream: io.BufferedReader, longest: int) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) <= longest:
            yield number, line
            continue
        yield number, None
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)


def recode_lines(stream: io.BufferedReader, encoding: str, longest: int) -> Iterator[tuple[int, bytes | None]]:
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    try:
        number = 0
        while line := text.readline(longest + 1):
            number += 1
            if len(line) <= longest:
                yield number, line.encode("utf-8", "replace")
                continue
            yield number, None
            while line and not line.endswith("\n"):
                line = text.readline(1 << 20)
    finally:
        text.detach()  # the stream is its owner's to close
