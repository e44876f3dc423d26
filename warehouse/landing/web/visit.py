"""A round of visits: sources that are due are asked what they offer, and pages that wait are fetched.

Hosts are visited side by side, each host's pages one after the other. What comes is written by one thread alone.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from queue import Queue
from typing import NamedTuple, TypeVar

import httpx
from filelock import FileLock, Timeout
from protego import Protego

from warehouse.landing.web import spool
from warehouse.landing.web.manners import after_success, after_trouble, next_try
from warehouse.landing.web.net import AGENT, HARD, TEMPORARY, Answer, Bounds, Trouble, ask, host_of, open_client
from warehouse.landing.web.offers import NotUnderstood, Offer, plain_address, read_offer
from warehouse.landing.web.sources import FILE as LIST
from warehouse.landing.web.sources import Source, read_sources
from warehouse.landing.web.spool import Spool, told_headers
from warehouse.landing.web.state import FILE as STATE
from warehouse.landing.web.state import State, Validators, Waiting

T = TypeVar("T")
NOTHING = Offer(())
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
MOST_FAILURES = 3  # questions in a row that a host does not answer before it is left alone
ROBOTS_FOR = timedelta(days=1)
LONGEST_DELAY = 60.0  # seconds; a longer Crawl-delay would keep us from ever coming round
MOST_FURTHER = 50  # sitemaps of an index, lists of a list, at one visit
SPOOL_PAGES = 200  # in one file
ASKED_TO_WAIT = timedelta(minutes=15)  # after a 429 that does not say how long


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave. `delay` is the least number of seconds between two questions to one host."""

    delay: float = 1.0
    round_seconds: float = 600.0
    most_pages: int = 300  # of one host in one round; the rest waits for the next
    threads: int = 8
    bounds: Bounds = field(default_factory=Bounds)


class Busy(RuntimeError):
    """Another process is fetching for this lake."""


@dataclass(slots=True)
class Tally:
    """What a round brought."""

    visited: int = 0
    unchanged: int = 0
    new: int = 0  # pages and entries that were not known
    fetched: int = 0
    failed: int = 0
    waiting: int = 0
    troubles: dict[str, str] = field(default_factory=dict)  # by source


class Seen(NamedTuple):
    """A visit to a source, or to a list that it points at: the answer, what it offers, and the trouble, if any."""

    source: Source
    answer: Answer
    asked: str
    offer: Offer
    trouble: Trouble | None


class Got(NamedTuple):
    """A page that was asked for."""

    page: Waiting
    answer: Answer


@dataclass(slots=True)
class Host:
    """One server, as one thread speaks to it."""

    client: httpx.Client
    manners: Manners
    clock: Callable[[], datetime]
    robots: str | None
    robots_at: datetime | None
    not_before: datetime | None
    asked_at: float = 0.0
    rules: Protego | None = None
    failures: int = 0

    def ask(self, address: str, validators: Validators, *, bounds: Bounds | None = None) -> Answer:
        now = self.clock()
        if self.not_before is not None and now < self.not_before:
            wait = (self.not_before - now).total_seconds()
            return Answer(address, trouble=Trouble(TEMPORARY, "asked_to_wait", "asked us to wait.", wait))
        if refusal := self.refusal(address):
            return Answer(address, trouble=refusal)
        self.rest()
        answer = ask(self.client, address, bounds or self.manners.bounds, validators.headers)
        trouble = answer.trouble
        if trouble and (trouble.retry_after is not None or trouble.code == "status_429"):
            self.not_before = now + (timedelta(seconds=trouble.retry_after) if trouble.retry_after else ASKED_TO_WAIT)
        self.failures = self.failures + 1 if trouble and trouble.code in ("time_out", "no_connection") else 0
        if self.failures >= MOST_FAILURES:
            self.not_before, self.failures = now + ASKED_TO_WAIT, 0
        return answer

    def refusal(self, address: str) -> Trouble | None:
        """Why robots.txt keeps us away, if it does. One that can't be read for trouble on their side keeps us away."""
        if self.robots is None or self.robots_at is None or self.clock() - self.robots_at > ROBOTS_FOR:
            self.rest()
            where = str(httpx.URL(address).copy_with(raw_path=b"/robots.txt", fragment=None))
            answer = ask(self.client, where, replace(self.manners.bounds, bytes=500_000))
            if answer.trouble and answer.trouble.weight < HARD and answer.trouble.code != "too_large":
                return replace(answer.trouble, what=f"has a robots.txt that {answer.trouble.what}")
            if answer.trouble and answer.trouble.code == "private_network":
                return answer.trouble
            self.robots, self.robots_at = answer.content.decode("utf-8", "replace"), self.clock()
            self.rules = None
        if self.rules is None:
            self.rules = Protego.parse(self.robots)
        if self.rules.can_fetch(address, AGENT):
            return None
        return Trouble(HARD, "robots", "may not be fetched by programs, as its robots.txt says.")

    def rest(self) -> None:
        asked = float(self.rules.crawl_delay(AGENT) or 0.0) if self.rules else 0.0
        wait = self.asked_at + max(self.manners.delay, min(asked, LONGEST_DELAY)) - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self.asked_at = time.monotonic()


