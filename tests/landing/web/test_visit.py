"""Fetching from a real server on this machine, with the faults that servers have."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.newsroom import Newsroom, Reply, article, open_newsroom, rss
from warehouse.landing.documents import Document
from warehouse.landing.land import land
from warehouse.landing.page import Page, open_page
from warehouse.landing.web import spool, visit
from warehouse.landing.web.manners import FAILING
from warehouse.landing.web.net import AGENT, Bounds, Guarded, PrivateAddress, is_public
from warehouse.landing.web.sources import FILE, read_sources
from warehouse.landing.web.state import FILE as STATE
from warehouse.landing.web.state import State
from warehouse.landing.web.visit import Manners, Tally, go_round
from warehouse.rejects import Reject

DATE = "Mon, 06 Nov 2006 10:11:12 +0300"
QUICK = Manners(delay=0.0, bounds=Bounds(bytes=200_000, seconds=2.0, quiet_seconds=0.5))


@dataclass
class Reader:
    """A lake's folder whose clock can be put forward, beside a newsroom."""

    room: Newsroom
    home: Path
    now: datetime = datetime(2026, 1, 1)
    texts: list[Document | Reject] = field(default_factory=list)

    def subscribe(self, *lines: str, allow: str = "127.0.0.1") -> None:
        rows = "\n".join(f"{line},{allow}" for line in lines)
        self.home.mkdir(exist_ok=True)
        (self.home / FILE).write_text(f"name,kind,address,publisher,take,every,allow\n{rows}\n")

    def feed(self, path: str = "/feed", *, take: str = "pages") -> str:
        return f"wire,feed,{self.room.root}{path},Eastern Wire,{take},15"

    def round(self, minutes: float = 0.0, manners: Manners = QUICK) -> Tally:
        self.now += timedelta(minutes=minutes)
        return go_round(self.home, lambda: self.now, manners)

    def landed(self) -> list[Document | Reject]:
        """What lies ready for the lake; it is taken away."""
        state = State(self.home / STATE)
        spool.settle(self.home, state)
        files = spool.whole(self.home)
        found = list(land(files))
        spool.forget(files, state)
        state.close()
        return found

    def documents(self) -> list[str]:
        return sorted(one.uri.removeprefix(self.room.root) for one in self.landed() if isinstance(one, Document))

    def rejects(self) -> dict[str, str]:
        found = self.landed()
        return {o.uri.removeprefix(self.room.root): o.reason_code for o in found if isinstance(o, Reject)}

    def standing(self):
        state = State(self.home / STATE)
        found = state.standing(read_sources(self.home / FILE)[0])
        state.close()
        return found


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with open_newsroom() as room:
        made = Reader(room, tmp_path / "lake")
        for name in "abc":
            room.pages[f"/{name}"] = Reply(
                article(f"Title {name}", f"The minister met guest {name} in Oslo on Monday.")
            )
        room.pages["/feed"] = Reply(rss([(f"/{n}", n, DATE) for n in "ab"]), kind="application/rss+xml", etag='"1"')
        made.subscribe(made.feed())
        yield made


def test_pages_of_a_feed_come_with_their_address_publisher_and_day(reader: Reader) -> None:
    tally = reader.round()
    assert (tally.visited, tally.new, tally.fetched, tally.waiting) == (1, 2, 2, 0)
    first, second = reader.landed()
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    page = open_page(first)
    assert isinstance(page, Page)
    assert (page.told.publisher, page.told.date) == ("Eastern Wire", "2006-11-06T07:11:12")
    assert first.content == reader.room.find("/a" if first.uri.endswith("a") else "/b").body  # pyright: ignore


def test_without_a_list_nothing_is_asked(tmp_path: Path) -> None:
    assert go_round(tmp_path, lambda: datetime(2026, 1, 1), QUICK) == Tally()


def test_what_has_not_changed_is_not_sent_again(reader: Reader) -> None:
    reader.round()
    tally = reader.round(minutes=60)
    assert (tally.visited, tally.unchanged, tally.fetched) == (1, 1, 0)
    assert reader.room.asked[-1].headers["if-none-match"] == '"1"'
    assert reader.room.asked[-1].headers["user-agent"] == AGENT


def test_a_source_that_is_not_due_is_left_alone_and_a_quiet_one_is_asked_less_often(reader: Reader) -> None:
    reader.round()
    assert reader.round(minutes=5).visited == 0
    intervals = []
    for _ in range(4):
        reader.round(minutes=360)
        intervals.append(reader.standing().interval)
    assert intervals == sorted(intervals)
    assert intervals[-1] > 15 * 2
    reader.room.pages["/feed"] = Reply(rss([("/c", "c", DATE)]))
    reader.round(minutes=360)
    assert reader.standing().interval == pytest.approx(intervals[-1] / 2)


