"""What has been made and not yet committed: `staging/<batch>/<stage>/<table>.parquet`.

A stage's folder is whole or not there; a batch is whole when its last stage is. A batch's id is the hash of what
landed and of the coder's version, so that a run which died leaves batches that the next run recognises and adopts.
While a run works on a batch it holds the batch's lock; the lock goes with the process.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from filelock import FileLock, Timeout

from warehouse import ids

STAGES = ("landed", "read", "mentions", "coded")
LOCKS = "locks"
DRAFT = "draft-"


def batch_id(names: Iterable[str], coder_version: str) -> str:
    """The id of a batch from the names of its members (document ids with their uris), in any order."""
    return ids.row_id(coder_version, *sorted(names))


def has(batch: Path, stage: str) -> bool:
    return (batch / stage).is_dir()


def whole_batches(staging: Path) -> list[Path]:
    """Batches that a run has finished and not committed."""
    return sorted(path for path in staging.glob("*") if has(path, STAGES[-1]))


def write(batch: Path, stage: str, frames: Mapping[str, pl.DataFrame]) -> Path:
    """Write a stage's frames, so that its folder appears whole or not at all; one that stands is kept."""
    if has(batch, stage):
        return batch
    batch.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=batch))
    for name, frame in frames.items():
        frame.write_parquet(draft / f"{name}.parquet", compression="zstd")
    draft.rename(batch / stage)
    return batch


def read(batch: Path, table: str) -> pl.DataFrame:
    """The rows that all stages of a batch have made for a table. Raises FileNotFoundError when there are none."""
    files = sorted(batch.glob(f"[!{DRAFT[0]}]*/{table}.parquet"))
    if not files:
        raise FileNotFoundError(batch / "*" / f"{table}.parquet")
    return pl.concat([pl.read_parquet(file) for file in files])


def claim(batch: Path, *, wait: bool) -> FileLock | None:
    """Take the batch for this process; None when another process has it and we do not wait."""
    path = batch.parent / LOCKS / f"{batch.name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    # Taken in one thread and given back in another: the lock is the process's.
    lock = FileLock(path, timeout=-1 if wait else 0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        return None
    return lock


def finish(batch: Path, lock: FileLock) -> None:
    """Take a committed batch away and give its lock back.

    It is moved aside at once and then deleted: a process killed while deleting leaves no batch that looks whole.
    """
    if batch.exists():
        aside = Path(tempfile.mkdtemp(prefix=DRAFT, dir=batch.parent))
        batch.rename(aside / batch.name)
        shutil.rmtree(aside, ignore_errors=True)
    Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


def remove_dead(staging: Path, before: datetime) -> int:
    """Take away batches left half made before a moment (UTC, naive) that nobody works on; their number."""
    removed = 0
    for batch in staging.glob("*"):
        touched_at = datetime.fromtimestamp(batch.stat().st_mtime, UTC).replace(tzinfo=None)
        if batch.name == LOCKS or touched_at >= before or has(batch, STAGES[-1]):
            continue
        lock = claim(batch, wait=False)
        if lock is not None:
            finish(batch, lock)
            removed += 1
    return removed
