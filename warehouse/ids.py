"""Identity: ids are hashes of raw values, the same on every machine and in every run."""

from __future__ import annotations

import hashlib


def document_id(content: bytes) -> str:
    """SHA-256 of the bytes, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def row_id(*parts: str | int) -> str:
    """24 hexadecimal digits (96 bits) that identify a row by its raw parts, in order."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:24]
