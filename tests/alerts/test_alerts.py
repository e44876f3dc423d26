"""Alerts: one message an event, by every channel, through real servers on this machine."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from flows import alerts
from flows.settings import Settings
from tests.store.lakes import BATCHES, ingest
from warehouse.alerts.find import robust_score
from warehouse.alerts.rules import FILE, RulesRefused, read_alerts
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.landing.web.manners import Standing
from warehouse.landing.web.sources import FILE as LIST
from warehouse.landing.web.sources import read_sources
from warehouse.landing.web.state import FILE as STATE
from warehouse.landing.web.state import State

NOW = datetime(2006, 10, 1)
TO_FILE = '[deliver]\nfile = "told.jsonl"\n'
ARRESTS = '[[rule]]\nname = "arrests"\ntypes = ["COERCE"]\npast = true\n'


@pytest.fixture(scope="module")
def knowledge() -> tuple[Actors, CommonWords]:
    return Actors.load(None), CommonWords.load(None)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, knowledge: tuple[Actors, CommonWords]) -> Path:
    home = tmp_path_factory.mktemp("made")
    ingest(home, range(1, len(BATCHES)), knowledge, at_once=True).close()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A lake of two events, for each test its own."""
    return Path(shutil.copytree(made, tmp_path / "lake"))


def write(home: Path, text: str) -> None:
    (home / FILE).write_text(text)


def send(home: Path, now: datetime = NOW) -> alerts.Sent:
    return alerts.send(Settings(str(home)), now)


def told(home: Path) -> list[dict[str, Any]]:
    file = home / "told.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_an_event_is_told_once_with_its_sentence(home: Path) -> None:
    write(home, TO_FILE + ARRESTS)
    assert send(home).messages == {"arrests": 2}
    georgia, norway = sorted(told(home), key=lambda one: one["subject"])
    assert georgia["subject"] == "COERCE: Georgia → Russian (2006-09-27)"
    assert georgia["quotes"][0]["sentence"].startswith("Georgia arrested four Russian officers")
    assert norway["facts"]["target_name"] == "Swedish"
    assert send(home).messages == {}
    assert len(told(home)) == 2


def test_an_event_that_another_report_joins_under_a_smaller_id_is_not_told_again(
    home: Path, knowledge: tuple[Actors, CommonWords]
) -> None:
    write(home, TO_FILE + ARRESTS)
    send(home)
    before = {one["key"] for one in told(home)}
    lake = ingest(home, range(1), knowledge, at_once=True)
    events = {event for (event,) in lake.cursor().execute("select event_id from events").fetchall()}
    assert len(events) == 2
    assert events != before  # the article that came later has the smaller report
    assert send(home).messages == {}


def test_what_was_there_before_a_rule_came_is_not_told_unless_asked(home: Path) -> None:
    write(home, TO_FILE + ARRESTS.replace("past = true", "past = false"))
    assert send(home).messages == {}
    assert told(home) == []


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ('source = "georgia"', 1),
        ('target = ["russian", "nobody"]', 1),
        ('source = ["russian"]', 0),
        ('source = ["russian"]\neither_way = true', 1),
        ('source = "russian"\ntarget = "georgia"\neither_way = true', 1),
        ("quad_classes = [4]", 2),
        ("quad_classes = [1, 2]", 0),
        ('statuses = ["planned"]', 0),
        ("least_confidence = 0.99", 0),
        ("within_days = 7", 2),
        ("within_days = 1", 0),
        ("least_publishers = 2", 0),
    ],
)
def test_a_rule_asks_for_what_it_says(home: Path, more: str, count: int) -> None:
    write(home, TO_FILE + ARRESTS + more)
    assert sum(send(home).messages.values()) == count


def test_many_are_told_in_one_message(home: Path) -> None:
    write(home, TO_FILE + ARRESTS + "most = 1\n")
    assert send(home).messages == {"arrests": 2}
    assert [one.get("subject") for one in told(home)][1] == "1 more by the rule arrests" or len(told(home)) == 2


