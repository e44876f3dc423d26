"""Web pages: what their markup says, and that no page hangs."""

import pytest

from warehouse.articles.furniture import FurnitureWords
from warehouse.articles.markup import read_markup, without_site
from warehouse.articles.reading import Stated
from warehouse.articles.web import parse, read_web

PARAGRAPHS = [
    "The dam above Klow will be raised by six metres, the Syldavian government decided on Wednesday.",
    "Work begins in spring and takes three years, said the minister for water, who had pressed for it since 2011.",
    "Farmers below the dam fear for their fields and want to be paid before the first stone is moved.",
]


@pytest.fixture(scope="module")
def words() -> FurnitureWords:
    return FurnitureWords.load()


def page(head: str = "", body: str = "") -> str:
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    return f"<html><head>{head}</head><body>{body}<article>{text}</article></body></html>"


def markup_of(head: str, body: str = ""):
    tree = parse(page(head, body))
    assert tree is not None
    return read_markup(tree)


SUMMARY = "The dam of Klow grows, and those who live below it are afraid."
SUMMED_UP = f"<meta name='description' content='{SUMMARY}'>"


def test_a_summary_that_readers_see_opens_the_text(words: FurnitureWords):
    read = read_web(page(SUMMED_UP, f"<h1>Dam to be raised</h1><div>{SUMMARY}</div><div>Share</div>"), words)
    assert (read.lead, read.paragraphs) == (None, (SUMMARY, *PARAGRAPHS))


def test_a_summary_above_day_and_hour_stays_apart_from_the_text(words: FurnitureWords):
    stamp = "<div>May 5, 2014</div><div>18:40</div>"
    read = read_web(page(SUMMED_UP, f"<h1>Dam to be raised</h1><div>{SUMMARY}</div>{stamp}"), words)
    assert (read.lead, read.paragraphs) == (SUMMARY, tuple(PARAGRAPHS))


def test_a_summary_that_only_machines_see_is_left_out(words: FurnitureWords):
    read = read_web(page(SUMMED_UP), words)
    assert (read.lead, read.paragraphs) == (None, tuple(PARAGRAPHS))


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Dam to be raised - Klow Herald</title>", "<h1>Dam to be raised</h1>", "Dam to be raised"),
        ("<title>Dam to be raised | Klow Herald</title><meta property='og:site_name' content='Klow Herald'>", "", None),
        ("<meta property='og:title' content='Dam to be raised'>", "<h1>Klow Herald</h1>", "Dam to be raised"),
        ("", "<h1>Dam to be raised</h1>", "Dam to be raised"),
        ("", "", ""),
    ],
)
def test_titles(head: str, body: str, title: str | None):
    assert (markup_of(head, body).title or "") == ("Dam to be raised" if title is None else title)


@pytest.mark.parametrize(
    ("title", "publisher", "cleaned"),
    [
        ("Dam to be raised - Klow Herald", "Klow Herald", "Dam to be raised"),
        ("Klow Herald | Dam to be raised", "Klow Herald", "Dam to be raised"),
        ("Dam to be raised | World | Klow Herald", "Klow Herald", "Dam to be raised | World"),
        ("Dam to be raised - six metres at once", "Klow Herald", "Dam to be raised - six metres at once"),
        ("Syldavia-Borduria talks", "Borduria", "Syldavia-Borduria talks"),
    ],
)
def test_the_site_is_cut_off_a_title(title: str, publisher: str, cleaned: str):
    assert without_site(title, publisher, None) == cleaned


def test_dates_are_stated_in_order_of_trust_and_not_believed():
    markup = markup_of(
        "<link rel='canonical' href='https://klow.example/2016/07/27/dam'>"
        "<meta property='article:modified_time' content='2016-07-27'>"
        "<meta property='article:published_time' content='2012-05-02'>"
        "<script type='application/ld+json'>{'broken': </script>"
        '<script type="application/ld+json">[{"@type": ["NewsArticle"], "datePublished": "2012-05-01"}]</script>',
        "<time datetime='2012-05-03'>3 May</time>",
    )
    assert markup.stated == (
        Stated("jsonld_published", "2012-05-01"),
        Stated("meta_published", "2012-05-02"),
        Stated("time_element", "2012-05-03"),
        Stated("meta_modified", "2016-07-27"),
        Stated("url", "2016-07-27"),
    )


def test_only_articles_of_the_json_are_asked():
    head = '<script type="application/ld+json">{"@type": "Organization", "datePublished": "1999-01-01"}</script>'
    assert markup_of(head).stated == ()


def test_a_relative_address_without_a_host_is_none():
    assert markup_of("<link rel='canonical' href='/world/dam'>").url is None
    assert markup_of("<base href='https://klow.example'><link rel='canonical' href='/dam'>").url == (
        "https://klow.example/dam"
    )


BOMBS = {
    "deep": "<div>" * 5_000,
    "deep lists": "<ul><li>a" * 3_000,
    "many links": "<a href=x>y</a>" * 8_000,
    "many attributes": "<div " + " ".join(f"a{i}=b" for i in range(12_000)) + ">",
    "many brackets": "<" * 200_000,
    "long title": "<h1>" + "x - " * 50_000 + "</h1>",
    "nested json": '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_read_without_harm(bomb: str, words: FurnitureWords):
    read = read_web(page(body=BOMBS[bomb]), words)
    assert len(read.title or "") < 500


@pytest.mark.parametrize("bomb", ["many links", "nested json"])
def test_text_behind_a_bomb_is_found(bomb: str, words: FurnitureWords):
    assert set(PARAGRAPHS) <= set(read_web(page(body=BOMBS[bomb]), words).paragraphs)


@pytest.mark.parametrize(
    ("head", "section"),
    [
        ("<meta property='article:section' content='Water'>", "Water"),
        ("<meta property='article:section' content='water-policy'>", "Water policy"),
        ("<meta property='article:section' content='News'>", None),
        ("<meta property='article:section' content='articles'><meta name='section' content='Politics'>", "Politics"),
        (
            "<meta property='og:site_name' content='Klow Herald'>"
            "<meta property='article:section' content='Klow Herald'>",
            None,
        ),
        (
            '<script type="application/ld+json">'
            '{"@type": "NewsArticle", "articleSection": ["News", "Europe"]}</script>',
            "Europe",
        ),
        (
            '<title>Dam to be raised</title><script type="application/ld+json">{"@type": "BreadcrumbList", '
            '"itemListElement": [{"name": "Home"}, {"name": "Europe"}, {"name": "Dam to be raised"}]}</script>',
            "Europe",
        ),
        ("<meta property='article:section' content='dam, Klow, water, farmers, ministry of water'>", None),
    ],
)
def test_a_section_is_one_that_says_something(head: str, section: str | None):
    assert markup_of(head).section == section


def test_a_person_is_preferred_to_the_publishers_own_name():
    article = '{"@type": "NewsArticle", "author": {"name": "Klow Herald"}, "publisher": {"name": "Klow Herald"}}'
    head = f'<script type="application/ld+json">{article}</script>'
    assert markup_of(head).byline == "Klow Herald"
    assert markup_of(head + "<meta name='author' content='By Ana Blok (abl)'>").byline == "Ana Blok"


def test_a_name_is_preferred_to_a_bare_domain():
    article = '{"@type": "NewsArticle", "publisher": {"name": "Klow Herald"}}'
    head = "<meta property='og:site_name' content='klowherald.example'>"
    assert markup_of(head).publisher == "klowherald.example"
    assert markup_of(f'{head}<script type="application/ld+json">{article}</script>').publisher == "Klow Herald"
