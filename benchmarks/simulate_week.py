"""A week of a lake's life, time compressed: feeds with faults, the schedule's work, readers, killed processes.

    python -m benchmarks.simulate_week --days 7 --feeds 40 --kills 30

A server on this machine plays the feeds. One process does what `wirelake serve` does: it visits the sources every
simulated quarter of an hour, codes every hour, maintains every night; it is killed at random moments of the week and
started again.
Others read the lake all the while, by SQL and by the dashboard's own pages. At the end the lake must hold each article
once, no reader may have met an error, and the files of each night must not have become more. Prints what it found;
exit code 1 when a promise was broken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import corpus
from benchmarks.newsroom import Newsroom, Reply, article, open_newsroom, rss

START = datetime(2026, 3, 2)
TICK = timedelta(minutes=15)
TICKS_A_DAY = 96
CODE_TICKS = 4
CALM_DAYS = 2  # without new articles and faults, in which all that was held up must come
SHOWN = 30  # entries in a feed
INTO = 8.0  # seconds of work, at most, into the quarter of an hour in which a process is killed
PATIENCE = 0.5  # seconds without a byte, of a reader in a hurry
ROOT = Path(__file__).parents[1]
KINDS = ("plain", "ids", "tracking", "entries", "moved", "broken", "json")
FAULTS = ("status_500", "status_429", "time_out", "huge", "nonsense", "private", "cut", "gone")


@dataclass(frozen=True)
class Week:
    """What is played: how many feeds and days, and how often something goes wrong."""

    home: Path
    days: int
    feeds: int
    articles: int  # a feed and day
    kills: int
    seed: int
    fault_share: float = 0.15

    @property
    def end(self) -> int:
        return self.days * TICKS_A_DAY


@dataclass
class Found:
    """What was seen."""

    killed: int = 0
    nights: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


# --- the clock: the number of the quarter of an hour, in a file that all processes read


def read_clock(home: Path) -> int:
    with suppress(FileNotFoundError, ValueError):
        return int((home / "clock").read_text())
    return 0


def put_clock(home: Path, tick: int) -> None:
    draft = home / "clock.draft"
    draft.write_text(str(tick))
    draft.replace(home / "clock")


def moment(tick: int) -> datetime:
    return START + tick * TICK


# --- the newsroom


def number_of(feed: int, k: int) -> int:
    return feed * 10_000 + k


def published_at(week: Week, feed: int, k: int) -> int:
    """The quarter of an hour in which a feed's article k comes out."""
    day = k // week.articles
    return day * TICKS_A_DAY + random.Random(number_of(feed, k)).randrange(TICKS_A_DAY)


def out_by(week: Week, feed: int, tick: int) -> list[int]:
    """A feed's articles that are out, the newest first."""
    known = [(published_at(week, feed, k), k) for k in range(week.days * week.articles)]
    return [k for at, k in sorted(known, reverse=True) if at <= tick]


def page(number: int) -> Reply:
    _, title, *rest = corpus.document(number).split("\n\n")
    return Reply(article(f"{title} ({number})", "\n\n".join(rest[:-1])), etag=f'"{number}"')


def fault_of(week: Week, what: str, tick: int) -> str | None:
    if tick >= week.end:
        return None
    chance = random.Random(f"{week.seed} {what} {tick}")
    return chance.choice(FAULTS) if chance.random() < week.fault_share else None


def faulty(fault: str, room: Newsroom) -> Reply:
    return {
        "status_500": Reply(status=500),
        "status_429": Reply(status=429, headers={"Retry-After": "1200"}),
        "time_out": Reply(wait=3 * PATIENCE),
        "huge": Reply(b"x" * 3_000_000),
        "nonsense": Reply(b"<html><body>We will be back soon.</body></html>"),
        "private": Reply(status=302, headers={"Location": f"http://localhost:{room.port}/feed/0"}),
        "cut": Reply(b"<?xml version='1.0'?><rss version='2.0'><channel>" * 50, cut=True),
        "gone": Reply(status=410),
    }[fault]


def feed(week: Week, room: Newsroom, path: str) -> Reply:
    tick, number = read_clock(week.home), int(path.rpartition("/")[2])
    # A 429 is the host's wish: with all feeds on one host it would silence all, so few of them say so.
    fault = fault_of(week, path, tick)
    if fault and not (fault == "status_429" and number % 8):
        return faulty(fault, room)
    kind = KINDS[number % len(KINDS)]
    if kind == "moved" and path.startswith("/feed/") and tick > week.end // 2:
        return Reply(status=301, headers={"Location": f"/new/{number}"})
    return write_feed(week, number, kind, tick)


