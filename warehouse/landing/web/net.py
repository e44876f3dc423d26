"""One polite question to a server: bounded in time and bytes, never into a private network, every redirect checked."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from warehouse.landing.web.offers import plain_address

AGENT = f"Wirelake/{version('wirelake')} (reads news for analysis; obeys robots.txt)"
PERMANENT, REDIRECTS = {301, 308}, {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one question may cost."""

    bytes: int = 20_000_000
    seconds: float = 60.0  # in all
    quiet_seconds: float = 20.0  # without a byte


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer. Weight is how much it counts: hard 1, soft 1/2, temporary 1/4.

    `what` ends a sentence that begins with the address.
    """

    weight: float
    code: str
    what: str
    retry_after: float | None = None  # seconds, as the server asks


HARD, SOFT, TEMPORARY = 1.0, 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Answer:
    """What came. `moved_to` is set when every step on the way there was said to be permanent."""

    address: str
    status: int = 0
    headers: Mapping[str, str] | None = None
    content: bytes = b""
    moved_to: str | None = None
    trouble: Trouble | None = None

    def header(self, name: str) -> str:
        return (self.headers or {}).get(name, "")


class PrivateAddress(OSError):
    """A name that leads into a private network."""


class Guarded(httpcore.SyncBackend):
    """Connects to public addresses alone, and to the hosts that the user allowed.

    The name is resolved here and the connection made to what was checked, so that a second answer of the name server
    can't lead elsewhere; redirects and names in pages come the same way.
    """

    def __init__(self, allowed: Collection[str]):
        self._allowed = allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name cannot be found ({error})") from error
        addresses = [str(one[4][0]) for one in found]
        if host.lower() not in self._allowed and (private := [a for a in addresses if not is_public(a)]):
            raise PrivateAddress(f"leads to {private[0]}, an address of a private network")
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)


def is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    return mapped.is_global and not mapped.is_multicast


class Transport(httpx.BaseTransport):
    """httpx over a guarded pool: the environment's proxies are not asked, for they could reach anything."""

    def __init__(self, allowed: Collection[str]):
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_connections=50, network_backend=Guarded(allowed)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=Body(answer.stream),  # pyright: ignore[reportArgumentType]
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class Body(httpx.SyncByteStream):
    """The bytes of an answer as they come."""

    def __init__(self, stream: Any):
        self._stream = stream

    def __iter__(self):
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


@contextmanager
def open_client(allowed: Collection[str]):
    """A client for many questions; `allowed` are hosts on private networks that the user asked for by name."""
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"}
    with httpx.Client(transport=Transport(allowed), headers=headers, follow_redirects=False) as client:
        yield client


def ask(client: httpx.Client, address: str, bounds: Bounds, known: Mapping[str, str] | None = None) -> Answer:
    """Get an address, following its redirects. `known` are headers such as If-None-Match. Never raises."""
    asked, is_permanent, deadline = address, True, time.monotonic() + bounds.seconds
    for _ in range(MOST_REDIRECTS + 1):
        answer = ask_once(client, address, bounds, deadline, known or {})
        if answer.status not in REDIRECTS or answer.trouble:
            return replace(answer, moved_to=address if is_permanent and address != asked else None)
        is_permanent = is_permanent and answer.status in PERMANENT
        target = plain_address(urljoin(address, answer.header("location")))
        if target is None:
            return Answer(address, answer.status, trouble=Trouble(HARD, "bad_redirect", "is moved to nowhere."))
        address = target
    return Answer(asked, trouble=Trouble(HARD, "too_many_redirects", f"is moved more than {MOST_REDIRECTS} times."))


def ask_once(client: httpx.Client, address: str, bounds: Bounds, deadline: float, known: Mapping[str, str]) -> Answer:
    timeout = httpx.Timeout(bounds.quiet_seconds)
    try:
        with client.stream("GET", address, headers=dict(known), timeout=timeout) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            if response.status_code != 200:
                return Answer(address, response.status_code, headers, trouble=trouble_of(response.status_code, headers))
            return read_body(response, Answer(address, 200, headers), bounds, deadline)
    except PrivateAddress as error:
        return Answer(address, trouble=Trouble(HARD, "private_network", f"{error}; allow its host if that is meant."))
    except (httpx.TimeoutException, httpcore.TimeoutException):
        return Answer(address, trouble=Trouble(TEMPORARY, "time_out", f"said nothing for {bounds.quiet_seconds:g} s."))
    except (httpx.TransportError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        return Answer(address, trouble=Trouble(TEMPORARY, "no_connection", f"cannot be reached ({error})."))
    except (httpx.InvalidURL, httpx.HTTPError, ValueError) as error:
        return Answer(address, trouble=Trouble(HARD, "bad_answer", f"gives what is no answer ({error})."))


def read_body(response: httpx.Response, answer: Answer, bounds: Bounds, deadline: float) -> Answer:
    length = answer.header("content-length")
    parts, size = [], int(length) if length.isdigit() and int(length) > bounds.bytes else 0
    if not size:
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > bounds.bytes:
                break
            if time.monotonic() > deadline:
                return replace(answer, trouble=Trouble(SOFT, "too_slow", f"took more than {bounds.seconds:g} s."))
    if size > bounds.bytes:
        return replace(answer, trouble=Trouble(HARD, "too_large", f"is larger than {bounds.bytes:,} bytes."))
    return replace(answer, content=b"".join(parts))


def trouble_of(status: int, headers: Mapping[str, str]) -> Trouble | None:
    """What a status other than 200 means; None for "as it was" and redirects."""
    if status == 304 or status in REDIRECTS:
        return None
    told = f"answers {status} {httpx.codes.get_reason_phrase(status)}".rstrip() + "."
    if status in (408, 425, 429, 503):
        return Trouble(SOFT if status == 503 else TEMPORARY, f"status_{status}", told, retry_after(headers))
    return Trouble(SOFT if status >= 500 else HARD, f"status_{status}", told, retry_after(headers))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from a number or a date; a day at the most."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return min(float(value), 86_400.0)
    try:
        wait = (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, IndexError):
        return None
    return min(max(wait, 0.0), 86_400.0)


def host_of(address: str) -> str:
    """Host and port: what manners are counted by."""
    return urlsplit(address).netloc.rpartition("@")[2].lower()
