"""`wirelake serve` for real (`make prove`): what comes is brought in; a killed one blocks nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.newsroom import Reply, article, open_newsroom, rss
from tests.end_to_end.served import serving
from warehouse.landing.web.sources import FILE
from warehouse.store.lake import Lake

pytestmark = pytest.mark.prove
PATIENCE = 900.0  # seconds; on a busy machine Prefect's server alone takes two minutes


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
        with serving(lake, "--watch", inbox, "--every", 1, "--code-every", 1) as served:
            assert wait_until(served, lambda: {first.name, "a"} <= uris(lake))
            put(second, inbox)
            wait_until(served, lambda: any((lake / "staging").glob("*/landed")) or second.name in uris(lake))
        with serving(
            lake, "--watch", inbox, "--every", 1, "--code-every", 1
        ) as served:  # the other was killed in its work, server and all
            assert wait_until(served, lambda: {first.name, second.name, "a"} <= uris(lake))
    assert len(uris(lake)) == 3
