"""Mail and archives of the web: what becomes a document, under which name, and what it tells of itself."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.landing.make import NEWS, Kept, mailbox, message, web_archive, zipped
from warehouse.landing.documents import Document
from warehouse.landing.land import land
from warehouse.landing.limits import Limits
from warehouse.landing.page import Page, open_page
from warehouse.rejects import Reject

PAGE = f"<!DOCTYPE html><html><head><title>Talks</title></head><body><p>{NEWS}</p></body></html>".encode()
TALKS = "https://wire.example/talks"


def landed(path: Path, content: bytes, skipped: Counter[str] | None = None) -> list[Document]:
    path.write_bytes(content)
    found = list(land([path], skipped=skipped))
    assert not [one for one in found if isinstance(one, Reject)]
    return [one for one in found if isinstance(one, Document)]


def opened(document: Document) -> Page:
    page = open_page(document)
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize("name", ["one.eml", "unnamed"])
def test_a_message_tells_its_subject_sender_and_day(tmp_path: Path, name: str) -> None:
    [one] = landed(tmp_path / name, message(NEWS))
    page = opened(one)
    assert (page.kind, page.text.strip()) == ("text", NEWS.strip())
    assert (page.told.title, page.told.byline, page.told.publisher) == ("Officers freed", "Eastern Wire", None)
    assert page.told.date == "2006-11-06T10:11:12+03:00"


def test_the_sender_of_a_mailing_list_is_a_publisher(tmp_path: Path) -> None:
    [one] = landed(tmp_path / "one.eml", message(NEWS, more="List-Id: <all.wire.example>\n"))
    assert (opened(one).told.publisher, opened(one).told.byline) == ("Eastern Wire", None)


@pytest.mark.parametrize("name", ["all.mbox", "Inbox"])
def test_each_message_of_a_mailbox_is_a_document_by_its_place(tmp_path: Path, name: str) -> None:
    first, second = message(NEWS), message("Talks went on.\n>From Oslo came no word.\n", subject="Talks")
    found = landed(tmp_path / name, mailbox(first, second))
    assert [one.uri.rpartition("#")[2] for one in found] == ["1", "2"]
    assert found[0].content.rstrip() == first.rstrip()
    assert "\nFrom Oslo came no word." in opened(found[1]).text


def test_the_html_of_a_message_is_read_when_it_has_no_plain_text(tmp_path: Path) -> None:
    one = (
        b"MIME-Version: 1.0\nMessage-ID: <2@wire.example>\nSubject: =?utf-8?q?Gespr=C3=A4che?=\n"
        b'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\n \n--b\n'
        b"Content-Type: text/html; charset=utf-8\n\n" + PAGE + b"\n--b--\n"
    )
    page = opened(landed(tmp_path / "one.eml", one)[0])
    assert (page.kind, page.told.title) == ("html", "Gespräche")


def test_a_message_of_attachments_alone_is_set_aside(tmp_path: Path) -> None:
    one = (
        b"MIME-Version: 1.0\nSubject: Picture\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n"
    )
    found = open_page(landed(tmp_path / "one.eml", one)[0])
    assert isinstance(found, Reject)
    assert found.reason_code == "no_text"


def test_a_huge_message_is_set_aside_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "all.mbox").write_bytes(mailbox(message(NEWS * 100), message(NEWS)))
    first, second = land([tmp_path / "all.mbox"], limits=Limits(document_bytes=2_000))
    assert isinstance(first, Reject)
    assert first.reason_code == "too_large"
    assert isinstance(second, Document)


@pytest.mark.parametrize("pack", [True, False])
def test_pages_of_a_web_archive_keep_their_addresses_and_the_rest_is_counted(tmp_path: Path, pack: bool) -> None:
    records = [
        Kept(TALKS, PAGE),
        Kept("https://wire.example/a.png", b"\x89PNG", kind="image/png"),
        Kept("https://wire.example/gone", PAGE, status="404 Not Found"),
        Kept("https://wire.example/robots.txt", b"User-agent: *", kind="text/plain"),
        Kept("https://wire.example/plain", NEWS.encode(), kind="text/plain"),
    ]
    skipped: Counter[str] = Counter()
    found = landed(tmp_path / f"web.warc{'.gz' if pack else ''}", web_archive(records, pack=pack), skipped)
    assert [(one.uri, one.media_type, one.content) for one in found] == [
        (TALKS, "text/html; charset=utf-8", PAGE),
        ("https://wire.example/plain", "text/plain", NEWS.encode()),
    ]
    assert sum(skipped.values()) == 4  # the archive's own description is one of them


def test_what_the_source_told_of_a_page_stays_with_it(tmp_path: Path) -> None:
    told = {"Wirelake-Publisher": "Eastern Wire", "Wirelake-Date": "2006-11-06T07:11:12"}
    [one] = landed(tmp_path / "web.warc.gz", web_archive([Kept(TALKS, PAGE)], told))
    assert (opened(one).told.publisher, opened(one).told.date) == ("Eastern Wire", "2006-11-06T07:11:12")


def test_an_entry_of_a_feed_with_its_text_is_a_record(tmp_path: Path) -> None:
    entry = json.dumps({"title": "Talks", "text": NEWS, "date": "2006-11-06"}).encode()
    [one] = landed(
        tmp_path / "web.warc.gz", web_archive([Kept(TALKS, entry, kind="application/json", record="resource")])
    )
    assert (one.uri, opened(one).told.title, opened(one).told.date) == (TALKS, "Talks", "2006-11-06")


def test_of_a_wacz_package_the_archives_alone_are_read(tmp_path: Path) -> None:
    content = zipped(
        {
            "archive/data.warc.gz": web_archive([Kept(TALKS, PAGE)]),
            "pages/pages.jsonl": b'{"url": "x", "text": "not a document of its own"}\n',
            "datapackage.json": b"{}",
        }
    )
    assert [one.uri for one in landed(tmp_path / "web.wacz", content)] == [TALKS]


def test_a_cut_web_archive_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    content = web_archive([Kept(TALKS, PAGE), Kept("https://wire.example/2", PAGE * 50)], pack=False)
    (tmp_path / "web.warc").write_bytes(content[:-100])
    found = list(land([tmp_path / "web.warc"]))
    assert isinstance(found[0], Document)


def test_a_web_archive_without_pages_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "web.warc").write_bytes(web_archive([], pack=False))
    [found] = land([tmp_path / "web.warc"])
    assert isinstance(found, Reject)
    assert found.reason_code == "no_text"
