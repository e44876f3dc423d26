"""Mail: each message of a mailbox is a document, its bytes those between two "From " lines."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from typing import NamedTuple

from warehouse.landing.fields import Told

MESSAGE = "message/rfc822"
# The line before a message of a mailbox: "From somebody@example.org Mon Nov  6 10:11:12 2006".
DIVIDER = re.compile(rb"^From \S+.*\d{4}[^\d\n]*\r?\n?$")
# Headers of a message in a file whose name does not say what it is: three or more, one of them a message's own.
HEADERS = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[ \t].*\r?\n(?:[ \t].*\r?\n)*){3,}")
OF_MAIL = re.compile(rb"^(?:message-id|mime-version|received|return-path):", re.IGNORECASE | re.MULTILINE)


class Message(NamedTuple):
    """One message: its place in the mailbox from 1, and its bytes; None where it is too long."""

    place: int
    content: bytes | None


def is_mailbox(head: bytes) -> bool:
    line, _, rest = head.partition(b"\n")
    return bool(DIVIDER.match(line)) and is_message(rest)


def is_message(head: bytes) -> bool:
    found = HEADERS.match(head)
    return bool(found and OF_MAIL.search(found[0]))


def split_mailbox(stream: io.BufferedReader, longest: int) -> Iterator[Message]:
    """The messages of a mailbox, one at a time; a quoted ">From " at a line's start is the writer's "From "."""
    place, lines, size, was_blank = 0, [], 0, True
    while line := stream.readline(1 << 20):
        if was_blank and DIVIDER.match(line):
            if place:
                yield finish(place, lines, size, longest)
            place, lines, size = place + 1, [], 0
        else:
            size += len(line)
            if size <= longest:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
        was_blank = not line.strip()
    if place:
        yield finish(place, lines, size, longest)


def finish(place: int, lines: list[bytes], size: int, longest: int) -> Message:
    return Message(place, b"".join(lines) if size <= longest else None)


def read_message(content: bytes) -> tuple[str | None, bool, Told]:
    """A message's text, whether it is HTML, and what its headers tell; no text for one of attachments alone."""
    message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
    part = message.get_body(preferencelist=("plain", "html"))
    text = text_of(part) if part is not None else None
    if part is not None and text is not None and not text.strip():  # an empty courtesy beside the HTML
        part = message.get_body(preferencelist=("html",))
        text = text_of(part) if part is not None else None
    return text, part is not None and part.get_content_subtype() == "html", told_by(message)


def text_of(part: MIMEPart) -> str | None:
    try:
        return part.get_content()
    except (LookupError, ValueError, KeyError):  # an encoding that nobody knows, or damaged
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else None


def told_by(message: EmailMessage) -> Told:
    name, address = parseaddr(text_header(message, "From") or "")
    is_list = any(message[header] for header in ("List-Id", "List-Unsubscribe", "List-Post"))
    return Told(
        title=text_header(message, "Subject"),
        date=sent_on(message),
        publisher=(name or address.partition("@")[2] or None) if is_list else None,
        byline=None if is_list else name or None,
    )


def text_header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
    except (ValueError, IndexError, AttributeError):  # the library's own parser gives up on some hostile headers
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def sent_on(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(text_header(message, "Date") or "").isoformat()
    except (ValueError, TypeError, IndexError):
        return None
