"""Keeping the lake quick and small: join small files, take deleted rows out, forget snapshots, delete what none needs.

Nothing here changes what the newest snapshot says. Each step is a transaction of its own under the writer's lock, so
that a commit which comes meanwhile waits for one table and not for all, and a step that dies leaves the lake as it
was.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from warehouse.store import sqlfiles
from warehouse.store.lake import Lake

MOST_DELETED = 0.1  # share of a file's rows that may be deleted before the file is written anew
# Files with deleted rows are not joined with others. Where a table is small, or has come to have many of them, they are
# all written anew, however few their deleted rows: else each night would leave one more.
SMALL = 64_000_000  # bytes of a table
MANY = 8  # files with deleted rows


class TableFiles(NamedTuple):
    """The files of one table in the newest snapshot."""

    table: str
    files: int
    bytes: int
    delete_files: int
    delete_bytes: int


def files(lake: Lake) -> list[TableFiles]:
    """The files of each table, by name."""
    return [TableFiles(*row) for row in lake.cursor().execute(sqlfiles.read("upkeep/files")).fetchall()]


def compact(lake: Lake) -> None:
    """Write files anew that hold many deleted rows, and join small ones.

    Older snapshots go on reading what they read before; the space is given back once they are forgotten.
    """
    for one in files(lake):
        share = 0.0 if one.bytes < SMALL or one.delete_files > MANY else MOST_DELETED
        for step, settings in (("rewrite", {"share": share}), ("merge", {})):
            with lake.writing() as cursor:
                cursor.execute(sqlfiles.read(f"upkeep/{step}"), {"table_name": one.table} | settings).fetchall()


def expire(lake: Lake, before: datetime, keep: Collection[int] = ()) -> list[int]:
    """Forget the snapshots made before a moment (UTC, naive), but for those to `keep` and the newest; their numbers.

    Whoever asks for one of them afterwards is told that it is gone.
    """
    with lake.writing() as cursor:
        rows = cursor.execute(sqlfiles.read("upkeep/snapshots_before"), {"before": before}).fetchall()
        old = [snapshot for (snapshot,) in rows if snapshot not in keep]
        if old:
            cursor.execute(sqlfiles.read("upkeep/expire"), {"versions": old}).fetchall()
    return old


def delete_unused(lake: Lake, before: date) -> int:
    """Delete files that no snapshot needs since a day before this one (UTC), and strays as old; their number.

    Readers that began on those days may still be reading files of snapshots that were forgotten since: leave them a
    day or more.
    """
    # DuckLake compares days and hours as text in a SQLite catalog, which is right only between different days.
    moment = datetime.combine(before, time(), UTC) - timedelta(microseconds=1)
    count = 0
    for step in ("delete_unused", "delete_strays"):
        with lake.writing() as cursor:
            count += len(cursor.execute(sqlfiles.read(f"upkeep/{step}"), {"before": moment}).fetchall())
    return count
