"""What a source offers: entries of feeds, pages of sitemaps, addresses of lists. Bytes in, entries out; no network."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zipfile
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit
from xml.etree.ElementTree import ParseError

import feedparser
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

LONGEST_UNPACKED = 100_000_000  # bytes out of a packed list
# Parameters that say how a reader came to a page; the page is the same without them.
TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|at_\w+|ns_\w+|cmpid|ocid|smid)$")
ADDRESS = re.compile(r"https?://[^\s,;\"'<>|\\^`{}]+", re.IGNORECASE)
LISTS = (".zip", ".gz", ".csv", ".tsv", ".txt")


class NotUnderstood(ValueError):
    """The bytes are not what the source is said to be; the message ends a sentence that begins with its address."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing offered. `stamp` changes when the page does; `record` is the entry's own text, where it has one."""

    address: str
    stamp: str | None = None
    told_date: str | None = None
    record: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """All that one answer of a source holds; `further` are lists and sitemaps that it points at."""

    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()


def read_offer(kind: str, content: bytes, address: str) -> Offer:
    """Raises NotUnderstood."""
    match kind:
        case "feed":
            return Offer(tuple(read_feed(content, address)))
        case "sitemap":
            return read_sitemap(content, address)
        case _:
            return read_list(content, address)


def plain_address(address: str, base: str = "") -> str | None:
    """The address by which a page is known: absolute, host in small letters, no fragment, no tracking parameters."""
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.lower()
    usual = {"http": 80, "https": 443}[parts.scheme.lower()]
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not TRACKING.match(name.lower())]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit(
        (parts.scheme.lower(), host if port in (None, usual) else f"{host}:{port}", parts.path or "/", query, "")
    )


# --- feeds


def read_feed(content: bytes, address: str) -> Iterator[Entry]:
    """Entries of an RSS, Atom or JSON feed. A broken one gives what can be read of it."""
    head = content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        yield from read_json_feed(content, address)
        return
    # The library looks up encodings by itself; its cleaning of HTML is not wanted, for entries are kept as they came.
    try:
        parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # its parsers raise whatever hostile bytes lead them to
        raise NotUnderstood(f"is no feed ({type(error).__name__}: {error}).") from error
    entries = parsed.get("entries", [])
    if not parsed.get("version") and not entries:
        raise NotUnderstood(f"is no feed ({describe(parsed)}).")
    for entry in entries:
        if (read := read_entry(entry, address)) is not None:
            yield read


def describe(parsed: Mapping[str, Any]) -> str:
    error = parsed.get("bozo_exception")
    return " ".join(str(error).split())[:200] if error else "neither RSS, Atom nor JSON"


def read_entry(entry: Mapping[str, Any], base: str) -> Entry | None:
    link = entry.get("link") or next((one.get("href") for one in entry.get("links", ()) if one.get("href")), None)
    guid = str(entry.get("id") or "")
    address = plain_address(str(link), base) if link else plain_address(guid) if guid.startswith("http") else None
    texts = [str(one.get("value") or "") for one in entry.get("content", ())]
    text = max(texts, key=len, default="") or str(entry.get("summary") or "")
    published = moment(entry.get("published_parsed"))
    updated = moment(entry["updated_parsed"]) if "updated_parsed" in entry else None
    record = {
        "title": str(entry.get("title") or ""),
        "url": address or "",
        "date": published or updated or "",
        "text": text,
        "byline": str(entry.get("author") or ""),
    }
    return finish(address, guid, base, updated or published, record)


