"""A news server on this machine for tests: it answers what it is told to, faults included, and keeps what was asked."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Reply(NamedTuple):
    """One answer. With an ETag, a client that knows it is told 304. `wait` and `trickle` are seconds."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    etag: str = ""
    headers: Mapping[str, str] = {}
    wait: float = 0.0  # before the answer
    trickle: float = 0.0  # between its bytes
    cut: bool = False  # the connection breaks in the middle


class Asked(NamedTuple):
    """One question that was asked."""

    path: str
    headers: Mapping[str, str]
    at: float


@dataclass
class Newsroom:
    """The server's pages by their path; a function is called with the path for each question."""

    pages: dict[str, Reply | Callable[[str], Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def find(self, path: str) -> Reply:
        found = self.pages.get(path) or next(
            (page for start, page in self.pages.items() if start.endswith("*") and path.startswith(start[:-1])), None
        )
        if found is None:
            return Reply(status=404)
        return found if isinstance(found, Reply) else found(path)

    def count(self, path: str) -> int:
        return sum(one.path == path for one in self.asked)


class Server(ThreadingHTTPServer):
    """Says nothing of clients that are killed in the middle of a question."""

    def handle_error(self, *about: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*about)  # pyright: ignore[reportArgumentType]


@contextmanager
def open_newsroom() -> Iterator[Newsroom]:
    """A newsroom on a free port of this machine, until the end of the block."""
    room = Newsroom()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            room.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
            reply = room.find(self.path)
            time.sleep(reply.wait)
            try:
                self.send(reply)
            except (BrokenPipeError, ConnectionResetError):  # the client has had enough
                self.close_connection = True

        def send(self, reply: Reply) -> None:
            known = bool(reply.etag) and self.headers.get("If-None-Match") == reply.etag
            self.send_response(304 if known else reply.status)
            body = b"" if known else reply.body
            told = {"Content-Type": reply.kind, "ETag": reply.etag, "Content-Length": str(len(body))} | dict(
                reply.headers
            )
            for name, value in told.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            if reply.trickle:
                for byte in body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(reply.trickle)
                return
            self.wfile.write(body[: len(body) // 2] if reply.cut else body)
            if reply.cut:
                self.close_connection = True

        def log_message(self, *told: object) -> None:
            """Nothing is printed."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    room.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def article(title: str, text: str) -> bytes:
    """A page with one article."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}"
        "</article></body></html>"
    ).encode()


def rss(items: list[tuple[str, str, str]], guid: Callable[[int], str] | None = None) -> bytes:
    """An RSS feed of (address, title, date) with ids of its own, where they are wanted."""
    ids = [f'<guid isPermaLink="false">{guid(n)}</guid>' if guid else "" for n in range(len(items))]
    parts = [
        f"<item><link>{link}</link><title>{title}</title><pubDate>{date}</pubDate>{own}</item>"
        for own, (link, title, date) in zip(ids, items, strict=True)
    ]
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{''.join(parts)}</channel></rss>".encode()
    )