def test_changing_ids_and_tracking_parameters_bring_nothing_twice(reader: Reader) -> None:
    numbers = iter(range(1_000))
    link = lambda: f"/a?utm_source={next(numbers)}"  # noqa: E731
    reader.room.pages["/feed"] = lambda _: Reply(rss([(link(), "a", DATE)], guid=lambda _: f"id-{next(numbers)}"))
    reader.subscribe(reader.feed())
    for _ in range(3):
        reader.round(minutes=60)
    assert reader.documents() == ["/a"]


def test_a_moved_feed_is_asked_at_its_new_address_from_then_on(reader: Reader) -> None:
    reader.room.pages["/new"] = reader.room.pages["/feed"]
    reader.room.pages["/feed"] = Reply(status=301, headers={"Location": "/new"})
    reader.round()
    assert reader.documents() == ["/a", "/b"]
    reader.round(minutes=60)
    assert (reader.room.count("/feed"), reader.room.count("/new")) == (1, 2)
    reader.room.pages["/new"] = Reply(status=302, headers={"Location": "/feed2"})
    reader.room.pages["/feed2"] = Reply(rss([("/c", "c", DATE)]))
    reader.round(minutes=360)
    reader.round(minutes=360)
    assert reader.room.count("/new") == 4


def test_a_server_that_asks_for_time_gets_it(reader: Reader) -> None:
    reader.room.pages["/b"] = Reply(status=429, headers={"Retry-After": "3600"})
    reader.room.pages["/feed"] = Reply(rss([("/b", "b", DATE), ("/a", "a", DATE)]))
    tally = reader.round()
    asked = len(reader.room.asked)
    assert tally.waiting == 2 - reader.documents().count("/a")
    reader.round(minutes=30)
    assert len(reader.room.asked) == asked
    reader.room.pages["/b"] = reader.room.pages["/a"]
    reader.round(minutes=31)
    reader.round(minutes=31)
    assert reader.round().waiting == 0