def read_json_feed(content: bytes, base: str) -> Iterator[Entry]:
    try:
        feed = json.loads(content.decode("utf-8-sig", "replace"), strict=False)
        items = feed["items"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotUnderstood(f"is JSON, but no JSON feed ({type(error).__name__}: {error}).") from error
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and (read := read_item(item, base)) is not None:
            yield read


def read_item(item: Mapping[str, Any], base: str) -> Entry | None:
    address = plain_address(str(item["url"]), base) if item.get("url") else None
    authors = item.get("authors") or [item.get("author")]
    names = [one.get("name") for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    record = {
        "title": str(item.get("title") or ""),
        "url": address or "",
        "date": str(item.get("date_published") or ""),
        "text": str(item.get("content_html") or item.get("content_text") or item.get("summary") or ""),
        "byline": ", ".join(str(name) for name in names if name),
    }
    return finish(address, str(item.get("id") or ""), base, str(item.get("date_modified") or "") or None, record)


def finish(address: str | None, guid: str, base: str, stamp: str | None, record: Mapping[str, str]) -> Entry | None:
    """An entry without an address is known by its id, or by its words."""
    kept = {name: value for name, value in record.items() if value.strip()}
    if address is None:
        words = guid or kept.get("title", "") + kept.get("text", "")
        if not words:
            return None
        address = f"{base}#{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    return Entry(address, stamp, kept.get("date"), kept if "text" in kept else {})


def moment(parsed: Any) -> str | None:
    """ISO 8601 in UTC from the library's time."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).replace(tzinfo=None).isoformat() if parsed else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


# --- sitemaps


def read_sitemap(content: bytes, address: str) -> Offer:
    """Pages of a sitemap, or the sitemaps of an index; a broken one gives what can be read of it."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(unpack(content), parser)
    except (etree.XMLSyntaxError, ParseError, ValueError) as error:
        raise NotUnderstood(f"is no sitemap ({error}).") from error
    if root is None or name_of(root) not in ("urlset", "sitemapindex"):
        raise NotUnderstood("is no sitemap: it has neither a urlset nor a sitemapindex.")
    found = [(plain_address(told["loc"], address), told) for told in map(told_by, root) if told.get("loc")]
    if name_of(root) == "sitemapindex":
        newest = sorted(((told.get("lastmod", ""), link) for link, told in found if link), reverse=True)
        return Offer((), tuple(link for _, link in newest))
    entries = (Entry(link, told.get("lastmod"), told.get("publication_date")) for link, told in found if link)
    return Offer(tuple(entries))


def told_by(element: etree._Element) -> dict[str, str]:
    """The text of each element below, by its name without namespace."""
    return {name_of(below): below.text.strip() for below in element.iter() if below.text and below.text.strip()}


def name_of(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


# --- lists


def read_list(content: bytes, address: str) -> Offer:
    """The last address of each line; those of packed files and tables are lists themselves."""
    text = unpack(content).decode("utf-8", "replace")
    if text.lstrip()[:1] == "<":
        raise NotUnderstood("is a page, not a list of addresses.")
    pages: dict[str, Entry] = {}
    further: dict[str, None] = {}
    for line in text.splitlines():
        found = ADDRESS.findall(line)
        link = plain_address(found[-1], address) if found else None
        if link is None or line.lstrip().startswith("#"):
            continue
        if urlsplit(link).path.lower().endswith(LISTS):
            further[link] = None
        else:
            pages[link] = Entry(link)
    return Offer(tuple(pages.values()), tuple(further))


def unpack(content: bytes) -> bytes:
    """What a packed list or sitemap holds. Raises NotUnderstood."""
    try:
        if content.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
                unpacked = file.read(LONGEST_UNPACKED + 1)
        elif content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(archive.namelist()[0]) as file:
                unpacked = file.read(LONGEST_UNPACKED + 1)
        else:
            return content
    except (OSError, EOFError, zipfile.BadZipFile, RuntimeError, NotImplementedError, IndexError) as error:
        raise NotUnderstood(f"cannot be unpacked ({error}).") from error
    if len(unpacked) > LONGEST_UNPACKED:
        raise NotUnderstood(f"unpacks to more than {LONGEST_UNPACKED:,} bytes.")
    return unpacked
