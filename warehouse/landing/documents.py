"""What landing makes: documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from warehouse import ids


@dataclass(frozen=True)
class Document:
    """Bytes as received, the name they came under and their type. Identity is the SHA-256 of the bytes."""

    uri: str
    media_type: str
    content: bytes
    publisher: str | None = None  # told by the source (a record's column), never guessed from the content

    @cached_property
    def document_id(self) -> str:
        return ids.document_id(self.content)