@dataclass(slots=True)
class Round:
    """One round's tools."""

    home: Path
    state: State
    clock: Callable[[], datetime]
    manners: Manners
    stop_at: float
    hosts: dict[str, Host] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)


def go_round(
    home: Path, clock: Callable[[], datetime], manners: Manners | None = None, only: str | None = None
) -> Tally:
    """Visit the sources that are due (or the one named `only`, due or not), and fetch what waits.

    What is fetched lies in `incoming/` afterwards. Raises SourceRefused for a list that can't be read, and Busy.
    """
    sources = [one for one in read_sources(home / LIST) if one.is_web and only in (None, one.name)]
    manners = manners or Manners()
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / "fetching.lock", timeout=0):
            state = State(home / STATE)
            try:
                spool.settle(home, state)
                allowed = frozenset(host for source in sources for host in source.allow)
                stop_at = time.monotonic() + manners.round_seconds
                with open_client(allowed) as client:
                    this = Round(home, state, clock, manners, stop_at)
                    visit_sources(this, due(this, sources, only), client)
                    fetch_pages(this, {source.name: source for source in sources}, client)
                spool.settle(home, state)
                return this.tally
            finally:
                state.close()
    except Timeout as late:
        raise Busy(f"{home}: another process is fetching just now.") from late


def try_source(source: Source, clock: Callable[[], datetime], manners: Manners | None = None) -> Seen:
    """Ask a source once, as if it were new, and remember nothing."""
    with open_client(source.allow) as client:
        return look(Host(client, manners or Manners(), clock, None, None, None), source, source.address, Validators())


def due(this: Round, sources: Iterable[Source], only: str | None) -> list[Source]:
    now = this.clock()
    return [one for one in sources if only or (this.state.standing(one).due_at or now) <= now]


def host_for(this: Round, client: httpx.Client, address: str) -> Host:
    name = host_of(address)
    if name not in this.hosts:
        this.hosts[name] = Host(client, this.manners, this.clock, *this.state.host(name))
    return this.hosts[name]


def visit_sources(this: Round, sources: Sequence[Source], client: httpx.Client) -> None:
    """Ask each source, then the lists and sitemaps that it points at, and queue the pages that are new."""
    jobs: dict[str, list[Callable[[], Seen]]] = defaultdict(list)
    for source in sources:
        address, validators = this.state.whereabouts(source)
        host = host_for(this, client, address)
        jobs[host_of(address)].append(partial(look, host, source, address, validators))
    further: dict[str, list[Callable[[], Seen]]] = defaultdict(list)
    for seen in side_by_side(this, jobs):
        this.tally.visited += 1
        note_visit(this, seen)
        for address in seen.offer.further[:MOST_FURTHER]:
            host = host_for(this, client, address)
            validators = this.state.list_validators(address)
            further[host_of(address)].append(partial(look, host, seen.source, address, validators))
    for seen in side_by_side(this, further):
        note_list(this, seen)
    put_hosts(this)


def look(host: Host, source: Source, address: str, validators: Validators) -> Seen:
    """One question to a source or a list of its; whatever it says is understood, unchanged or a trouble."""
    answer = host.ask(address, validators)
    if answer.trouble or answer.status == 304:
        return Seen(source, answer, address, NOTHING, answer.trouble)
    try:
        return Seen(source, answer, address, read_offer(source.kind, answer.content, answer.address), None)
    except NotUnderstood as wrong:
        return Seen(source, answer, address, NOTHING, Trouble(HARD, "not_understood", str(wrong)))


def note_visit(this: Round, seen: Seen) -> None:
    """Remember how a visit went, with what it offered: both or neither."""
    now, standing = this.clock(), this.state.standing(seen.source)
    if seen.trouble:
        this.tally.troubles[seen.source.name] = f"{seen.asked} {seen.trouble.what}"
        with this.state.change():
            this.state.put_standing(seen.source, after_trouble(standing, seen.trouble, seen.source.every, now))
        return
    this.tally.unchanged += seen.answer.status == 304
    with this.state.change():
        new = take(this, seen, now)
        standing = after_success(standing, new, seen.source.every, now)
        validators = None if seen.answer.status == 304 else validators_of(seen.answer)
        this.state.put_standing(seen.source, standing, validators, seen.answer.moved_to)


