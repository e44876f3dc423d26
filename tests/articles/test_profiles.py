"""What recurs on a publisher's pages is learnt, and nothing else."""

from __future__ import annotations

import polars as pl
import pytest

from tests.lookout import NEWS, SLOGAN
from warehouse.articles.profiles import PAGE_LINES, PublishedPage, learn_profiles, page_lines, profile_version
from warehouse.articles.read import Reader, read_article
from warehouse.landing.documents import Document
from warehouse.rejects import Reject

OF_THE_AFFAIR = "Our twelve ninety people aground on Monday near the ferry port of Varna."


def page(number: int, last: str = SLOGAN, publisher: str = "The Lookout") -> PublishedPage:
    title, text = NEWS[number % len(NEWS)]
    own = f"Officials said that they would tell more once matter {title[::-1]}{'x' * number} was clear."
    body = f"{title} ({number})\n\n{text}\n\n{own}\n\n{last}\n"
    document = Document(f"file:///{number}.txt", "text/plain", body.encode(), publisher)
    return PublishedPage(document, publisher, f"{title} ({number})")


def learn(pages: list[PublishedPage], reader: Reader) -> pl.DataFrame:
    return learn_profiles(pl.concat(page_lines(each, reader.furniture) for each in pages))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def test_a_line_of_most_documents_is_learnt_and_then_left_out(reader: Reader) -> None:
    pages = [page(i) for i in range(6)]
    learnt = learn(pages, reader)
    assert "our twelve bureaus watch the mountains and the sea for you" in learnt["line"].to_list()
    wiser = Reader(reader.furniture, reader.publishers, reader.offices, {"The Lookout": frozenset(learnt["line"])})
    before, after = read_article(pages[0].document, reader), read_article(pages[0].document, wiser)
    assert not isinstance(before, Reject)
    assert not isinstance(after, Reject)
    assert before.body == f"{after.body}\n\n{SLOGAN}"


@pytest.mark.parametrize(
    ("what", "pages"),
    [
        ("too few documents", [page(i) for i in range(4)]),
        ("half of them without it", [page(i, SLOGAN if i % 3 == 0 else f"{i}th note.") for i in range(12)]),
        ("of one affair", [page(len(NEWS) * i, OF_THE_AFFAIR) for i in range(6)]),
        ("of different publishers", [page(i, publisher=f"Paper {i}") for i in range(6)]),
    ],
)
def test_what_does_not_recur_enough_is_not_learnt(what: str, pages: list[PublishedPage], reader: Reader) -> None:
    assert not learn(pages, reader)["line"].str.starts_with("our twelve").any(), what


def test_a_headline_that_recurs_is_no_furniture(reader: Reader) -> None:
    pages = [page(6 * i) for i in range(6)]
    assert not learn(pages, reader)["line"].str.starts_with("ferry runs").any()


def test_numbers_do_not_hide_that_a_line_recurs(reader: Reader) -> None:
    learnt = learn([page(i, f"Seen by {1000 + 37 * i} readers since Sunday") for i in range(6)], reader)
    assert "seen by 0 readers since sunday" in learnt["line"].to_list()


def test_an_article_is_never_emptied(reader: Reader) -> None:
    document = page(0).document
    everything = frozenset(page_lines(page(0), reader.furniture)["line"])
    wiser = Reader(reader.furniture, reader.publishers, reader.offices, {"The Lookout": everything})
    assert read_article(document, wiser) == read_article(document, reader)


def test_the_version_names_what_is_learnt_and_not_how_often_it_was_seen(reader: Reader) -> None:
    five, six = learn([page(i) for i in range(5)], reader), learn([page(i) for i in range(6)], reader)
    other = learn([page(i, "We never sleep so that you can read.") for i in range(6)], reader)
    assert profile_version(five) == profile_version(six) != profile_version(other)
    assert profile_version(learn_profiles(PAGE_LINES.to_frame())) == ""