class Hook:
    """A web hook on this machine; it answers what `status` says."""

    def __init__(self) -> None:
        self.status = 200
        self.got: list[dict[str, Any]] = []
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if hook.status == 200:
                    hook.got.append(json.loads(body) | {"key_header": self.headers["Idempotency-Key"]})
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *told: object) -> None:
                """Nothing is printed."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/hook"


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_hook_that_fails_gets_its_messages_at_the_next_run_and_others_get_theirs_once(home: Path, hook: Hook) -> None:
    write(home, f'[deliver]\nfile = "told.jsonl"\nwebhook = "{hook.address}"\n{ARRESTS}')
    hook.status = 500
    sent = send(home)
    assert "500" in sent.troubles[0]
    assert (len(told(home)), len(hook.got)) == (2, 0)
    hook.status = 200
    assert send(home).troubles == []
    assert (len(told(home)), len(hook.got)) == (2, 2)
    assert hook.got[0]["key_header"] == hook.got[0]["id"]
    assert hook.got[0]["text"].startswith("COERCE: ")


class Letters:
    """Keeps the mail that a real mail server on this machine takes in."""

    def __init__(self) -> None:
        self.got: list[Any] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802, ARG002
        self.got.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def test_mail_is_sent_one_letter_an_event(home: Path) -> None:
    letters = Letters()
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    server = Controller(letters, hostname="127.0.0.1", port=port)
    server.start()
    try:
        people = '[deliver.mail]\nto = "desk@wire.example"\nsender = "lake@wire.example"\n'
        write(home, f'{people}host = "127.0.0.1"\nport = {port}\n{ARRESTS}')
        assert send(home).troubles == []
    finally:
        server.stop()
    assert sorted(one["Subject"] for one in letters.got) == [
        "[wirelake] COERCE: Georgia → Russian (2006-09-27)",
        "[wirelake] COERCE: Norway → Swedish (2006-09-27)",
    ]
    assert "“Georgia arrested four Russian officers" in "".join(one.get_content() for one in letters.got)


def test_a_silent_source_is_told_once_for_each_silence(home: Path) -> None:
    write(home, TO_FILE + '[[rule]]\nname = "silence"\nkind = "silent"\nhours = 24\n')
    (home / LIST).write_text("name,kind,address\nwire,feed,https://wire.example/rss\n")
    [source] = read_sources(home / LIST)
    state = State(home / STATE)
    for day, expected in ((0, 0), (2, 1), (3, 1), (4, 1), (7, 2)):
        new_at = NOW if day < 4 else NOW + timedelta(days=4)
        moment = NOW + timedelta(days=day)
        with state.change():
            state.put_standing(source, Standing(15.0, tried_at=moment, well_at=moment, new_at=new_at))
        send(home, moment)
        assert len(told(home)) == expected, day
    state.close()


def test_a_new_actor_is_told(home: Path) -> None:
    write(home, TO_FILE + '[[rule]]\nname = "new"\nkind = "new_actor"\nleast_count = 1\npast = true\n')
    assert send(home, datetime(2026, 2, 1)).messages == {}
    send(home, datetime(2026, 1, 3))
    assert {one["key"] for one in told(home)} == {"georgia", "russian", "norway", "swedish"}


def test_a_burst_stands_out_from_what_is_usual_and_one_odd_period_does_not_hide_it() -> None:
    usual = [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0]
    assert robust_score(2.0, usual) < 3.5 < robust_score(9.0, usual)
    assert robust_score(9.0, [*usual[:-1], 100.0]) > 3.5
    assert robust_score(5.0, [0.0] * 8) >= 3.5
    assert robust_score(0.0, [0.0] * 8) == 0.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[rule]]\ntypes = ['X']", "needs a name"),
        ("[[rule]]\nname = 'a'\nkind = 'story'", "choose one of event"),
        ("[[rule]]\nname = 'a'\ncolour = 'red'", "has no colour"),
        ("[[rule]]\nname = 'a'\nquad_classes = ['4']", "takes a list"),
        ("[[rule]]\nname = 'a'\nmost = 'many'", "is no int"),
        ("[[rule]]\nname = 'a'\n[[rule]]\nname = 'a'", "stands twice"),
        ("[deliver]\npigeon = true", "has no pigeon"),
        ("[deliver.mail]\nto = 'a@b.example'", "from whom"),
        ("rule = ", "alerts.toml"),
    ],
)
def test_a_wrong_file_of_rules_is_told_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    write(tmp_path, text)
    with pytest.raises(RulesRefused, match=words):
        read_alerts(tmp_path)
