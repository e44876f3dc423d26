"""Named fields: which column of a record holds the text, the title, the date and so on.

A mapping given by the user travels with the document as parameters of its media type
(`application/json; text=article_text`), so that reading it again later needs nothing but the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import quote, unquote

# Names that sources use for each field, best first, compared without case, spaces, dashes and underscores.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *(
            "text",
            "body",
            "content",
            "article",
            "articletext",
            "articlebody",
            "maintext",
            "fulltext",
            "bodytext",
        ),
        *("plaintext", "contenttext", "story", "html", "contenthtml", "bodyhtml", "rawhtml"),
    ),
    "title": ("title", "headline", "heading", "articletitle"),
    "url": ("url", "link", "canonicalurl", "articleurl", "webpage", "weburl", "href"),
    "date": (
        *(
            "date",
            "published",
            "publishedat",
            "publishedon",
            "datepublished",
            "publicationdate",
            "publishdate",
        ),
        *(
            "datepublish",
            "pubdate",
            "publicationtime",
            "publishtime",
            "publishedtime",
            "timestamp",
            "datetime",
        ),
    ),
    "publisher": (
        "publisher",
        "source",
        "outlet",
        "publication",
        "sourcename",
        "newspaper",
        "sourcedomain",
        "domain",
    ),
    "byline": ("byline", "author", "authors", "creator", "writer"),
    "section": ("section", "category", "articlesection", "rubric"),
    "language": ("language", "lang", "inlanguage", "languagecode"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the source says of a document beside its text, as received; None where it says nothing."""

    title: str | None = None
    url: str | None = None
    date: str | None = None
    publisher: str | None = None
    byline: str | None = None
    section: str | None = None
    language: str | None = None


class ColumnError(ValueError):
    """A column mapping that cannot be followed; the message says why and which columns there are."""


def match_fields(columns: Iterable[object], mapping: Mapping[str, str]) -> dict[str, str]:
    """For each field the column that holds it: the user's choice, or the first known name that is there."""
    known = [column for column in columns if isinstance(column, str)]
    plain = {squeeze(column): column for column in reversed(known)}
    found = {field: next((plain[name] for name in names if name in plain), None) for field, names in NAMES.items()}
    chosen = {field: column for field, column in mapping.items() if column in known}
    return {field: column for field, column in (found | chosen).items() if column is not None}


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Raise ColumnError when a mapping names a field that does not exist."""
    if unknown := sorted(set(mapping) - set(NAMES)):
        raise ColumnError(f"There is no field {', '.join(unknown)}. Fields: {', '.join(NAMES)}.")


def read_told(record: Mapping[str, object], mapping: Mapping[str, str]) -> tuple[str | None, Told]:
    """The text of a record (None when it has none), and what it tells beside it."""
    matched = match_fields(record, mapping)
    values = {field: as_text(record[column]) for field, column in matched.items()}
    told = Told(**{field.name: values.get(field.name) for field in fields(Told)})
    return values.get("text"), told


def as_text(value: object) -> str | None:
    """A field's value as a string: lists joined, objects by their `name`; None when blank."""
    match value:
        case str():
            text = value
        case bool() | None:
            return None
        case int() | float():
            text = str(value)
        case list():
            text = ", ".join(filter(None, map(as_text, value)))
        case dict():
            return as_text(value.get("name") or value.get("title"))
        case _:
            return None
    return text if text.strip() else None


def squeeze(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def type_of_record(mapping: Mapping[str, str]) -> str:
    """The media type of a record whose columns were mapped by the user."""
    return "; ".join(["application/json", *(f"{field}={quote(column)}" for field, column in sorted(mapping.items()))])


def read_parameters(media_type: str) -> dict[str, str]:
    """The parameters of a media type: `text/html; charset=utf-8` gives {"charset": "utf-8"}."""
    pairs = (part.partition("=") for part in media_type.split(";")[1:])
    return {name.strip().lower(): unquote(value.strip().strip('"')) for name, _, value in pairs}
