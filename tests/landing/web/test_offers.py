"""What sources offer: entries of feeds, pages of sitemaps, addresses of lists, however broken."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.landing.make import zipped
from warehouse.landing.web.offers import NotUnderstood, Offer, plain_address, read_offer

HERE = "https://wire.example/feed.xml"
RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>Talks &amp; visits</title><link>/talks?utm_source=rss&amp;id=7</link><guid>a-1</guid>
<pubDate>Mon, 06 Nov 2006 10:11:12 +0300</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The two sides met in Geneva.</p>]]></content:encoded></item>
<item><title>No link</title><guid>tag:wire.example,2006:2</guid><description>Words.</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Talks</title><id>x</id>
<link rel="alternate" href="https://wire.example/talks"/><published>2006-11-06T10:11:12Z</published>
<updated>2006-11-07T00:00:00Z</updated></entry></feed>"""


def addresses(offer: Offer) -> list[str]:
    return [entry.address for entry in offer.entries]


def test_an_rss_feed_gives_address_date_and_text() -> None:
    first, second = read_offer("feed", RSS, HERE).entries
    assert (first.address, first.told_date) == ("https://wire.example/talks?id=7", "2006-11-06T07:11:12")
    assert first.record["text"] == "<p>The two sides met in Geneva.</p>"
    assert second.address.startswith(HERE + "#")


def test_an_atom_feed_tells_when_an_entry_changed() -> None:
    [entry] = read_offer("feed", ATOM, HERE).entries
    assert (entry.told_date, entry.stamp) == ("2006-11-06T10:11:12", "2006-11-07T00:00:00")


def test_a_json_feed_is_read() -> None:
    feed = {
        "version": "x",
        "items": [{"id": "1", "url": "/talks", "content_text": "Words.", "authors": [{"name": "A"}]}],
    }
    [entry] = read_offer("feed", json.dumps(feed).encode(), HERE).entries
    assert (entry.address, entry.record["byline"]) == ("https://wire.example/talks", "A")


def test_a_broken_feed_gives_what_can_be_read() -> None:
    cut = RSS.replace(b"&amp; visits", b"& visits")[: RSS.index(b"<item><title>No link")]
    assert addresses(read_offer("feed", cut, HERE)) == ["https://wire.example/talks?id=7"]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("feed", b"<!DOCTYPE html><html><body>Not found</body></html>"),
        ("feed", b'{"items": '),
        ("feed", b"\x00\x01\x02" * 100),
        ("feed", b""),
        ("sitemap", b"<html></html>"),
        ("sitemap", b""),
        ("sitemap", b"\x1f\x8bnonsense"),
        ("urls", b"<html></html>"),
        ("urls", b"PK\x03\x04nonsense"),
    ],
)
def test_what_is_something_else_is_said_so(kind: str, content: bytes) -> None:
    with pytest.raises(NotUnderstood):
        read_offer(kind, content, HERE)


def test_entities_in_a_feed_reach_nothing() -> None:
    bomb = RSS.replace(b"<rss", b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss", 1).replace(
        b"Talks", b"&x;"
    )
    assert "root:" not in str(read_offer("feed", bomb, HERE))


def test_a_sitemap_gives_its_pages_and_an_index_its_sitemaps_newest_first() -> None:
    space = b'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    pages = b"<urlset %b><url><loc>https://wire.example/a</loc><lastmod>2026-01-02</lastmod></url></urlset>" % space
    [entry] = read_offer("sitemap", gzip.compress(pages), HERE).entries
    assert (entry.address, entry.stamp, entry.told_date) == ("https://wire.example/a", "2026-01-02", None)
    maps = b"".join(
        b"<sitemap><loc>https://wire.example/%d.xml</loc><lastmod>2026-01-0%d</lastmod></sitemap>" % (n, n)
        for n in (1, 2)
    )
    index = read_offer("sitemap", b"<sitemapindex %b>%b</sitemapindex>" % (space, maps), HERE)
    assert index.further == ("https://wire.example/2.xml", "https://wire.example/1.xml")


def test_a_list_gives_the_last_address_of_each_line_and_lists_are_opened() -> None:
    updates = b"150383 aa11 http://data.example/20260101.export.CSV.zip\n# note\n\nhttps://wire.example/talks\n"
    offer = read_offer("urls", updates, HERE)
    assert (addresses(offer), offer.further) == (
        ["https://wire.example/talks"],
        ("http://data.example/20260101.export.CSV.zip",),
    )
    table = b"1\t2026\thttps://wire.example/a\n2\t2026\thttps://wire.example/b#top\n3\t2026\thttps://wire.example/a\n"
    packed = zipped({"x.CSV": table})
    assert addresses(read_offer("urls", packed, HERE)) == ["https://wire.example/a", "https://wire.example/b"]


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("HTTPS://Wire.Example:443/A?utm_medium=x&b=1&fbclid=2#top", "https://wire.example/A?b=1"),
        ("https://wire.example", "https://wire.example/"),
        ("//other.example/x", "https://other.example/x"),
        ("mailto:a@b.example", None),
        ("file:///etc/passwd", None),
        ("http://[::1", None),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ],
)
def test_a_page_has_one_address(given: str, plain: str | None) -> None:
    assert plain_address(given, HERE) == plain
