"""A large lake made from a small one: its rows again and again, under new ids and on earlier days.

    python -m benchmarks.multiply SEED_LAKE NEW_LAKE 20000 [--days 90] [--thin 2] [--keep 8] [--no-words] [--for-pages]

Every copy of the seed lies `--days` before the last one, as if the same amount of news had come then: so a lake ten
times as large goes ten times as far back. Texts are the same, which Parquet stores well and questions read as if they
differed. Groups, events, indexes and counts fit together as the checks want them (`wirelake maintain
verify` on the new lake); in the indexes of copies and stories, copies of the seed are other texts of other happenings.

`--thin N` keeps one event in N, `--keep N` one mention in N of those that no report rests on (and as many of the
counts by actor and day), `--no-words` leaves the index of words out, and `--for-pages` what no page of the dashboard
reads: the bytes as received and the indexes of copies and stories. So a laptop's disk holds millions of articles. What
a copy's articles say of their day, and the days that follow from it, are moved together, so that a commit which looks
at them finds next to nothing to change. One term in `KEPT_TERMS` is the same in all copies, as names and everyday words
are in news of other months; the others belong to one copy.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import duckdb
import polars as pl

from warehouse import tables
from warehouse.articles.dates.acts import TOLD, act_stems
from warehouse.records import clues_of
from warehouse.store.lake import Lake

STATEMENTS = Path(__file__).with_name("multiply")
DAYS = 90  # between one copy and the next
AT_ONCE = 100  # copies in one transaction
WORDS_AT_ONCE = 25  # copies whose words are sorted together
KEPT_TERMS = 16
BOUNDS = ("published_on", "published_no_earlier", "published_no_later")
UNSEEN = ("copy_signatures", "story_links", "story_terms")  # of no page
ACTOR_LIFE = 8  # copies in which those whom knowledge does not have are the same
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_WORD = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True)
class Wanted:
    """What the copies are to be like, as the options of the command say it."""

    days: int = DAYS
    thin: int = 1
    keep: int = 1
    words: bool = True
    for_pages: bool = False


AS_IT_IS = Wanted()


def multiply(seed: Path, home: Path, articles: int, wanted: Wanted = AS_IT_IS) -> Path:
    """Make a lake of at least `articles` articles at `home` from the lake at `seed`; one that is there is kept."""
    if home.exists():
        return home
    draft = home.with_name(home.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(seed, draft)
    lake = Lake.open(draft, read_only=False)
    cursor = lake.cursor()
    cursor.execute("set memory_limit = '3GB'")
    prepare(cursor, wanted)
    counted = cursor.execute("select count(*) from seed_article_texts").fetchone()
    assert counted is not None
    copies = -(-articles // counted[0])
    settings = {"thin": wanted.thin, "keep": wanted.keep}
    for first in range(1, copies, AT_ONCE):
        past = min(first + AT_ONCE, copies)
        move_days(cursor, first, past, wanted.days)
        write(cursor, "", settings | {"first": first, "past": past})
        for begin in range(first, past, WORDS_AT_ONCE) if wanted.words else ():
            write(cursor, "words", {"first": begin, "past": min(begin + WORDS_AT_ONCE, past)})
    write(cursor, "after", settings | {"first": 0, "past": copies})
    lake.close()
    draft.rename(home)
    return home


def prepare(cursor: duckdb.DuckDBPyConnection, wanted: Wanted) -> None:
    for table in tables.TABLES:
        some = " limit 0" if wanted.for_pages and table.name in UNSEEN else ""
        cursor.execute(f"create temp table seed_{table.name} as from {table.name}{some}")
    if wanted.for_pages:
        cursor.execute("update seed_documents set content = ''::blob, byte_count = 0")
    cursor.execute(f"create temp macro earlier(day, clone) as (day - {wanted.days} * clone::integer)::date")
    cursor.execute(f"create temp macro months_before(clone) as (clone * {wanted.days} // 30)::integer")
    cursor.execute(
        f"create temp macro term_of(term, clone) as if(hash(term) % {KEPT_TERMS} = 0, term, "
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


def move_days(cursor: duckdb.DuckDBPyConnection, first: int, past: int, apart: int) -> None:
    """One row an article and copy in the temporary table `clone_days`: its clues, acts and days, moved."""
    seed = cursor.sql((STATEMENTS / "days" / "seed.sql").read_text("utf-8")).pl().to_dicts()
    schema = {
        **tables.ARTICLE_DATES.schema,
        "date_clues": tables.EVIDENCE,
        "acts": tables.STORY_TERMS.schema["acts"],
        "clone": pl.Int64(),
    }
    rows = [moved(row, clone, clone * apart) for clone in range(first, past) for row in seed]
    cursor.register("moved", pl.DataFrame(rows, schema=schema).to_arrow())
    cursor.execute("create or replace temp table clone_days as from moved")
    cursor.unregister("moved")


def moved(row: Mapping[str, Any], clone: int, days_back: int) -> dict[str, Any]:
    clues = [move(clue, clone, days_back) for clue in row["date_clues"]]
    evidence = [move(clue, clone, days_back) for clue in row["published_evidence"]]
    year, month, day = (row[f"published_{part}"] for part in ("year", "month", "day"))
    # Half a month or year stands for parts that are not known.
    about = date(year or 2000, month or 7, day or 15) - timedelta(days=days_back)
    days = {name: row[name] and row[name] - timedelta(days=days_back) for name in BOUNDS}
    return {
        **row,
        **days,
        "published_year": year and about.year,
        "published_month": month and about.month,
        "published_day": day and about.day,
        "published_evidence": evidence,
        "date_clues": clues,
        "acts": act_stems(clues_of(clues)),
        "clone": clone,
    }


def move(clue: Mapping[str, Any], clone: int, days_back: int) -> dict[str, Any]:
    """A clue of as many days earlier as the copy lies; an act that is told is another one, in other words."""
    told = str(clue["implies"]).startswith(TOLD)
    implies, text = (_DAY.sub(lambda found: earlier(found, days_back), clue[name]) for name in ("implies", "text"))
    words = _WORD.sub(lambda found: renamed(found.group(), clone), text) if told else text
    return {**clue, "implies": implies, "text": words}


def earlier(found: re.Match[str], days_back: int) -> str:
    year, month, day = found.groups()
    moved = date(2000 if year == "XXXX" else int(year), int(month), int(day)) - timedelta(days=days_back)
    return f"{year if year == 'XXXX' else moved.year}-{moved:%m-%d}"


def renamed(word: str, clone: int) -> str:
    """Some words as they are, the others with three letters in front that no other copy has."""
    letters = "".join(chr(ord("a") + clone // 26**place % 26) for place in range(3))
    return word if crc32(word.lower().encode()) % KEPT_TERMS == 0 else letters + word


def write(cursor: duckdb.DuckDBPyConnection, folder: str, settings: dict[str, int | bool]) -> None:
    for path in [] if folder else sorted(STATEMENTS.glob("[0-3]_*.sql")):
        execute(cursor, path, settings)  # before the transaction: DuckDB joins what it has just made badly inside one
    cursor.execute("begin")
    for path in sorted((STATEMENTS / folder).glob("*.sql" if folder else "[a-z]*.sql")):
        execute(cursor, path, settings)
    cursor.execute("commit")


def execute(cursor: duckdb.DuckDBPyConnection, path: Path, settings: dict[str, int | bool]) -> None:
    text = path.read_text("utf-8")
    cursor.execute(text, {name: value for name, value in settings.items() if f"${name}" in text})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", type=Path)
    parser.add_argument("home", type=Path)
    parser.add_argument("articles", type=int)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--thin", type=int, default=1)
    parser.add_argument("--keep", type=int, default=1)
    parser.add_argument("--no-words", action="store_true")
    parser.add_argument("--for-pages", action="store_true")
    told = parser.parse_args()
    multiply(
        told.seed,
        told.home,
        told.articles,
        Wanted(told.days, told.thin, told.keep, words=not told.no_words, for_pages=told.for_pages),
    )
