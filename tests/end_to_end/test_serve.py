"""`wirelake serve` for real (`make prove`): what comes is brought in; a killed one blocks nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.newsroom import Reply, article, open_newsroom, rss
from warehouse.landing.web.sources import FILE
from warehouse.store.lake import Lake

pytestmark = pytest.mark.prove
ROOT = Path(__file__).parents[2]
PATIENCE = 900.0  # seconds; on a busy machine Prefect's server alone takes two minutes


@contextmanager
def serving(lake: Path, inbox: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command with all that it starts, in a process group of its own; killed at the end of the block."""
    around = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    command = [sys.executable, "-m", "flows.cli", "serve", "--lake", lake, "--watch", inbox]
    with (lake.parent / "serve.log").open("ab") as log:
        served = subprocess.Popen(
            [*map(str, command), "--every", "1", "--code-every", "1"],
            cwd=ROOT,
            env=around | {"WIRELAKE_WORKERS": "1", "PREFECT_LOGGING_LEVEL": "INFO"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield served
    finally:
        os.killpg(served.pid, signal.SIGKILL)
        served.wait()


def uris(lake: Path) -> set[str]:
    opened = Lake.open(lake)
    found = {uri.rpartition("/")[2] for (uri,) in opened.cursor().execute("select uri from documents").fetchall()}
    opened.close()
    return found


def wait_until(served: subprocess.Popen[bytes], holds: Callable[[], bool]) -> bool:
    ends = time.monotonic() + PATIENCE
    while not (held := holds()) and time.monotonic() < ends and served.poll() is None:
        time.sleep(1)
    return held


def put(file: Path, inbox: Path) -> None:
    """A file that nobody is writing any more."""
    shutil.copyfile(file, inbox / file.name)
    os.utime(inbox / file.name, (0, 0))


def test_what_comes_is_brought_in_and_a_killed_schedule_goes_on(tmp_path: Path, seeds: Path) -> None:
    lake, inbox = tmp_path / "lake", tmp_path / "inbox"
    inbox.mkdir()
    Lake.open(lake, read_only=False).close()
    first, second = sorted(seeds.iterdir())[:2]
    put(first, inbox)
    with open_newsroom() as room:
        room.pages["/rss"] = Reply(rss([("/a", "a", "Mon, 06 Nov 2006 10:11:12 +0300")]))
        room.pages["/a"] = Reply(article("Officers", "Georgia arrested four Russian officers in Tbilisi on Monday."))
        (lake / FILE).write_text(f"name,kind,address,allow\nwire,feed,{room.root}/rss,127.0.0.1\n")
        with serving(lake, inbox) as served:
            assert wait_until(served, lambda: {first.name, "a"} <= uris(lake))
            put(second, inbox)
            wait_until(served, lambda: any((lake / "staging").glob("*/landed")) or second.name in uris(lake))
        with serving(lake, inbox) as served:  # the other was killed in its work, server and all
            assert wait_until(served, lambda: {first.name, second.name, "a"} <= uris(lake))
    assert len(uris(lake)) == 3