def note_list(this: Round, seen: Seen) -> None:
    """A list of a source: its trouble is told, and it is asked for again with its source."""
    if seen.trouble:
        this.tally.troubles[seen.source.name] = f"{seen.asked} {seen.trouble.what}"
        return
    now = this.clock()
    with this.state.change():
        if new := take(this, seen, now):
            standing = this.state.standing(seen.source)
            this.state.put_standing(seen.source, after_success(standing, new, seen.source.every, now))
        if seen.answer.status != 304:
            this.state.put_list(seen.asked, validators_of(seen.answer))


def take(this: Round, seen: Seen, now: datetime) -> int:
    """Queue what is new; entries that are taken as they are go to the lake at once. Inside a change of the state."""
    new = [entry for entry in seen.offer.entries if this.state.queue(seen.source, entry, now)]
    whole = [entry for entry in new if seen.source.take == "entries" and entry.record]
    if whole:
        with Spool(this.home) as file:
            for entry in whole:
                file.add_entry(entry.address, entry.record, told_headers(seen.source.publisher, None))
                this.state.fetched(entry.address, Validators(), now)
            file.keep(this.state)
        this.tally.fetched += len(whole)
    this.tally.new += len(new)
    return len(new)


def fetch_pages(this: Round, sources: Mapping[str, Source], client: httpx.Client) -> None:
    """Fetch the pages whose time has come, host by host."""
    jobs: dict[str, list[Callable[[], Got]]] = defaultdict(list)
    for page in this.state.waiting(this.clock(), sources):
        name = host_of(page.address)
        if len(jobs[name]) < this.manners.most_pages:
            jobs[name].append(partial(fetch, host_for(this, client, page.address), page))
    came: list[Got] = []
    try:
        for got in side_by_side(this, jobs):
            came.append(got)
            if len(came) >= SPOOL_PAGES:
                note_pages(this, came, sources)
                came = []
    finally:
        note_pages(this, came, sources)  # what has come is kept, whatever stopped the round
        put_hosts(this)
    this.tally.waiting = len(this.state.waiting(datetime.max, sources))


def fetch(host: Host, page: Waiting) -> Got:
    return Got(page, host.ask(page.address, Validators(page.etag, page.last_modified)))


def note_pages(this: Round, came: Sequence[Got], sources: Mapping[str, Source]) -> None:
    if not came:
        return
    with Spool(this.home) as file, this.state.change():
        for got in came:
            note_page(this, got, file, sources[got.page.source])
        file.keep(this.state)


def note_page(this: Round, got: Got, file: Spool, source: Source) -> None:
    """One page goes to the lake, waits for another try, or is given up with its reason."""
    page, answer, now = got.page, got.answer, this.clock()
    kind = answer.header("content-type") or "text/html"
    trouble = answer.trouble
    if trouble is None and answer.status == 200 and not kind.lower().startswith(PAGES):
        trouble = Trouble(HARD, "not_a_page", f"is {kind.partition(';')[0]}, which is not read; take it by hand.")
    if trouble is None:
        if answer.status == 200:
            told = told_headers(source.publisher, page.told_date)
            file.add_page(plain_address(answer.address) or answer.address, kind, answer.content, told)
            this.tally.fetched += 1
        this.state.fetched(page.address, validators_of(answer), now)
    elif trouble.code == "asked_to_wait":
        this.state.wait(page.address, now + timedelta(seconds=trouble.retry_after or 0.0))
    else:
        again_at = next_try(page.tries + 1, trouble, now)
        this.state.failed(page.address, again_at)
        if again_at is None:
            file.add_reject(page.address, trouble.code, trouble.what)
            this.tally.failed += 1


def put_hosts(this: Round) -> None:
    with this.state.change():
        for name, host in this.hosts.items():
            this.state.put_host(name, host.robots, host.robots_at, host.not_before)


def validators_of(answer: Answer) -> Validators:
    return Validators(answer.header("etag"), answer.header("last-modified"))


def side_by_side(this: Round, jobs: Mapping[str, Sequence[Callable[[], T]]]) -> Iterator[T]:
    """The results of jobs, as they come: hosts side by side, the jobs of one host in their order."""
    results: Queue[T | BaseException | None] = Queue()
    stopped = threading.Event()

    def work(mine: Sequence[Callable[[], T]]) -> None:
        try:
            for job in mine:
                if stopped.is_set() or time.monotonic() > this.stop_at:
                    return
                results.put(job())
        except BaseException as error:  # told to the thread that waits
            results.put(error)
        finally:
            results.put(None)

    with ThreadPoolExecutor(max(1, this.manners.threads)) as pool:
        try:
            for mine in jobs.values():
                pool.submit(work, mine)
            running = len(jobs)
            while running:
                result = results.get()
                if result is None:
                    running -= 1
                elif isinstance(result, BaseException):
                    raise result
                else:
                    yield result
        finally:
            stopped.set()
