"""Opening documents: encodings, kinds of page, and what a source tells of its text."""

from __future__ import annotations

import json

import pytest

from warehouse.landing.documents import Document
from warehouse.landing.page import Page, Told, open_page
from warehouse.rejects import Reject

SENTENCE = "“It’s agreed,” said José — at last: «oui»."
RUSSIAN = "Министр иностранных дел сообщил в среду, что переговоры будут продолжены в Женеве на следующей неделе."
POLISH = "Minister powiedział w środę, że rozmowy będą kontynuowane, zaś następne spotkanie odbędzie się później."


def page(content: bytes, media_type: str = "text/plain", publisher: str | None = None) -> Page:
    opened = open_page(Document("a", media_type, content, publisher))
    assert isinstance(opened, Page), opened
    return opened


def reason(content: bytes, media_type: str = "text/plain") -> str:
    opened = open_page(Document("a", media_type, content))
    assert isinstance(opened, Reject), opened
    return opened.reason_code


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SENTENCE, "utf-8"),
        (SENTENCE, "utf-8-sig"),
        (SENTENCE, "utf-16"),
        (SENTENCE, "utf-16-le"),
        (SENTENCE, "utf-16-be"),
        (SENTENCE, "utf-32"),
        (SENTENCE, "cp1252"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        ("Обе стороны", "utf-8"),
    ],
)
def test_text_is_read_in_the_encoding_it_is_in(text: str, encoding: str):
    assert page(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=koi8-r>", "koi8-r"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ("<meta charset='utf-16'>", "utf-8"),
        ("<meta charset='no-such-thing'>", "utf-8"),
        ("<meta charset='iso-8859-2'>", "utf-8"),
    ],
)
def test_a_pages_word_on_its_encoding_is_weighed(head: str, encoding: str):
    text = f"<html><head>{head}</head><body><p>Да.</p></body></html>"
    assert page(text.encode(encoding), "text/html").text == text


def test_latin_1_means_windows_1252_as_in_browsers():
    text = "<html><meta charset='iso-8859-1'><body>“Ça va”, dit François, né à Nîmes près d’Orléans.</body>"
    assert page(text.encode("cp1252"), "text/html").text == text


def test_the_servers_word_on_the_encoding_is_heard():
    assert page("Да и нет".encode("koi8-r"), "text/plain; charset=koi8-r").text == "Да и нет"


@pytest.mark.parametrize(
    ("received", "meant"),
    [
        ("donâ€™t", "don’t"),
        ("â€œYesâ€\x9d", "“Yes”"),
        ("â€œYesâ€\ufffd", "“Yes”"),
        ("CafÃ© in KrakÃ³w", "Café in Kraków"),
        ("50Â\xa0km", "50\xa0km"),
        ("São Paulo, Ângela, À côté", "São Paulo, Ângela, À côté"),
        ("Đà Nẵng", "Đà Nẵng"),
    ],
)
def test_text_encoded_twice_is_put_right(received: str, meant: str):
    assert page(received.encode()).text == meant


def test_a_few_bad_bytes_do_not_change_how_the_rest_is_read():
    content = RUSSIAN.encode() + b" \x93quoted\x94"
    assert page(content).text == RUSSIAN + " “quoted”"


@pytest.mark.parametrize(
    ("received", "text"),
    [
        (b"one\r\ntwo\rthree\x0cfour", "one\ntwo\nthree\nfour"),
        (b"null\x00 and bell\x07 here, in a longer line of text", "null and bell here, in a longer line of text"),
        (b"\xef\xbb\xbf\xef\xbb\xbftwice marked", "twice marked"),
    ],
)
def test_line_ends_are_made_one_and_control_characters_left_out(received: bytes, text: str):
    assert page(received).text == text


