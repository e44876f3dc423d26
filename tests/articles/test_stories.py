"""Stories: reports of one happening find each other in other words; look-alike twins stay apart."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from random import Random

import polars as pl
import pytest

from warehouse.articles import stories as module
from warehouse.articles.article import Article, Published
from warehouse.articles.stories import CommonWords, link_counts, story_groups, story_links, story_terms
from warehouse.tables import STORY_LINKS, STORY_TERMS

WORDS = CommonWords.load()
DAY = date(2011, 3, 8)

BANK_IN_LUNDE = (
    "Explosion at bank in Lunde kills two",
    "A bomb exploded outside the Nordland Savings Bank in Lunde on Tuesday, killing two guards and wounding nine "
    "people, police said. The blast tore down the front of the building in Harbour Street at 8:40 a.m. Nobody has "
    "claimed the attack. Police chief Karin Holt said that the device was hidden in a delivery van.",
)
BANK_IN_LUNDE_AGAIN = (
    "Two guards dead in blast at Nordland Savings Bank",
    "Two security guards died and nine passers-by were hurt when a van packed with explosives blew up in Harbour "
    "Street in the port of Lunde, according to police chief Karin Holt. Windows broke three streets away. The bank "
    "had opened its doors only minutes before.",
)
BANK_IN_OSTRA = (
    "Explosion at bank in Ostra injures four",
    "A bomb exploded at a branch of the Crown Mercantile Bank in Ostra on Tuesday, wounding four customers, police "
    "said. The blast broke the windows of the building on Linden Square shortly after 3 p.m. Inspector Paul Weber "
    "said that a gas pipe was not the cause.",
)
ELECTION_IN_TARVIA = (
    "Brandt wins election in Tarvia",
    "Ilse Brandt won the presidential election in Tarvia with 54 percent of the vote, the election commission said. "
    "Her rival Otto Hagen conceded on Sunday night. Turnout was 71 percent.",
)
ELECTION_IN_OSTRA = (
    "Lindqvist wins election in Ostra",
    "Per Lindqvist won the presidential election in Ostra with 51 percent of the vote, the election commission "
    "said. His rival Maria Stern asked for a recount on Sunday night. Turnout was 64 percent.",
)


def rows(**articles: tuple[tuple[str, str], Published]) -> pl.DataFrame:
    made = []
    for name, ((title, body), published) in articles.items():
        terms = story_terms(Article(name, title, body), published, WORDS)
        made.append({"article_id": name} | {field: getattr(terms, field) for field in terms.__slots__})
    return STORY_TERMS.frame(made)


def on(day: date) -> Published:
    return Published(on=day, no_earlier=day, no_later=day)


def stories(**articles: tuple[tuple[str, str], Published]) -> dict[str, str]:
    return dict(grouped(rows(**articles)).select("article_id", "story_id").rows())


def grouped(everything: pl.DataFrame) -> pl.DataFrame:
    return story_groups(everything, link_counts(story_links(everything, everything.clear())))


def test_two_reports_of_one_blast_are_one_story_and_a_blast_elsewhere_is_another():
    found = stories(a=(BANK_IN_LUNDE, on(DAY)), b=(BANK_IN_LUNDE_AGAIN, on(DAY)), c=(BANK_IN_OSTRA, on(DAY)))
    assert found == {"a": "a", "b": "a", "c": "c"}


def test_two_elections_on_one_day_are_two_stories():
    assert stories(a=(ELECTION_IN_TARVIA, on(DAY)), b=(ELECTION_IN_OSTRA, on(DAY))) == {"a": "a", "b": "b"}


@pytest.mark.parametrize(
    ("second", "story"),
    [
        (on(DAY + timedelta(days=1)), "a"),
        (Published(), "a"),  # not dated at all: much alike, so one story all the same
        (Published(no_earlier=DAY - timedelta(days=20), no_later=DAY + timedelta(days=10)), "a"),
        (on(DAY + timedelta(days=400)), "b"),
        (Published(no_earlier=DAY + timedelta(days=300)), "b"),
    ],
)
def test_days_decide_between_articles_that_are_alike(second, story):
    assert stories(a=(BANK_IN_LUNDE, on(DAY)), b=(BANK_IN_LUNDE_AGAIN, second))["b"] == story


def test_links_come_once_and_only_where_one_is_new():
    old = rows(a=(BANK_IN_LUNDE, on(DAY)), c=(BANK_IN_LUNDE, on(DAY)))
    new = rows(b=(BANK_IN_LUNDE_AGAIN, on(DAY)))
    links = story_links(new, pl.concat([old, new]))
    assert links.select("article_a", "article_b").rows() == [("a", "b"), ("b", "c")]


def test_cutting_the_input_into_commits_does_not_change_the_stories():
    everything = rows(
        a=(BANK_IN_LUNDE, on(DAY)),
        b=(BANK_IN_OSTRA, on(DAY)),
        c=(ELECTION_IN_TARVIA, on(DAY)),
        d=(BANK_IN_LUNDE_AGAIN, Published()),
    )
    at_once = grouped(everything)
    for order in permutations("abcd"):
        assert grouped_one_by_one(everything, order).equals(at_once)


def test_neither_do_links_that_ask_for_more_as_articles_gain_links(monkeypatch):
    monkeypatch.setattr(module, "USUAL_LINKS", 2)
    chance = Random(4)
    told = [BANK_IN_LUNDE, BANK_IN_LUNDE_AGAIN, BANK_IN_OSTRA, ELECTION_IN_TARVIA, ELECTION_IN_OSTRA]
    sentences = [sentence for _, body in told for sentence in body.split(". ")]
    bodies = [". ".join(chance.sample(sentences, 4)) for _ in range(14)]
    names = "abcdefghijklmn"
    everything = rows(**{name: ((body[:40], body), on(DAY)) for name, body in zip(names, bodies, strict=True)})
    at_once = grouped(everything)
    assert 1 < at_once["family_id"].n_unique() < at_once["story_id"].n_unique() < len(names)
    for _ in range(5):
        order = tuple(chance.sample(names, len(names)))
        assert grouped_one_by_one(everything, order).equals(at_once)


def test_the_more_links_an_article_has_the_less_each_says(monkeypatch):
    told = {name: (BANK_IN_LUNDE_AGAIN if name == "z" else BANK_IN_LUNDE, on(DAY)) for name in "abz"}
    assert stories(**told)["z"] == "a"
    monkeypatch.setattr(module, "USUAL_LINKS", 0.1)
    assert stories(**told)["z"] == "z"


def test_a_link_that_is_too_faint_for_a_family_makes_no_story_either(monkeypatch):
    told = {"a": (BANK_IN_LUNDE, on(DAY)), "b": (BANK_IN_LUNDE_AGAIN, on(DAY))}
    (points,) = story_links(rows(**told), rows())["points"]
    monkeypatch.setattr(module, "ENOUGH_FOR_FAMILY", points)
    assert stories(**told) == {"a": "a", "b": "a"}
    monkeypatch.setattr(module, "ENOUGH_FOR_FAMILY", points + 0.1)
    assert stories(**told) == {"a": "a", "b": "b"}


def grouped_one_by_one(everything: pl.DataFrame, order: tuple[str, ...]) -> pl.DataFrame:
    """What the store does, one article a commit."""
    groups, counts = story_groups(everything.clear(), STORY_LINKS.frame()), STORY_LINKS.frame()
    for count, name in enumerate(order):
        new = everything.filter(pl.col("article_id") == name)
        old = everything.filter(pl.col("article_id").is_in(order[:count]))
        linked = link_counts(story_links(new, old))
        counts = pl.concat([counts, linked]).group_by("article_id").sum()
        touched = groups.join(linked, on="article_id", how="semi")
        members = groups.join(touched, on="family_id", how="semi")
        again = story_groups(pl.concat([new, old.join(members, on="article_id", how="semi")]), counts)
        groups = pl.concat([groups.join(again, on="article_id", how="anti"), again]).sort("article_id")
    return groups


def test_articles_without_words_stand_alone():
    assert stories(a=(("", ""), Published()), b=(("", "…"), Published())) == {"a": "a", "b": "b"}


def test_no_articles_make_no_stories():
    assert grouped(STORY_TERMS.frame()).shape == (0, 3)


def test_an_overlay_makes_a_word_common(tmp_path):
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "common_words.csv").write_text("word,rarity\nnordland,0.5\n")
    assert WORDS.weight("nordland") > 0
    assert CommonWords.load(tmp_path).weight("nordland") == 0


def test_days_of_the_week_and_months_say_nothing_of_the_subject():
    assert WORDS.weight("tuesday") == WORDS.weight("october") == 0
    assert WORDS.weight("the") == 0 < WORDS.weight("said") < WORDS.weight("minister") < WORDS.weight("lunde")
