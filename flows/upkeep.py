"""The steps of maintenance, with the clock: what the command line and the nightly flow both call."""

from __future__ import annotations

from datetime import timedelta

from flows.clock import utc_now
from warehouse.store import keeping, sqlfiles, staging, upkeep
from warehouse.store import verify as verifying
from warehouse.store.commit import Counts, Run, write_run
from warehouse.store.lake import Lake
from warehouse.store.session import Session

KEEP_DAYS = 30  # for which every snapshot can still be opened
GRACE = timedelta(days=1)  # files that nobody needs any more wait so long for readers that have just opened them
DEAD = timedelta(days=7)  # after which no run comes back to a batch that it left half made


def compact(lake: Lake) -> dict[str, int]:
    """Join small files and drop deleted rows; the files of the newest snapshot before and after."""
    before = count_files(lake)
    upkeep.compact(lake)
    return {"files_before": before, "files_after": count_files(lake)}


def count_files(lake: Lake) -> int:
    return sum(table.files + table.delete_files for table in upkeep.files(lake))


def expire(lake: Lake, keep_days: int) -> dict[str, int]:
    """Forget old snapshots but for the kept ones, and delete files and batches that nobody needs any more."""
    now = utc_now()
    expired = upkeep.expire(lake, now - timedelta(days=keep_days), keeping.kept(lake)["snapshot"].to_list())
    return {
        "snapshots_expired": len(expired),
        "files_deleted": upkeep.delete_unused(lake, (now - GRACE).date()),
        "batches_deleted": staging.remove_dead(lake.address.staging, now - DEAD),
    }


def record(lake: Lake, run: Run) -> None:
    """Put the run into the table of runs, which tells when the lake was last maintained."""
    with lake.writing() as cursor:
        before = cursor.execute(sqlfiles.read("newest_snapshot")).fetchone()
        write_run(Session(cursor), run, Counts(), before, utc_now())


def verify(lake: Lake) -> list[str]:
    return verifying.verify(lake)
