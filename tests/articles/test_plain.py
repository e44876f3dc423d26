"""What the lines of a plain-text page are taken for."""

from itertools import permutations

import pytest

from warehouse.articles.furniture import FurnitureWords
from warehouse.articles.plain import read_plain
from warehouse.articles.reading import LinePlace

HEADLINE = "Miners of Ruritania go on strike over pay"
TEXT = (
    "Miners in three pits of eastern Ruritania went on strike on Monday after talks about their pay had failed.",
    "The union said that four thousand miners had joined the strike and that more pits would follow this week.",
    "The owners called the strike unlawful. “We have made a fair offer,” a speaker for the pits said.",
    "Ruritania digs most of its coal in the east, where the pits are the largest employer.",
)


@pytest.fixture(scope="module")
def words() -> FurnitureWords:
    return FurnitureWords.load()


def page(*lines: str) -> str:
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    "junk",
    [
        "Subscribe",
        "Home | World | Politics | Sport",
        "Share on Facebook Share on Twitter",
        "© 2013 Strelsau Courier. All rights reserved.",
        ". Last Updated: 07/27/2016",
        "Sign up for our newsletter and get the news in your inbox.",
        "No media source currently available",
        "0:00 0:00:58 0:00",
        "Click here to go to's Europe Center.",
        "Comments (12)",
        "5 min read",
        "Заголовок открываемого материала",
    ],
)
@pytest.mark.parametrize("at", [0, 1, 3, 5])
def test_furniture_goes_wherever_it_stands(junk: str, at: int, words: FurnitureWords):
    lines = [HEADLINE, *TEXT]
    read = read_plain(page(*lines[:at], junk, *lines[at:]), words)
    assert (read.title, read.paragraphs) == (HEADLINE, TEXT)
    assert junk in [each.text for each in read.furniture]


@pytest.mark.parametrize(
    "text",
    [
        "“Thank you.”",
        "The strike goes on",
        "Why now?",
        "A pit's long history",
        "For more than a decade, the miners have asked for safer pits.",
        "Comments made by the owners angered the miners.",
        "Read by millions, the union's paper called for calm in Ruritania.",
    ],
)
def test_text_within_stays(text: str, words: FurnitureWords):
    assert read_plain(page(HEADLINE, TEXT[0], TEXT[1], text, TEXT[2], TEXT[3]), words).paragraphs == (
        *TEXT[:2],
        text,
        *TEXT[2:],
    )


def test_a_title_of_a_video_goes_with_its_player(words: FurnitureWords):
    player = "Miners walk out\nplease wait\n\nNo media source currently available\n\n0:00 0:01:10 0:00"
    lines = (HEADLINE, *TEXT[:2], player, "WATCH: Miners walk out", *TEXT[2:])
    assert read_plain(page(*lines), words).paragraphs == TEXT


def test_the_link_after_read_more_goes_too(words: FurnitureWords):
    read = read_plain(page(HEADLINE, *TEXT[:2], "Read more", "Coal exports fall for a third year", *TEXT[2:]), words)
    assert read.paragraphs == TEXT


def test_a_lead_that_the_first_paragraph_repeats_is_furniture(words: FurnitureWords):
    first = f"STRELSAU, May 5 (Courier) - {TEXT[0]}"
    read = read_plain(page(HEADLINE, TEXT[0], first, *TEXT[1:]), words)
    assert read.paragraphs == (first, *TEXT[1:])


def test_a_lead_with_something_of_its_own_stays(words: FurnitureWords):
    lead = "The government in Strelsau has called both sides of the dispute to talks on Friday."
    assert read_plain(page(HEADLINE, lead, "By Ada Lindqvist", *TEXT), words).paragraphs == (lead, *TEXT)


def test_byline_publisher_and_caption_are_read_off(words: FurnitureWords):
    lines = (
        "- Strelsau Courier",
        HEADLINE,
        "By Ada Lindqvist and Ben Okoro",
        "May 5, 2014",
        "Union leader Marta Vogel",
    )
    read = read_plain(page(*lines, *TEXT), words)
    assert (read.title, read.publisher, read.byline) == (
        HEADLINE,
        "Strelsau Courier",
        "Ada Lindqvist and Ben Okoro",
    )
    assert read.paragraphs == TEXT
    assert {each.place for each in read.furniture} == {LinePlace.BEFORE}


def test_a_prompt_of_many_lines_does_not_cut_an_article(words: FurnitureWords):
    prompt = ["Subscribe now", "Unlimited access", "Daily puzzles", "Support us", "Email address", "Continue"] * 2
    assert read_plain(page(HEADLINE, *TEXT[:2], *prompt, *TEXT[2:]), words).paragraphs == TEXT


def test_a_hard_wrapped_page_becomes_paragraphs(words: FurnitureWords):
    def wrap(text: str) -> str:
        lines, line = [], ""
        for word in text.split():
            if len(line) + len(word) > 58:
                lines.append(line.strip())
                line = ""
            line += f" {word}"
        return "\n".join([*lines, line.strip()])

    text = [f"{one} {other}" for one, other in list(permutations(TEXT, 2))[:6]]
    assert read_plain(page(HEADLINE, *map(wrap, text)), words).paragraphs == tuple(text)


@pytest.mark.parametrize("text", ["", "Home\nWorld\nSport", "Subscribe\n\nLog in\n\n12:30"])
def test_a_page_without_text_has_no_paragraphs(text: str, words: FurnitureWords):
    assert read_plain(text, words).paragraphs == ()


