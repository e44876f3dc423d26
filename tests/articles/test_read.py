"""Documents become articles, or rejects that say why."""

import random
from pathlib import Path

import pytest

from warehouse.articles.article import Article
from warehouse.articles.read import MOST_LINES, Reader, read_article
from warehouse.landing.documents import Document
from warehouse.rejects import Reject

SEEDS = sorted((Path(__file__).parents[2] / "seeds").iterdir())
TITLES = [
    "NATO Presses Putin Over Georgia",
    "NATO Chief Calls for Stronger Ties With Russia",
    "FM Lavrov hopes for improvement in Russian-Georgian relations",
    "U.S. And Georgia Announce Deeper Military Ties Ahead Of NATO Summit",
    "Russia seeks to maintain diplomatic relations with Georgia",
]
FURNITURE = [
    *("Get the latest", "Last Updated", "Click here", "Sputnik International", "Stay tuned", "Subscribe", "Newsfeed"),
    *("log in or register", "Заголовок", "Accessibility", "Breaking News", "Secretary of State John Kerry\n"),
    *("please wait", "media source", "0:00", "WATCH:", "Based on reporting", "live coverage"),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def read(reader: Reader, content: str | bytes, media_type: str = "text/plain") -> Article | Reject:
    content = content if isinstance(content, bytes) else content.encode()
    return read_article(Document("some/file", media_type, content), reader)


@pytest.mark.parametrize(("path", "title"), list(zip(SEEDS, TITLES, strict=True)), ids=TITLES)
def test_seeds(path: Path, title: str, reader: Reader):
    article = read(reader, path.read_bytes())
    assert isinstance(article, Article)
    assert article.title == title
    assert article.language == "en"
    assert not [phrase for phrase in FURNITURE if phrase in article.body]
    # Every long line that ends as a sentence is text, but for slogans and the copy of the first sentence.
    prose = [line for line in path.read_text("utf-8").split("\n") if len(line) > 130]
    assert [line for line in prose if line not in article.body and line[:-1] not in article.body] == []


def test_seeds_name_publisher_and_dateline(reader: Reader):
    article = read(reader, SEEDS[2].read_bytes())
    assert isinstance(article, Article)
    assert (article.publisher, article.dateline_place, article.dateline_agency) == (
        "Sputnik International",
        "Moscow",
        "RIA Novosti",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "empty"),
        ("Home\n\nWorld\n\nSubscribe", "no_article"),
        ("x\n" * (MOST_LINES + 1), "too_long"),
        ("The talks went on. " * 120_000, "too_long"),
    ],
)
def test_rejects_say_what_and_why(content: str, code: str, reader: Reader):
    reject = read(reader, content)
    assert isinstance(reject, Reject)
    assert reject.reason_code == code
    assert reject.reason.startswith("some/file")
    assert reject.reason.endswith(".")


def test_what_the_record_tells_wins(reader: Reader):
    record = (
        '{"title": "The told headline", "source": "AP", "url": "https://example.org/a", "published": "2012-05-01",'
        ' "text": "Ruritania and Graustark signed a treaty on trade on Tuesday after long talks in Strelsau."}'
    )
    article = read(reader, record, "application/json")
    assert isinstance(article, Article)
    assert (article.title, article.publisher, article.url) == (
        "The told headline",
        "Associated Press",
        "https://example.org/a",
    )
    assert "2012-05-01" in [clue.implies for clue in article.date_clues]


def test_paragraphs_have_languages_of_their_own(reader: Reader):
    english = "The minister said on Wednesday that the new port would be opened in spring by the president."
    german = "Der Minister sagte am Mittwoch, dass der neue Hafen im Frühjahr vom Präsidenten eröffnet werde."
    article = read(reader, f"{english}\n\n{german}\n\n{english[:-1]} himself.")
    assert isinstance(article, Article)
    assert article.paragraph_languages == ("en", "de", "en")
    assert article.language == "en"


def damaged(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    noise = chance.choice([b"\x00", b"\xff\xfe", b"\xe2\x80\xae", b"<div>", b"{", b"\r", b"&#x0;", b"<!--", b"\xc3"])
    return chance.choice(
        [
            content[:start],
            content[start:],
            content + content,
            content[:start] + content[end:],
            content[:start] + noise * 20 + content[start:],
            content[:start] + chance.randbytes(100) + content[start:],
            content.decode("utf-8", "replace").encode(chance.choice(["utf-16", "cp1251", "latin-1"]), "replace"),
            content.replace(b"\n", b""),
        ]
    )


@pytest.mark.parametrize("seed", range(150))
def test_damage_gives_an_article_or_a_reject(seed: int, reader: Reader):
    chance = random.Random(seed)
    content = damaged(damaged(chance.choice(SEEDS).read_bytes(), chance), chance)
    result = read(reader, content, chance.choice(["text/plain", "text/html", "text/markdown", "application/json"]))
    if isinstance(result, Article):
        assert result.body.strip()
        assert result.title is None or result.title.strip()
        assert len(result.paragraph_languages) == len(result.body.split("\n\n"))
        assert all(0 <= start < end <= len(result.body) for start, end in result.sentence_spans)
    else:
        assert result.reason


def test_reading_depends_on_the_document_alone(reader: Reader):
    contents = [path.read_bytes() for path in SEEDS]
    assert [read(reader, each) for each in contents] == [read(reader, each) for each in reversed(contents)][::-1]
