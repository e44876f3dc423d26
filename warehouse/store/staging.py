"""What has been made and not yet committed: one folder a batch, whole or not there.

A batch's id is the hash of its documents and of the coder's version, so that a run which died leaves batches that
the next run, over the same input, recognises and adopts.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from warehouse import ids

DRAFT = "draft-"


def batch_id(document_ids: Iterable[str], coder_version: str) -> str:
    return ids.row_id(coder_version, *sorted(document_ids))


def write(folder: Path, frames: Mapping[str, pl.DataFrame]) -> Path:
    """Write frames as Parquet files into `folder`, which appears whole or not at all. A folder that stands is kept."""
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=folder.parent))
    for name, frame in frames.items():
        frame.write_parquet(draft / f"{name}.parquet", compression="zstd")
    try:
        draft.rename(folder)
    except OSError:  # another process staged the same batch first: the same rows, by construction
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def read(folder: Path, *names: str) -> list[pl.DataFrame]:
    return [pl.read_parquet(folder / f"{name}.parquet") for name in names]


def remove(folder: Path) -> None:
    """Take a committed batch away; a reader that holds a file open keeps it."""
    shutil.rmtree(folder, ignore_errors=True)
