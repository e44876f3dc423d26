"""Where an act happened: the place named with its verb, looked up in the gazetteer."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from spacy.tokens import Doc

from warehouse.events.acts import Act


class FoundPlace(NamedTuple):
    """A place in a sentence: offsets into the sentence, and what the gazetteer knows of it."""

    start: int
    end: int
    name: str
    country_code: str | None
    latitude: float
    longitude: float
    precision: str


class Places(Protocol):
    def of(self, act: Act, doc: Doc) -> FoundPlace | None: ...
