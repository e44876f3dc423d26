"""A large lake made from a small one: its rows again and again, under new ids and on earlier days.

    python -m benchmarks.multiply SEED_LAKE NEW_LAKE 20000 [--thin 2] [--keep 8] [--no-words]

Every copy of the seed lies a stretch of days before the last one, as if the same amount of news had come then: so a
lake ten times as large goes ten times as far back. Texts are the same, which Parquet stores well and questions read
as if they differed. Groups, events, indexes and counts fit together as the checks want them (`wirelake maintain
verify` on the new lake); in the indexes of copies and stories, copies of the seed are other texts of other happenings.

`--thin N` keeps one event in N, `--keep N` one mention in N of those that no report rests on, and `--no-words` leaves
the index of words out: lakes of millions of articles, of a size that a laptop's disk holds.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import duckdb

from warehouse import tables
from warehouse.store.lake import Lake

STATEMENTS = Path(__file__).with_name("multiply")
DAYS = 90  # between one copy and the next; the seed's own days should lie within as many. report_events.sql says it too
AT_ONCE = 25  # copies in one transaction
ACTOR_LIFE = 8  # copies in which those whom knowledge does not have are the same


def multiply(seed: Path, home: Path, articles: int, thin: int = 1, keep: int = 1, *, words: bool = True) -> Path:
    """Make a lake of at least `articles` articles at `home` from the lake at `seed`; one that is there is kept."""
    if home.exists():
        return home
    draft = home.with_name(home.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(seed, draft)
    lake = Lake.open(draft, read_only=False)
    cursor = lake.cursor()
    cursor.execute("set memory_limit = '3GB'")
    prepare(cursor)
    counted = cursor.execute("select count(*) from seed_article_texts").fetchone()
    assert counted is not None
    copies = -(-articles // counted[0])
    settings = {"thin": thin, "keep": keep, "words": words}
    for first in range(1, copies, AT_ONCE):
        write(cursor, "", settings | {"first": first, "past": min(first + AT_ONCE, copies)})
    write(cursor, "after", settings | {"first": 0, "past": copies})
    lake.close()
    draft.rename(home)
    return home


def prepare(cursor: duckdb.DuckDBPyConnection) -> None:
    for table in tables.TABLES:
        cursor.execute(f"create temp table seed_{table.name} as from {table.name}")
    cursor.execute(f"create temp macro earlier(day, clone) as (day - {DAYS} * clone::integer)::date")
    cursor.execute(
        "create temp macro term_of(term, clone) as if(hash(term) % 4 = 0, term, "
        "xor(term, (hash(clone) & 4294967295)::uinteger))"
    )
    cursor.execute(
        "create temp macro key_of(one, other) as (least(one, other)::ubigint << 32) | greatest(one, other)::ubigint"
    )
    # Actors found in text have a hash for an id.
    cursor.execute(
        "create temp macro actor_of(id, clone) as case "
        f"when clone < {ACTOR_LIFE} or not regexp_full_match(id, '[0-9a-f]{{24}}') then id "
        f"else left(sha256(id || '/' || (clone // {ACTOR_LIFE})), 24) end"
    )


def write(cursor: duckdb.DuckDBPyConnection, folder: str, settings: dict[str, int | bool]) -> None:
    names = sorted(STATEMENTS.glob("[0-3]_*.sql")) if folder else []
    cursor.execute("begin")
    for path in [*names, *sorted((STATEMENTS / folder).glob("*.sql"))]:
        text = path.read_text("utf-8")
        cursor.execute(text, {name: value for name, value in settings.items() if f"${name}" in text})
    cursor.execute("commit")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", type=Path)
    parser.add_argument("home", type=Path)
    parser.add_argument("articles", type=int)
    parser.add_argument("--thin", type=int, default=1)
    parser.add_argument("--keep", type=int, default=1)
    parser.add_argument("--no-words", action="store_true")
    told = parser.parse_args()
    multiply(told.seed, told.home, told.articles, told.thin, told.keep, words=not told.no_words)
