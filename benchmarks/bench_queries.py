"""What the pages' questions cost in processor seconds, on one lake and on another: warm, the median of three.

    python -m benchmarks.bench_queries [LAKE [SMALLER_LAKE]]           default: invented lakes of 2,000 and 200 articles

Every query of `dashboard/queries`, asked as its page asks it when it opens, of the actors, events and articles that
the lake holds most of. Baselines: the same on the smaller lake, and a bare scan of one column of the largest table.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from benchmarks import results
from dashboard import lake as asking
from tests.dashboard.invented import build_lake
from tests.dashboard.test_queries import VALUES
from warehouse.store.lake import Lake

BARE = "select max(article_id) from mentions"
TIMES = 3
LIMIT = 1.0  # processor seconds


def values_of(cursor: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What to ask: the pair of actors seen together most, the countries of most events, the event told most often, …"""

    def first(text: str) -> tuple[Any, ...]:
        return cursor.execute(text).fetchall()[0]

    actors = first(
        "select actor_a_id, actor_b_id from comention_days group by all order by sum(article_count) desc, 1, 2 limit 1"
    )
    one, other = first(
        "select source_country_code, target_country_code from events where source_country_code <> target_country_code "
        "group by all order by count(*) desc, 1, 2 limit 1"
    )
    (event,) = first("select event_id from events order by report_count desc, event_id limit 1")
    article, report = first(f"select article_id, report_id from reports where event_id = '{event}' order by 2 limit 1")
    (group,) = first(f"select copy_group_id from article_groups where article_id = '{article}'")
    (form,) = first(f"select text from actor_forms where actor_id = '{actors[0]}' order by mention_count desc limit 1")
    (last,) = first("select max(day) from article_days")
    start = last - timedelta(days=365)
    return VALUES | {
        "window_from": start, "window_to": last, "until_before": start, "since_after": start,
        "a": actors[0], "b": actors[1], "actor": actors[0], "one": one, "other": other, "event": event,
        "events": [event], "article": article, "articles": [article], "report": report, "copy_group": group,
        "form": form,
    }  # fmt: skip


# What a page asks only of a part of the days that it shows: words behind one period of a timeline.
OF_ONE_MONTH = {"burst_terms"}


def seconds(cursor: duckdb.DuckDBPyConnection, text: str, given: dict[str, Any]) -> float:
    spent = []
    for _ in range(TIMES + 1):  # the first one warms
        before = time.process_time()
        cursor.execute(text, given).fetchall()
        spent.append(time.process_time() - before)
        if spent[-1] > 20 * LIMIT:
            break
    return median(spent[1:] or spent)


def measure(url: str) -> dict[str, float]:
    cursor = Lake.open(url).cursor()
    values = values_of(cursor)
    spent = {"bare scan": seconds(cursor, BARE, {})}
    for path in sorted(asking.QUERIES.glob("*.sql")):
        text = asking.text_of(path.stem)
        asked = sorted(set(asking.PARAMETER.findall(text)))
        month = {"since": values["window_to"] - timedelta(days=27), "until": values["window_to"]}
        given = values | month if path.stem in OF_ONE_MONTH else values
        spent[path.stem] = seconds(cursor, text, {name: asking.as_parameter(given[name]) for name in asked})
    return spent


def main(large: str, small: str | None) -> None:
    spent = measure(large)
    less = measure(small) if small else {}
    bare = spent["bare scan"]
    print(f"{'query':24} {'cpu s':>7} {'of a bare scan':>15} {'of the smaller lake':>20}")
    for name, one in sorted(spent.items(), key=lambda item: -item[1]):
        ratio = f"{one / less[name]:20.1f}" if name in less else ""
        print(f"{name:24} {one:7.3f} {one / bare:15.1f} {ratio}{'  over a processor second' if one > LIMIT else ''}")
    results.keep("queries", {"seconds": spent, "smaller": less})


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(*(str(build_lake(Path(folder) / str(size), size)) for size in (2_000, 200)))
