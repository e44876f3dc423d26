"""What recognising and resolving make: mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from warehouse import ids

HEADLINE = -1
# Methods of mentions that name no party: "the Orange Revolution", "the Treaty of Rome".
NO_PARTY = frozenset({"event", "treaty"})


class Candidate(NamedTuple):
    """An actor that may be meant. The fields are those of `tables.CANDIDATE`."""

    actor_id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is named or referred to. The fields are those of `MENTIONS`.

    `start` and `end` are offsets into the article's body, or into its title when `sentence_index` is `HEADLINE`.
    """

    article_id: str
    sentence_index: int
    start: int
    end: int
    text: str
    mention_kind: str  # name, title, role, demonym, capital, pronoun, group or acronym
    is_place: bool = False
    actor_id: str | None = None
    actor_name: str | None = None
    actor_type: str | None = None  # person, country, igo, organisation, armed_group, region or other
    country_code: str | None = None
    sector_code: str | None = None
    role_text: str | None = None
    confidence: float = 0.0
    method: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def mention_id(self) -> str:
        return ids.row_id(self.article_id, self.sentence_index, self.start, self.end)

    @property
    def is_party(self) -> bool:
        """Whether it may act or be acted upon: named events and treaties may not."""
        return self.method not in NO_PARTY