@pytest.mark.parametrize(
    ("content", "media_type", "kind"),
    [
        (b"Plain words.", "text/plain", "text"),
        (b"Plain words.", "text/html", "text"),
        (b"# Title\n\nWords.", "text/markdown", "markdown"),
        (b"<!DOCTYPE html><p>x", "text/plain", "html"),
        (b"<?xml version='1.0'?><!-- a --><!-- b -->\n<html><p>x", "text/plain", "html"),
        (b"<div><p>One.</p><p>Two.</p></div>", "text/markdown", "html"),
        (b"<p>One.", "text/html", "html"),
        (b"a < b and b > c", "text/plain", "text"),
        (b"if 3 <5 then <b> is", "text/plain", "text"),
        (b'{"text": "words"}', "text/plain", "text"),
        (b'{"text": "<p>One.</p><p>Two.</p>"}', "application/json", "html"),
    ],
)
def test_the_kind_of_a_page_is_seen_whatever_its_name_says(content: bytes, media_type: str, kind: str):
    assert page(content, media_type).kind == kind


def test_json_in_a_text_file_is_a_record_only_when_it_has_a_text():
    assert page(b'{"text": "words", "title": "Talks"}').told.title == "Talks"
    assert page(b'{"a": "words"}').text == '{"a": "words"}'
    assert page(b"{curly} words").text == "{curly} words"


def test_a_record_tells_what_its_fields_say():
    record = {
        "Headline": "Talks resume",
        "articleBody": "They met.",
        "datePublished": "2006-11-01T10:00:00Z",
        "author": [{"name": "A. Writer"}, "B. Writer"],
        "publisher": {"@type": "Organization", "name": "Eastern Wire"},
        "url": "https://example.org/1",
        "section": "World",
        "inLanguage": "en",
    }
    assert page(json.dumps(record).encode(), "application/json") == Page(
        "text",
        "They met.",
        Told(
            title="Talks resume",
            url="https://example.org/1",
            date="2006-11-01T10:00:00Z",
            publisher="Eastern Wire",
            byline="A. Writer, B. Writer",
            section="World",
            language="en",
        ),
    )


def test_columns_that_the_user_named_come_before_known_names():
    record = json.dumps({"text": "teaser", "full story": "They met.", "when": 20061101}).encode()
    opened = page(record, "application/json; date=when; text=full%20story")
    assert (opened.text, opened.told.date) == ("They met.", "20061101")


def test_the_documents_publisher_stands_in_when_the_page_tells_none():
    assert page(b"Words.", publisher="Courier").told.publisher == "Courier"
    assert page(b'{"text": "x", "source": "Wire"}', "application/json", "Courier").told.publisher == "Wire"


def test_the_front_matter_of_markdown_is_told():
    opened = page(b'---\ntitle: "Talks: resumed"\ndate: 2006-11-01\ntags: [a]\n---\n\nThey met.\n', "text/markdown")
    assert opened == Page("markdown", "\nThey met.\n", Told(title="Talks: resumed", date="2006-11-01"))


@pytest.mark.parametrize(
    ("content", "media_type", "reason_code"),
    [
        (b"", "text/plain", "empty"),
        (b"\xef\xbb\xbf \x00 ", "text/plain", "empty"),
        (b"%PDF-1.4", "text/html", "binary"),
        (bytes(range(256)) * 20, "text/plain", "binary"),
        (bytes(range(128, 256)) * 20, "text/plain", "undecodable"),
        (b'{"text": ', "application/json", "broken_record"),
        (b"[" * 1_000_000, "application/json", "broken_record"),
        (b'{"text":' + b"9" * 10_000 + b"}", "application/json", "broken_record"),
        (b'{"title": "x"}', "application/json", "no_text"),
        (b"[1]", "application/json", "no_text"),
    ],
)
def test_what_holds_no_text_is_set_aside(content: bytes, media_type: str, reason_code: str):
    assert reason(content, media_type) == reason_code


@pytest.mark.parametrize(
    "content",
    [
        b"<!-- a -->" * 5000,
        b"<" * 1_000_000,
        b"<p" + b" " * 1_000_000,
        b'{"a":' * 300_000,
        b"---\n" + b"a: " + b" " * 15_000 + b"x\n---\n",
        "â€".encode() * 200_000,
        b"word " * 1_000_000,
    ],
    ids=["comments", "brackets", "open tag", "nesting", "front matter", "twice encoded", "one line"],
)
@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "text/markdown", "application/json"])
def test_text_made_to_keep_a_reader_busy_is_opened(content: bytes, media_type: str):
    assert isinstance(open_page(Document("a", media_type, content)), Page | Reject)
