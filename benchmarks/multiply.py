"""A large lake made from a small one: its rows again and again, under new ids and on earlier days.

    python -m benchmarks.multiply SEED_LAKE NEW_LAKE 20000 [--thin 2] [--keep 8] [--no-words] [--only-read]

Every copy of the seed lies a stretch of days before the last one, as if the same amount of news had come then: so a
lake ten times as large goes ten times as far back. Texts are the same, which Parquet stores well and questions read
as if they differed. Groups, events, indexes and counts fit together as the checks want them (`wirelake maintain
verify` on the new lake); in the indexes of copies and stories, copies of the seed are other texts of other happenings.

`--thin N` keeps one event in N, `--keep N` one mention in N of those that no report rests on, and `--no-words` leaves
the index of words out: lakes of millions of articles, of a size that a laptop's disk holds. What a copy's articles say
of their day is moved too and weighed again, so that a commit which looks at them finds nothing to change; `--only-read`
leaves that out, for lakes into which nothing is committed.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import duckdb
import polars as pl

from warehouse import tables
from warehouse.articles.dates.acts import TOLD, act_stems
from warehouse.articles.dates.among import date_among
from warehouse.records import clues_of, date_rows
from warehouse.store.lake import Lake

STATEMENTS = Path(__file__).with_name("multiply")
DAYS = 90  # between one copy and the next; the seed's own days should lie within as many. report_events.sql says it too
AT_ONCE = 25  # copies in one transaction
ACTOR_LIFE = 8  # copies in which those whom knowledge does not have are the same
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_WORD = re.compile(r"[A-Za-z]{4,}")


def multiply(
    seed: Path,
    home: Path,
    articles: int,
    thin: int = 1,
    keep: int = 1,
    *,
    words: bool = True,
    only_read: bool = False,
) -> Path:
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
        past = min(first + AT_ONCE, copies)
        if only_read:
            move_days(cursor, first, past)
        else:
            weigh_days(cursor, first, past)
        write(cursor, "", settings | {"first": first, "past": past})
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


def move_days(cursor: duckdb.DuckDBPyConnection, first: int, past: int) -> None:
    """One row an article and copy in `clone_days`: the seed's clues, and its days moved."""
    cursor.execute((STATEMENTS / "days" / "moved.sql").read_text("utf-8"), {"first": first, "past": past})


def weigh_days(cursor: duckdb.DuckDBPyConnection, first: int, past: int) -> None:
    """One row an article and copy in `clone_days`: its clues moved, and the days that follow from them."""
    seed = cursor.sql((STATEMENTS / "days" / "clues.sql").read_text("utf-8")).pl()
    story_of = dict(seed.select("article_id", "story_id").iter_rows())
    made = []
    for clone in range(first, past):
        moved = {row["article_id"]: [move(clue, clone) for clue in row["date_clues"]] for row in seed.to_dicts()}
        clues = {article: clues_of(rows) for article, rows in moved.items()}
        days = date_rows(date_among(clues, story_of))
        told = pl.DataFrame(
            {
                "article_id": list(moved),
                "date_clues": list(moved.values()),
                "acts": [act_stems(one) for one in clues.values()],
                "clone": clone,
            },
            schema={
                "article_id": tables.ID,
                "date_clues": tables.EVIDENCE,
                "acts": tables.STORY_TERMS.schema["acts"],
                "clone": pl.Int64(),
            },
        )
        made.append(days.join(told, on="article_id"))
    cursor.register("made", pl.concat(made).to_arrow())
    cursor.execute("create or replace temp table clone_days as from made")
    cursor.unregister("made")


def move(clue: Mapping[str, Any], clone: int) -> dict[str, Any]:
    """A clue of as many days earlier as the copy lies; an act that is told is another one, in other words."""
    told = str(clue["implies"]).startswith(TOLD)
    text = _WORD.sub(lambda found: renamed(found.group(), clone), clue["text"]) if told else clue["text"]
    return {**clue, "implies": _DAY.sub(lambda found: earlier(found, clone), clue["implies"]), "text": text}


def earlier(found: re.Match[str], clone: int) -> str:
    year, month, day = found.groups()
    moved = date(2000 if year == "XXXX" else int(year), int(month), int(day)) - timedelta(days=DAYS * clone)
    return f"{year if year == 'XXXX' else moved.year}-{moved:%m-%d}"


def renamed(word: str, clone: int) -> str:
    """One word in four as it is, the others with three letters in front that no other copy has."""
    letters = "".join(chr(ord("a") + clone // 26**place % 26) for place in range(3))
    return word if crc32(word.lower().encode()) % 4 == 0 else letters + word


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
    parser.add_argument("--only-read", action="store_true")
    told = parser.parse_args()
    settings: dict[str, Any] = {"words": not told.no_words, "only_read": told.only_read}
    multiply(told.seed, told.home, told.articles, told.thin, told.keep, **settings)
