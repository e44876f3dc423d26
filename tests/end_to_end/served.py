"""`wirelake serve` as a process, with all that it starts in a group of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(lake: Path, *options: object, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """The command on a lake, killed at the end of the block with all its runs; what it says is in `serve.log`."""
    around = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    command = [sys.executable, "-m", "flows.cli", "serve", "--lake", lake, *options]
    with (lake.parent / "serve.log").open("ab") as log:
        served = subprocess.Popen(
            [*map(str, command)],
            cwd=ROOT,
            env=around | {"WIRELAKE_WORKERS": "1", "PREFECT_LOGGING_LEVEL": "INFO"} | environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield served
    finally:
        os.killpg(served.pid, signal.SIGKILL)
        served.wait()
