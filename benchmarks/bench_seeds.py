"""The five example documents against Prefect's own start-up: how much of `wirelake ingest seeds` is Wirelake.

    python -m benchmarks.bench_seeds

Baseline: a flow that does nothing, in a new process, with a throw-away server of its own and an empty home.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flows.settings import prepare_prefect

ROOT = Path(__file__).parents[1]
NOTHING = "from prefect import flow\n@flow\ndef nothing() -> None: ...\nnothing()"


def seconds(command: list[str], lake: Path) -> float:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    prepare_prefect(str(lake), environment)
    before = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - before


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        nothing = seconds([sys.executable, "-c", NOTHING], Path(home) / "nothing")
        lake = Path(home) / "lake"
        wirelake = str(Path(sys.executable).with_name("wirelake"))
        whole = seconds([wirelake, "ingest", "seeds", "--lake", str(lake)], lake)
    print(f"ingest of seeds / Prefect's start-up: {whole / nothing:.2f}; own part: {whole / nothing - 1:.2f}")


if __name__ == "__main__":
    main()
