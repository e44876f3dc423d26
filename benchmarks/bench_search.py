"""What the index of words saves: each search by the index against reading every text of the same lake.

    python -m benchmarks.bench_search [LAKE]        default: a lake of 3,000 invented articles

Baseline of the last column: DuckDB's own `regexp_matches` over all titles and bodies, in the same run.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from dashboard import lake as asking
from dashboard import searching
from tests.dashboard.invented import build_lake
from warehouse.store.lake import Lake

ARTICLES = 3_000
RUNS = 5
RANKED = """
select word
from article_words
where regexp_matches(word, '^[a-z]{4,}$')
group by word
order by count(*) desc, word
"""
SCAN = """
select article_id
from article_texts
where regexp_matches(coalesce(title, '') || chr(10) || body, $pattern, 'i')
"""


def main(home: Path) -> None:
    lake = Lake.open(home)
    [[articles]] = lake.cursor().execute("select count(*) from article_texts").fetchall()
    print(f"{articles:,} articles; median of {RUNS} runs\n")
    print(f"{'search':<28}{'found':>9}{'index':>10}{'reading all':>13}{'ratio':>8}")
    for typed in searches(lake):
        by_index, found = timed(lambda c, typed=typed: c.execute(*question(typed)).fetchall(), lake)
        by_scan, read = timed(lambda c, typed=typed: c.execute(SCAN, {"pattern": pattern(typed)}).fetchall(), lake)
        assert sorted(found) == sorted(read), typed
        print(f"{typed:<28}{len(found):>9,}{by_index:>9.3f}s{by_scan:>12.3f}s{by_scan / by_index:>7.1f}x")


def searches(lake: Lake) -> list[str]:
    """A frequent word, a middling, a rare one, and two phrases, as the lake's own texts have them."""
    ranked = [word for (word,) in lake.cursor().execute(RANKED).fetchall()]
    body = lake.cursor().execute("select body from article_texts order by article_id limit 1").fetchall()[0][0]
    first = re.findall(r"[A-Za-z]+", body)
    return [
        ranked[0],
        ranked[len(ranked) // 10],
        ranked[-1],
        f'"{first[0]} {first[1]}"',
        f'"{first[0]} {first[1]} {first[2]}"',
    ]


def question(typed: str) -> tuple[str, dict[str, Any]]:
    return asking.text_of("parts/articles_holding"), searching.read(typed).values() | {"field": "all"}


def pattern(typed: str) -> str:
    return r"\b" + r"\W+".join(re.findall(r"\w+", typed)) + r"\b"


def timed(ask: Callable[[duckdb.DuckDBPyConnection], list[tuple[str]]], lake: Lake) -> tuple[float, list[tuple[str]]]:
    seconds, rows = [], []
    for _ in range(RUNS):
        cursor, before = lake.cursor(), time.perf_counter()
        rows = ask(cursor)
        seconds.append(time.perf_counter() - before)
    return median(seconds), rows


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(build_lake(Path(folder) / "lake", ARTICLES))
