"""Snapshots that are kept for good, because somebody cites them."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from warehouse import tables
from warehouse.store import sqlfiles
from warehouse.store.lake import Lake, SnapshotGone
from warehouse.store.session import Session


def keep(lake: Lake, snapshot: int, note: str, now: datetime) -> None:
    """Keep a snapshot, for what `note` says. Raises SnapshotGone."""
    with lake.writing() as cursor:
        if cursor.execute(sqlfiles.read("snapshot_exists"), [snapshot]).fetchone() is None:
            raise SnapshotGone(f"snapshot {snapshot} is not in this lake (any more), so that it can't be kept.")
        Session(cursor).replace(tables.KEPT_SNAPSHOTS, tables.KEPT_SNAPSHOTS.frame([(snapshot, note, now)]))


def release(lake: Lake, snapshot: int) -> None:
    """Let a kept snapshot go with the others of its age."""
    with lake.writing() as cursor:
        Session(cursor).delete(tables.KEPT_SNAPSHOTS, pl.DataFrame({"snapshot": [snapshot]}))


def kept(lake: Lake) -> pl.DataFrame:
    """The kept snapshots: `snapshot`, `made_at`, `note`, `kept_at`, by number."""
    return lake.cursor().sql(sqlfiles.read("upkeep/kept")).pl()