def write_feed(week: Week, number: int, kind: str, tick: int) -> Reply:
    out = out_by(week, number, tick)[:SHOWN]
    items = [(f"/page/{number_of(number, k)}", f"Article {k}", day_of(published_at(week, number, k))) for k in out]
    etag = f'"{len(out)}-{out[0] if out else 0}"'
    if kind == "json":
        entries = [{"id": link, "url": link, "title": title} for link, title, _ in items]
        return Reply(json.dumps({"version": "1", "items": entries}).encode(), etag=etag)
    if kind == "ids":
        return Reply(rss(items, guid=lambda n: f"{tick}-{n}"))
    if kind == "tracking":
        return Reply(rss([(f"{link}?utm_source=rss{tick}", title, day) for link, title, day in items]))
    if kind == "broken":
        return Reply(rss(items).replace(b"</channel></rss>", b"<item><title>Broken & unfinished"), etag=etag)
    if kind == "entries":
        texts = [corpus.document(number_of(number, k)) for k in out]
        entries = [
            {"id": link, "url": link, "title": f"{title} of {number}", "content_text": text}
            for (link, title, _), text in zip(items, texts, strict=True)
        ]
        return Reply(json.dumps({"version": "1", "items": entries}).encode())
    return Reply(rss(items), etag=etag)


def day_of(tick: int) -> str:
    return format_datetime(moment(tick).replace(tzinfo=UTC))


def give_page(week: Week, room: Newsroom, path: str) -> Reply:
    fault = fault_of(week, path, read_clock(week.home))
    if fault in ("status_500", "time_out", "cut"):  # troubles that pass; the others would be the page's end
        return faulty(fault, room)
    return page(int(path.rpartition("/")[2]))


@contextmanager
def playing(week: Week) -> Iterator[Newsroom]:
    with open_newsroom() as room:
        room.pages["/feed/*"] = lambda path: feed(week, room, path)
        room.pages["/new/*"] = lambda path: feed(week, room, path)
        room.pages["/page/*"] = lambda path: give_page(week, room, path)
        lines = ["name,kind,address,publisher,take,every,allow"]
        for n in range(week.feeds):
            take = "entries" if KINDS[n % len(KINDS)] == "entries" else "pages"
            lines.append(f"feed{n},feed,{room.root}/feed/{n},Publisher {n},{take},15,127.0.0.1")
        (week.home / "sources.csv").write_text("\n".join(lines) + "\n")
        yield room


# --- the process that is killed


def work(home: Path, end: int, last: int) -> None:
    """Do the schedule's work, quarter of an hour after quarter of an hour, from where the clock stands."""
    from flows.code import code
    from warehouse.landing.web.net import Bounds
    from warehouse.landing.web.visit import Manners, go_round

    manners = Manners(delay=0.0, most_pages=10_000, bounds=Bounds(bytes=1_000_000, seconds=5.0, quiet_seconds=PATIENCE))
    while (tick := read_clock(home)) <= last:
        go_round(home, partial(moment, tick), manners)
        if tick % CODE_TICKS == 0:
            code(lake=str(home), workers=1)
        if tick % TICKS_A_DAY == 0 and tick:
            maintain(home, tick // TICKS_A_DAY)
        put_clock(home, tick + (1 if tick < end else CODE_TICKS))  # by hours when nothing new comes out any more


def maintain(home: Path, night: int) -> None:
    """A night's maintenance. What the nights before left for a day of grace, which has no real length here, goes."""
    from flows.clock import utc_now
    from warehouse.store import keeping, upkeep, verify
    from warehouse.store.lake import Lake

    lake = Lake.open(home, read_only=False)
    notes = home / "nights.jsonl"
    nights = [json.loads(line) for line in notes.read_text().splitlines()] if notes.exists() else []
    before = sum(one.files + one.delete_files for one in upkeep.files(lake))
    deleted = upkeep.delete_unused(lake, utc_now().date() + timedelta(days=1))
    upkeep.compact(lake)
    last = datetime.fromisoformat(nights[-1]["at"]) if nights else START
    expired = upkeep.expire(lake, last, keeping.kept(lake)["snapshot"].to_list())
    found = {
        "night": night,
        "at": utc_now().isoformat(),
        "files_before": before,
        "files": sum(one.files + one.delete_files for one in upkeep.files(lake)),
        "on_disk": len(list((home / "data").rglob("*.parquet"))),
        "expired": len(expired),
        "deleted": deleted,
        "problems": verify.verify(lake),
    }
    with notes.open("a") as file:
        file.write(json.dumps(found) + "\n")
    lake.close()


# --- readers


def read_sql(home: Path) -> None:
    """Ask in SQL, by connections that come and go and by one that stays open; errors and odd answers are noted."""
    from warehouse.store import guard
    from warehouse.store.lake import Lake, NoLake

    both = "select (select count(*) from article_texts) as texts, (select count(*) from article_dates) as dates"
    staying = None
    asked = 0
    while not (home / "stop").exists():
        try:
            lake = Lake.open(home)
            staying = staying or guard.open_reader(lake)
            for reader in (guard.open_reader(lake), staying):
                row = guard.ask(reader, both).rows.row(0)
                note(home, "sql", f"texts and dates differ: {row}" if row[0] != row[1] else None)
            lake.close()
            asked += 1
        except NoLake:
            pass
        except Exception as error:  # any is one too many
            note(home, "sql", f"{type(error).__name__}: {error}")
        time.sleep(0.5)
    note(home, "sql", None, asked)


def read_pages(home: Path) -> None:
    """Draw the dashboard's first page, again and again."""
    from streamlit.testing.v1 import AppTest

    os.environ["WIRELAKE_LAKE"] = str(home)
    asked = 0
    while not (home / "stop").exists():
        if not (home / "catalog.sqlite").exists():
            time.sleep(1)
            continue
        shown = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=300).run()
        note(home, "dashboard", "; ".join(str(one.value) for one in shown.exception) or None)
        asked += 1
        time.sleep(10)
    note(home, "dashboard", None, asked)


