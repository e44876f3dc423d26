"""From a document's bytes to the page they hold: decoded text, its kind, and what its source told of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Literal

from warehouse.landing.content import find_binary, has_tags, is_html
from warehouse.landing.decode import decode, tidy, undo_double_encoding
from warehouse.landing.documents import Document
from warehouse.landing.fields import NAMES, Told, read_parameters, read_told
from warehouse.landing.mail import MESSAGE, read_message
from warehouse.rejects import Reject

__all__ = ["Page", "Told", "open_page"]

Kind = Literal["html", "text", "markdown"]
NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Page:
    """A document's text, decoded, line ends as \\n, no control characters; page furniture still in it."""

    kind: Kind
    text: str
    told: Told = NOTHING_TOLD


def open_page(document: Document) -> Page | Reject:
    """Decode a document and find out what it holds, whatever its name says; never raises for any bytes."""
    if not document.content.strip():
        return reject(document, "empty", "holds no text; nothing to do unless the file should have some.")
    if binary := find_binary(document.content):
        return reject(document, "binary", f"is {binary}, not text; convert it to text or HTML first.")
    if document.media_type.startswith(MESSAGE):
        return open_message(document)
    parameters = read_parameters(document.media_type)
    text = decode(document.content, parameters.get("charset"))
    if text is None:
        return reject(document, "undecodable", "is in no known encoding; save it again as UTF-8.")
    if not text.strip():
        return reject(document, "empty", "holds no text; nothing to do unless the file should have some.")
    page = find_page(document, text, {name: parameters[name] for name in NAMES if name in parameters})
    if isinstance(page, Reject):
        return page
    # What the source that led to the document told of it, where the document says nothing itself.
    told = page.told
    publisher, date = told.publisher or document.publisher, told.date or parameters.get("told-date")
    return replace(page, told=replace(told, publisher=publisher, date=date))


def find_page(document: Document, text: str, columns: dict[str, str]) -> Page | Reject:
    if document.media_type.startswith("application/json"):
        return open_record(document, text, columns)
    if is_html(text) or (document.media_type.startswith("text/html") and has_tags(text)):
        return Page("html", text)
    if text.lstrip().startswith("{") and isinstance(page := open_record(document, text, columns), Page):
        return page
    if document.media_type.startswith("text/markdown"):
        return open_markdown(text)
    return Page("text", text)


def open_record(document: Document, text: str, columns: dict[str, str]) -> Page | Reject:
    """A JSON object with a text field and whatever else it tells."""
    try:
        record = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        return reject(document, "broken_record", f"is not valid JSON ({error}); mend it or leave it out.")
    if not isinstance(record, dict):
        return reject(document, "no_text", "is JSON, but not an object with a text field.")
    body, told = read_told(record, columns)
    if body is None:
        return reject(
            document,
            "no_text",
            f"has no text field; its fields: {', '.join(map(str, record))[:200] or 'none'}.",
        )
    body = tidy(undo_double_encoding(body))
    return Page("html" if is_html(body) else "text", body, told)


def open_message(document: Document) -> Page | Reject:
    """A mail message: its text, subject, sender and day."""
    text, is_page, told = read_message(document.content)
    if text is None or not text.strip():
        return reject(document, "no_text", "is a message without a text of its own.")
    text = tidy(undo_double_encoding(text))
    return Page("html" if is_page or is_html(text) else "text", text, told)


FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FRONT_LINE = re.compile(r"^([A-Za-z][\w -]{0,40}):(.*)$", re.MULTILINE)


def open_markdown(text: str) -> Page:
    """Markdown; the `name: value` lines of a front matter are what it tells of itself."""
    front = FRONT_MATTER.match(text)
    if front is None:
        return Page("markdown", text)
    record = {name: value.strip(" \t\"'") for name, value in FRONT_LINE.findall(front[1])}
    _, told = read_told(record, {})
    return Page("markdown", text[front.end() :], told)


def reject(document: Document, reason_code: str, what: str) -> Reject:
    return Reject(document.uri, "articles", reason_code, f"{document.uri} {what}", document.document_id)