@pytest.mark.parametrize(
    ("reply", "code", "score"),
    [
        (Reply(status=404), "status_404", 1.0),
        (Reply(status=500), "status_500", 0.5),
        (Reply(status=503, headers={"Retry-After": "60"}), "status_503", 0.5),
        (Reply(status=410), "status_410", FAILING),
        (Reply(b"x" * 300_000), "too_large", 1.0),
        (Reply(gzip.compress(b"x" * 3_000_000), headers={"Content-Encoding": "gzip"}), "too_large", 1.0),
        (Reply(b"<html><body>a page</body></html>"), "not_understood", 1.0),
        (Reply(wait=1.0), "time_out", 0.25),
        (Reply(b"x" * 60, trickle=0.1), "too_slow", 0.5),
        (Reply(rss([]) * 9, cut=True), "no_connection", 0.25),
        (Reply(status=302, headers={"Location": "/feed"}), "too_many_redirects", 1.0),
        (Reply(status=301, headers={"Location": "file:///etc/passwd"}), "bad_redirect", 1.0),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_troubles_count_by_how_bad_they_are(reader: Reader, reply: Reply, code: str, score: float) -> None:
    reader.room.pages["/feed"] = reply
    tally = reader.round()
    standing = reader.standing()
    assert standing.trouble.startswith(code)
    assert standing.score == score
    assert list(tally.troubles) == ["wire"]


def test_back_off_grows_and_a_success_ends_it(reader: Reader) -> None:
    well = reader.room.pages["/feed"]
    reader.room.pages["/feed"] = Reply(status=404)
    waits = []
    for _ in range(9):
        reader.round(minutes=60 * 24)
        waits.append((reader.standing().due_at or reader.now) - reader.now)
    assert waits == sorted(waits)
    assert reader.standing().is_failing
    reader.room.pages["/feed"] = well
    reader.round(minutes=60 * 24)
    assert (reader.standing().score, reader.standing().trouble) == (0.0, "")


def test_robots_are_obeyed_and_the_reason_is_kept(reader: Reader) -> None:
    reader.room.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /b\n", kind="text/plain")
    assert reader.round().failed == 1
    found = {one.uri.rpartition("/")[2]: one for one in reader.landed()}
    assert isinstance(found["a"], Document)
    assert isinstance(found["b"], Reject)
    assert found["b"].reason_code == "robots"
    assert reader.room.count("/b") == 0
    assert reader.room.count("/robots.txt") == 1


def test_robots_that_cannot_be_read_keep_us_away_until_they_can(reader: Reader) -> None:
    reader.room.pages["/robots.txt"] = Reply(status=500)
    assert "robots.txt" in reader.round().troubles["wire"]
    assert reader.room.count("/feed") == 0
    del reader.room.pages["/robots.txt"]
    assert reader.round(minutes=60).fetched == 2


def test_a_page_is_tried_again_and_then_given_up_with_its_reason(reader: Reader) -> None:
    reader.room.pages["/a"] = Reply(status=500)
    reader.room.pages["/b"] = Reply(status=404)
    reader.round()
    assert reader.rejects() == {"/b": "status_404"}
    for _ in range(12):
        reader.round(minutes=60 * 24)
    assert reader.rejects() == {"/a": "status_500"}
    assert reader.room.count("/a") == 8


def test_a_page_that_says_it_has_changed_is_fetched_again(reader: Reader) -> None:
    reader.round()
    reader.documents()
    reader.room.pages["/a"] = Reply(article("Title a", "The minister left Oslo on Tuesday."))
    reader.room.pages["/feed"] = Reply(rss([("/a", "a", "Tue, 07 Nov 2006 10:11:12 +0300"), ("/b", "b", DATE)]))
    reader.round(minutes=90)
    assert reader.documents() == ["/a"]


def test_pictures_and_films_are_set_aside(reader: Reader) -> None:
    reader.room.pages["/a"] = Reply(b"\x89PNG", kind="image/png")
    reader.round()
    assert reader.rejects() == {"/a": "not_a_page"}


def test_entries_with_their_own_text_need_no_page(reader: Reader) -> None:
    reader.room.pages["/feed"] = Reply(
        b"<rss version='2.0'><channel><item><link>/a</link><title>T</title><description>Words of it.</description>"
        b"</item></channel></rss>"
    )
    reader.subscribe(reader.feed(take="entries"))
    reader.round()
    [one] = reader.landed()
    assert isinstance(one, Document)
    page = open_page(one)
    assert isinstance(page, Page)
    assert (page.told.title, page.text, page.told.publisher) == ("T", "Words of it.", "Eastern Wire")
    assert reader.room.count("/a") == 0


def test_private_networks_are_closed_unless_the_host_is_allowed(reader: Reader) -> None:
    reader.subscribe(reader.feed(), allow="")
    assert "private network" in reader.round().troubles["wire"]
    assert reader.room.asked == []


def test_a_redirect_into_a_private_network_is_not_followed(reader: Reader) -> None:
    reader.room.pages["/feed"] = Reply(status=302, headers={"Location": f"http://localhost:{reader.room.port}/a"})
    assert "private network" in reader.round().troubles["wire"]
    reader.room.pages["/feed"] = Reply(rss([(f"http://[::ffff:127.0.0.1]:{reader.room.port}/a", "a", DATE)]))
    reader.round(minutes=60 * 24)
    assert list(reader.rejects().values()) == ["private_network"]
    assert reader.room.count("/a") == 0


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("10.0.0.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_names_that_lead_into_a_private_network_are_refused() -> None:
    with pytest.raises(PrivateAddress):
        Guarded(()).connect_tcp("localhost", 1)


def test_a_sitemap_and_a_list_of_lists_are_followed(reader: Reader) -> None:
    root = reader.room.root
    reader.room.pages["/map.xml"] = Reply(
        f"<sitemapindex><sitemap><loc>{root}/1.xml</loc></sitemap></sitemapindex>".encode()
    )
    reader.room.pages["/1.xml"] = Reply(f"<urlset><url><loc>{root}/a</loc></url></urlset>".encode(), etag='"m"')
    reader.room.pages["/last.txt"] = Reply(f"12 ab {root}/x.csv.gz\n".encode())
    reader.room.pages["/x.csv.gz"] = Reply(gzip.compress(f"1\t2\t{root}/b\n".encode()), kind="application/gzip")
    reader.subscribe(f"map,sitemap,{root}/map.xml,,,15", f"list,urls,{root}/last.txt,,,15")
    reader.round()
    assert reader.documents() == ["/a", "/b"]
    reader.round(minutes=60)
    assert [one.headers.get("if-none-match") for one in reader.room.asked if one.path == "/1.xml"] == [None, '"m"']


def test_a_round_that_is_killed_loses_and_doubles_nothing(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_at: list[Callable[..., object]] = [visit.note_page, visit.spool.settle]
    reader.room.pages["/feed"] = Reply(rss([(f"/{n}", n, DATE) for n in "abc"]))
    for step in killed_at:
        with monkeypatch.context() as patched:
            calls = iter(range(9))

            def dies(*given: object, step: Callable[..., object] = step, calls: Iterator[int] = calls) -> object:
                if next(calls) == 1:
                    raise KeyboardInterrupt
                return step(*given)

            patched.setattr(visit if step is visit.note_page else visit.spool, step.__name__, dies)
            with pytest.raises(KeyboardInterrupt):
                reader.round(minutes=60)
    reader.round(minutes=60)
    assert reader.documents() == ["/a", "/b", "/c"]


def test_two_rounds_at_once_do_not_collide(reader: Reader) -> None:
    from filelock import FileLock

    with FileLock(reader.home / "fetching.lock"), pytest.raises(visit.Busy):
        reader.round()
