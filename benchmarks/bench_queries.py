"""What the pages' questions cost, in processor seconds and by the clock, on one lake and on another: warm, the median
of three.

    python -m benchmarks.bench_queries [LAKE [SMALLER_LAKE]]           default: invented lakes of 2,000 and 200 articles

Every query of `dashboard/queries`, asked as its page asks it when it opens, of the actors, events and articles that
the lake holds most of. Baselines: the same on the smaller lake, and a bare scan of one column of the largest table.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from statistics import median
from typing import Any, NamedTuple

import duckdb

from benchmarks import results
from benchmarks.lakes import lakes
from dashboard import lake as asking
from tests.dashboard.test_queries import VALUES
from warehouse.store.lake import Lake

BARE = "select max(article_id) from mentions"
TIMES = 3
LIMIT = 1.0  # second


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
    named = [
        name
        for (name,) in cursor.execute(
            "select actor_id from actor_days group by all order by sum(article_count) desc, 1 limit 40"
        ).fetchall()
    ]
    (last,) = first("select max(day) from article_days")
    start = last - timedelta(days=365)
    return VALUES | {
        "window_from": start, "window_to": last, "until_before": start, "since_after": start,
        "a": actors[0], "b": actors[1], "actor": actors[0], "one": one, "other": other, "event": event,
        "events": [event], "article": article, "articles": [article], "report": report, "copy_group": group,
        "form": form, "members": named, "groups": [number % 3 for number in range(len(named))],
    }  # fmt: skip


# What a page asks only of a part of the days that it shows: words behind one period of a timeline.
OF_ONE_MONTH = {"burst_terms"}


class Cost(NamedTuple):
    """Of one question, in seconds."""

    processor: float
    clock: float


def cost(cursor: duckdb.DuckDBPyConnection, text: str, given: dict[str, Any]) -> Cost:
    spent: list[Cost] = []
    for _ in range(TIMES + 1):  # the first one warms
        processor, clock = time.process_time(), time.perf_counter()
        cursor.execute(text, given).fetchall()
        spent.append(Cost(time.process_time() - processor, time.perf_counter() - clock))
        if spent[-1].processor > 20 * LIMIT:
            break
    return Cost(*(median(values) for values in zip(*(spent[1:] or spent), strict=True)))


def measure(url: str) -> dict[str, Cost]:
    cursor = Lake.open(url).cursor()
    values = values_of(cursor)
    spent = {"bare scan": cost(cursor, BARE, {})}
    for path in sorted(asking.QUERIES.glob("*.sql")):
        text = asking.text_of(path.stem)
        asked = sorted(set(asking.PARAMETER.findall(text)))
        month = {"since": values["window_to"] - timedelta(days=27), "until": values["window_to"]}
        given = values | month if path.stem in OF_ONE_MONTH else values
        spent[path.stem] = cost(cursor, text, {name: asking.as_parameter(given[name]) for name in asked})
    return spent


def main(large: str, small: str | None = None) -> None:
    spent = measure(large)
    less = measure(small) if small else {}
    bare = spent["bare scan"].processor
    heads = ("cpu s", "clock s", "of a bare scan", "of the smaller lake", "by the clock")
    print(f"{'query':22}", *(f"{words:>{len(words) + 2}}" for words in heads))
    for name, (processor, clock) in sorted(spent.items(), key=lambda item: -item[1].processor):
        before = less.get(name)
        ratios = f"{processor / before.processor:21.1f} {clock / before.clock:14.1f}" if before else ""
        told = "  over a second by the clock" if clock > LIMIT else ""
        print(f"{name:22} {processor:7.3f} {clock:9.3f} {processor / bare:16.1f} {ratios}{told}", flush=True)
    results.keep("queries", {"seconds": spent, "smaller": less})


if __name__ == "__main__":
    with lakes(sys.argv[1:], 2_000, 200) as asked:
        main(*asked)