def note(home: Path, who: str, problem: str | None, asked: int | None = None) -> None:
    if problem or asked is not None:
        with (home / "readers.jsonl").open("a") as file:
            file.write(json.dumps({"who": who, "problem": problem, "asked": asked}) + "\n")


# --- the whole


def start(role: str, home: Path, *more: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.simulate_week", "--role", role, "--lake", home, *more]
    log = (home / f"{role}.log").open("ab")
    return subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=log, stderr=log, start_new_session=True)


def simulate(week: Week) -> Found:
    """Play the week; what was found wrong is in `problems`."""
    from flows.schedule import prefect_server
    from flows.settings import prepare_prefect
    from warehouse.store.lake import Lake

    found, chance = Found(), random.Random(week.seed)
    week.home.mkdir(parents=True, exist_ok=True)
    last = week.end + CALM_DAYS * TICKS_A_DAY
    kills = sorted(chance.sample(range(1, week.end), week.kills))
    prepare_prefect(str(week.home))
    Lake.open(week.home, read_only=False).close()  # so that readers have something to open from the first moment
    with playing(week), prefect_server():
        readers = [start("sql", week.home), start("pages", week.home)]
        try:
            while read_clock(week.home) <= last:
                worker = start("work", week.home, "--end", week.end, "--last", last)
                if kills and is_reached(kills[0], week.home, worker):
                    time.sleep(chance.uniform(0, INTO))
                    os.killpg(worker.pid, signal.SIGKILL)
                    worker.wait()
                    found.killed += 1
                    del kills[0]
                elif code := worker.wait():
                    found.problems.append(f"the work ended with {code}; see {week.home / 'work.log'}")
                    break
        finally:
            (week.home / "stop").touch()
            for reader in readers:
                reader.wait()
    look(week, found)
    return found


def is_reached(tick: int, home: Path, worker: subprocess.Popen[bytes]) -> bool:
    """Wait until the clock shows the moment to kill the worker in; False when it ended before."""
    while worker.poll() is None:
        if read_clock(home) >= tick:
            return True
        time.sleep(0.1)
    return False


def look(week: Week, found: Found) -> None:
    """Compare what was published with what the lake holds, and read what the others noted."""
    from warehouse.store import verify
    from warehouse.store.lake import Lake

    lake = Lake.open(week.home)
    wanted = {number_of(n, k) for n in range(week.feeds) for k in range(week.days * week.articles)}
    rows = lake.cursor().execute("select uri, count(*) from documents group by uri").fetchall()
    held = {int(uri.rpartition("/")[2]): count for uri, count in rows}
    if lost := sorted(wanted - set(held)):
        found.problems.append(f"{len(lost)} of {len(wanted)} articles were lost, such as {lost[:5]}")
    if twice := [number for number, count in held.items() if count > 1 or number not in wanted]:
        found.problems.append(f"{len(twice)} articles came twice, such as {twice[:5]}")
    found.problems += verify.verify(lake)
    for line in (week.home / "readers.jsonl").read_text().splitlines():
        told = json.loads(line)
        print("reader:", told)
        if told["problem"]:
            found.problems.append(f"{told['who']}: {told['problem']}")
    for line in (week.home / "nights.jsonl").read_text().splitlines():
        found.nights.append(json.loads(line))
    files = [night["files"] for night in found.nights]
    if files and max(files) > max(files[0], 2 * min(files)):
        found.problems.append(f"the files became more from night to night: {files}")
    found.problems += [problem for night in found.nights for problem in night["problems"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--feeds", type=int, default=40)
    parser.add_argument("--articles", type=int, default=2, help="of each feed a day")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lake", type=Path, help="a folder that is not there yet; else a temporary one")
    parser.add_argument("--role", choices=("all", "work", "sql", "pages"), default="all", help=argparse.SUPPRESS)
    parser.add_argument("--end", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--last", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.role != "all":
        {"work": lambda: work(given.lake, given.end, given.last), "sql": lambda: read_sql(given.lake)}.get(
            given.role, lambda: read_pages(given.lake)
        )()
        return
    home = given.lake or Path(tempfile.mkdtemp(prefix="wirelake-week-"))
    begun = time.monotonic()
    found = simulate(Week(home, given.days, given.feeds, given.articles, given.kills, given.seed))
    print(
        f"{given.days} days, {given.feeds} feeds: {time.monotonic() - begun:.0f} s, {found.killed} kills, lake {home}"
    )
    for night in found.nights:
        print("night", {name: value for name, value in night.items() if name != "at"})
    print("\n".join(found.problems) or "Nothing lost, nothing twice, no error, files flat.")
    sys.exit(1 if found.problems else 0)


if __name__ == "__main__":
    main()
