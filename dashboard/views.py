"""Saved views: named links, in a small file of the reader's own.

The dashboard writes no lake. A view that is kept lives in the browser's tab until the file is taken away; a file that
is put beside the lake's catalog as `views.toml` is offered to everybody who opens it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode

PAGES = ("overview", "timeline", "network", "dyads", "actor", "events", "evidence", "search", "curate", "sql", "health")
FILE = "views.toml"
LONGEST = 80  # characters of a name


class NotViews(ValueError):
    """A file that was given is no file of views."""


@dataclass(frozen=True)
class View:
    """A page with its address's parameters, under a name."""

    name: str
    page: str
    query: str

    def parameters(self) -> dict[str, list[str]]:
        return parse_qs(self.query)


def view_of(name: str, page: str, query: dict[str, list[str]]) -> View:
    return View(name.strip()[:LONGEST], page, urlencode(query, doseq=True))


def written(views: Iterable[View]) -> bytes:
    """The views as TOML. A JSON text is a TOML text as well."""
    entries = [
        f"[[view]]\nname = {json.dumps(view.name)}\npage = {json.dumps(view.page)}\nquery = {json.dumps(view.query)}\n"
        for view in views
    ]
    return "\n".join(entries).encode()


def read(content: bytes) -> list[View]:
    """Views of a file. Raises NotViews."""
    try:
        listed = tomllib.loads(content.decode("utf-8")).get("view", [])
        views = [View(str(one["name"])[:LONGEST], str(one["page"]), str(one["query"])) for one in listed]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as wrong:
        raise NotViews("A file of views has a table [[view]] for each, with name, page and query.") from wrong
    if unknown := [view.page for view in views if view.page not in PAGES]:
        raise NotViews(f"There is no page {unknown[0][:40]}. The pages are {', '.join(PAGES)}.")
    return views


def beside(home: Path) -> list[View]:
    """The views of the file beside the lake's catalog; none where there is none. Raises NotViews."""
    try:
        return read((home / FILE).read_bytes())
    except OSError:
        return []