def test_a_last_paragraph_signed_by_its_agency_stays(words: FurnitureWords):
    last = "The pits will stay closed until Friday, the union said. (Reuters)"
    caption = "Miners before the gate of a pit near Strelsau on Monday. (AFP)"
    assert read_plain(page(HEADLINE, TEXT[0], caption, *TEXT[1:], last), words).paragraphs == (*TEXT, last)


def test_a_sentence_that_ends_with_the_headline_stays(words: FurnitureWords):
    sentence = f"The paper's headline was: {HEADLINE}."
    assert sentence in read_plain(page(HEADLINE, TEXT[0], sentence, *TEXT[1:]), words).paragraphs


@pytest.mark.parametrize(
    "listed",
    [
        ("March 3 – Strelsau", "March 9 – Hentzau", "March 12 – Zenda", "April 1 – Tarlenheim", "April 4 – Hofbau"),
        ("1. Strelsau Colliery, 1,200", "2. Zenda Deep, 900", "3. Hentzau, 400", "4. Old Tarlenheim, 310"),
        ("• Better pay for nights", "• Lamps that do not fail", "• A doctor at each pit", "• Two weeks of leave"),
    ],
)
def test_a_list_within_or_after_the_text_belongs_to_it(listed: tuple[str, ...], words: FurnitureWords):
    assert read_plain(page(HEADLINE, *TEXT[:2], *listed, *TEXT[2:]), words).paragraphs == (
        *TEXT[:2],
        *listed,
        *TEXT[2:],
    )
    assert read_plain(page(HEADLINE, *TEXT, *listed), words).paragraphs == (*TEXT, *listed)


def test_a_headline_in_another_script_is_one_where_there_is_no_other(words: FurnitureWords):
    text = ("В трёх шахтах на востоке страны в понедельник началась забастовка, сообщил профсоюз горняков.",)
    assert read_plain(page(HEADLINE, *text), words).title == HEADLINE


@pytest.mark.parametrize("again", [(), (HEADLINE,)])
def test_behind_a_long_menu_the_line_nearest_to_the_text_is_the_headline(again: tuple[str, ...], words: FurnitureWords):
    menu = [f"{place} coal and pay" for place in ("Strelsau", "Zenda", "Hentzau", "Tarlenheim", "Hofbau")]
    others = ["Maps of the realm", "Our museums", "Old songs", "The royal stables", "Parks", "Letters to the king"]
    read = read_plain(page(*menu, *others, *others[::-1], HEADLINE, "1 March 2013", *TEXT, *again), words)
    assert read.title == HEADLINE


def test_prompts_that_are_sentences_do_not_hide_the_headline_after_them(words: FurnitureWords):
    prompts = (
        "Read us wherever you are",
        "Get the Strelsau Courier for your telephone.",
        "Terms apply",
        "Pay once a year.",
    )
    read = read_plain(page("Home", *prompts, "Home News", HEADLINE, *TEXT), words)
    assert (read.title, read.paragraphs) == (HEADLINE, TEXT)


@pytest.mark.parametrize("hung", [f"{HEADLINE} | Strelsau Courier", f"Economy : {HEADLINE}"])
def test_a_headline_is_given_as_the_page_has_it_without_its_site_or_section(hung: str, words: FurnitureWords):
    assert read_plain(page("Home", hung, *TEXT, "More from this desk", HEADLINE), words).title == HEADLINE


def test_the_caption_of_a_gallery_is_no_headline(words: FurnitureWords):
    gallery = ("Photo: RNA/Strelsau", "The pits of eastern Ruritania, where four thousand miners went on strike") * 2
    assert read_plain(page(*gallery, "Photo: RNA/Strelsau", HEADLINE, *TEXT), words).title == HEADLINE


def test_a_headline_that_asks_stands_above_the_text_at_once(words: FurnitureWords):
    asked = "Why did the miners of eastern Ruritania go on strike?"
    read = read_plain(page("Politics of the day", asked, *TEXT), words)
    assert (read.title, read.paragraphs) == (asked, TEXT)


def test_kana_and_kanji_are_one_script(words: FurnitureWords):
    headline = "東部炭鉱でストライキ 賃金交渉が決裂"
    text = (
        "東部の炭鉱で月曜日、賃金交渉の決裂を受けて四千人の労働者がストライキに入ったと労働組合が発表した。",
        "すべてはまだこれからだ。",
        "炭鉱の経営者側はストライキを違法だとし、賃金の提案は公正なものだったと述べた。交渉は週内に再開する見通しだ。",
    )
    read = read_plain(page("ニュース", "2013年5月6日 20時01分", headline, "国旗＝首都で5月", *text), words)
    assert (read.title, read.paragraphs) == (headline, text)


def test_a_page_without_blank_lines_keeps_its_headline_and_its_end(words: FurnitureWords):
    before = ("Skip to content", "World", "Sign in", HEADLINE, "By Helena Brandt")
    lines = (
        *before,
        *TEXT[:3],
        "Sign up to The Courier Letter, our weekly newsletter.",
        TEXT[3],
        "Share",
        "12 comments",
    )
    read = read_plain("\n".join(lines), words)
    assert (read.title, read.byline, read.paragraphs) == (HEADLINE, "Helena Brandt", TEXT)
