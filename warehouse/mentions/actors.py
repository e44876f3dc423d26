"""mentions → the actors that they name, and the offices that those held."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from warehouse.knowledge.actor_names import Actors
from warehouse.tables import ACTOR_ROLES, ACTORS


def actor_rows(mentions: pl.DataFrame, actors: Actors) -> pl.DataFrame:
    """ACTORS that these mentions name: as knowledge has them, or as the text most often has them."""
    told = mentions.filter(pl.col("actor_id").is_not_null())
    found = told.group_by("actor_id").agg(
        most_used("actor_name"), most_used("actor_type"), most_used("country_code"), most_used("sector_code")
    )
    rows = [_row(row, actors) for row in found.sort("actor_id").iter_rows(named=True)]
    return ACTORS.frame([tuple(row[name] for name in ACTORS.columns) for row in rows])


def role_rows(actor_ids: Iterable[str], actors: Actors) -> pl.DataFrame:
    """ACTOR_ROLES of those actors, as far as knowledge has them; one row an office and term."""
    rows = {
        (actor_id, role.office, role.country_code, role.held_from): (
            actor_id, role.office, role.country_code, role.sector_code, role.held_from, role.held_until
        )
        for actor_id in sorted(set(actor_ids))
        for role in actors.roles(actor_id)
    }  # fmt: skip
    return ACTOR_ROLES.frame(list(rows.values())).sort(ACTOR_ROLES.key)


def most_used(column: str) -> pl.Expr:
    """The commonest value that is not null; of equally common ones the first in the alphabet."""
    return pl.col(column).drop_nulls().sort().mode(maintain_order=True).first().alias(column)


def _row(found: dict[str, str | None], actors: Actors) -> dict[str, str | None]:
    known = actors.get(str(found["actor_id"]))
    if known is None:
        return found | {"origin": "text"}
    return {
        "actor_id": known.actor_id,
        "actor_name": known.name,
        "actor_type": known.type,
        "country_code": known.country_code,
        "sector_code": known.sector_code or found["sector_code"],
        "origin": known.origin,
    }
