"""mentions → the actors that they name, and the offices that those held."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from warehouse.knowledge.actor_names import Actors
from warehouse.tables import ACTOR_ROLES, ACTORS


def actor_rows(readings: pl.DataFrame, actors: Actors) -> pl.DataFrame:
    """ACTORS of whole actors' ACTOR_READINGS: as knowledge has them, or as the text most often has them."""
    found = readings.select("actor_id").unique()
    for column in ("actor_name", "actor_type", "country_code", "sector_code"):
        found = found.join(most_used(readings, column), on="actor_id", how="left")
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


def most_used(readings: pl.DataFrame, column: str) -> pl.DataFrame:
    """`actor_id` and its commonest value that is not null; of equally common ones the first in the alphabet."""
    return (
        readings.drop_nulls(column)
        .group_by("actor_id", column)
        .agg(times=pl.col("mention_count").sum())
        .sort("actor_id", "times", column, descending=[False, True, False])
        .unique("actor_id", keep="first", maintain_order=True)
        .select("actor_id", column)
    )


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
