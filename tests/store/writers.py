"""One of several processes that write the same lake: `python -m tests.store.writers LAKE STAGING NUMBER COUNT`.

It commits the batches 0 to COUNT one by one, an odd NUMBER from the last to the first, so that two of them meet in
the middle and each has what the other has too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests import rows
from tests.store import lakes
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import commit
from warehouse.store.lake import Lake

PLACES = ("Tbilisi", "Batumi", "Kutaisi", "Gori")


def batch(staging: Path, number: int) -> Path:
    body = f"Georgia arrested {number + 2} Russian officers in {PLACES[number]}."
    coded = lakes.coded(rows.article(body, title=f"No. {number}"), "Georgia", "Russian", "2006-09-28", "2006-09-27")
    return rows.batch(staging / f"b{number}", **coded)


def write(lake: Lake, staging: Path, order: range, run_id: str) -> None:
    knowledge = Actors.load(None), CommonWords.load(None)
    for number in order:
        commit.commit(lake, [batch(staging, number)], lakes.run(run_id), *knowledge, rows.clock)


if __name__ == "__main__":
    url, folder, number, count = sys.argv[1:]
    order = range(int(count))
    write(Lake.open(url, read_only=False), Path(folder), order[::-1] if int(number) % 2 else order, f"run-{number}")
