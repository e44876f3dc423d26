"""Who is known by which name: countries, organisations, armed groups and people, with the offices they held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Role:
    """An office and its term. A missing day is not known, or, for `held_until`, the office is still held."""

    office: str
    country_code: str | None
    sector_code: str | None
    held_from: date | None = None
    held_until: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `sector_code` is null for countries, and for people whose offices tell it."""

    actor_id: str
    name: str
    type: str  # person, country, igo, organisation, armed_group, region or other
    country_code: str | None = None
    sector_code: str | None = None
    gender: str | None = None  # f, m or null
    origin: str = "knowledge"  # or user


class Actors:
    """All actors that knowledge names. Loaded once; read-only afterwards."""

    def __init__(self, actors: Iterable[Actor], roles: Iterable[tuple[str, Role]]):
        self._actors = {actor.actor_id: actor for actor in actors}
        self._roles: dict[str, list[Role]] = {}
        for actor_id, role in roles:
            self._roles.setdefault(actor_id, []).append(role)

    @classmethod
    def load(cls, overlay: Path | None = None) -> Actors:
        """Read the knowledge files and the user's overlay."""
        return cls([], [])

    def get(self, actor_id: str) -> Actor | None:
        return self._actors.get(actor_id)

    def roles(self, actor_id: str) -> list[Role]:
        return self._roles.get(actor_id, [])
