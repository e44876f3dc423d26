"""The dashboard in a real headless browser: from a chart to the sentence, and hostile text that stays text."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect

from dashboard.views import PAGES
from tests.dashboard.browsing import PATIENCE, drawn, open_browser, page_of, served
from tests.dashboard.hostile import HOSTILE, build_hostile_lake

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(small_lake: Path) -> Iterator[str]:
    with served(small_lake) as url:
        yield url


def test_from_a_burst_to_a_highlighted_sentence_and_its_document(browser: Browser, site: str) -> None:
    with page_of(browser, f"{site}/timeline?e=ASSAULT&n=reports&y=raw&g=month") as page:
        bursts = page.locator(".st-key-share [aria-roledescription='point']")
        expect(bursts.first).to_be_visible(timeout=PATIENCE)
        month = page.locator(".st-key-share [aria-roledescription='bar'][aria-label*='Mar 2007']").first
        month.click(force=True)  # first click: the spike
        expect(page.get_by_role("heading", name="Events of 1 Mar 2007")).to_be_visible(timeout=PATIENCE)
        drawn(page)
        page.get_by_role("link", name="Evidence").nth(1).click()  # second click: one of its events
        sentence = page.locator(".wl-text .wl-focus")
        expect(sentence).to_be_visible(timeout=PATIENCE)
        for part in ("source", "act", "target"):
            expect(sentence.locator(f"mark.wl-{part}").first).to_be_visible()
        assert "event=" in page.url
        expect(page.get_by_text("reports of this event").first).to_be_visible()
        article_id = page.locator("tr", has_text="SHA-256").locator("td").nth(1).inner_text()
        with page.expect_download() as started:
            page.get_by_role("button", name="The document as it was received").click()
        assert sha256(started.value.path().read_bytes()).hexdigest() == article_id


def test_a_span_drawn_over_the_timeline_lists_its_events_and_becomes_the_filter(browser: Browser, site: str) -> None:
    with page_of(browser, f"{site}/timeline?y=raw&g=month") as page:
        bars = page.locator(".st-key-share [aria-roledescription='bar']")
        expect(bars.first).to_be_visible(timeout=PATIENCE)
        chart = page.locator(".st-key-share").bounding_box()
        assert chart
        page.mouse.move(chart["x"] + chart["width"] * 0.4, chart["y"] + chart["height"] / 2)
        page.mouse.down()
        page.mouse.move(chart["x"] + chart["width"] * 0.6, chart["y"] + chart["height"] / 2, steps=5)
        page.mouse.up()
        expect(page.get_by_role("heading", name="Events of ")).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".wl-term").first).to_be_visible(timeout=PATIENCE)
        drawn(page)
        page.get_by_role("button", name="Keep to these days").click()
        page.wait_for_url("**from=200*to=200*")


def test_from_a_cell_of_the_matrix_to_a_correction_that_changes_what_is_coded(browser: Browser, site: str) -> None:
    with page_of(browser, f"{site}/network") as page:
        cells = page.locator(".st-key-matrix [aria-roledescription='rect mark']")
        expect(cells.first).to_be_visible(timeout=PATIENCE)
        cells.nth(1).click()
        expect(page.get_by_text("Sentences and articles that name both")).to_be_visible(timeout=PATIENCE)
        drawn(page)
        page.get_by_role("link", name="Not ").first.click()
        expect(page.get_by_text("is taken for")).to_be_visible(timeout=PATIENCE)
        drawn(page)
        page.get_by_text("These words mean somebody new").click()
        name = page.get_by_label("Name that news uses most")
        expect(name).to_be_visible(timeout=PATIENCE)
        name.fill("A Namesake")
        name.blur()
        page.get_by_role("button", name="Add to the patch").click()
        expect(page.get_by_text("actors/splits.csv")).to_be_visible(timeout=PATIENCE)
        with page.expect_download() as started:
            page.get_by_role("button", name="Take the patch").click()
        with ZipFile(started.value.path()) as archive:
            [line] = csv.DictReader(archive.read("actors/splits.csv").decode().splitlines())
        assert (line["new_id"], line["new_name"]) == ("a-namesake", "A Namesake")
        page.goto(f"{site}/curate?queue=compare&against=1")
        drawn(page)
        expect(page.get_by_text("counts differ")).to_be_visible(timeout=PATIENCE)


def test_a_link_shows_the_same_over_a_copy_of_the_lake_elsewhere(
    browser: Browser, site: str, small_lake: Path, tmp_path: Path
) -> None:
    path = "timeline?q=4&from=2006-06-01&to=2007-06-30&n=reports&y=raw&g=month&v=2"
    seen: list[tuple[str, list[str | None]]] = []
    with served(Path(shutil.copytree(small_lake, tmp_path / "moved"))) as elsewhere:
        for at in (site, elsewhere):
            with page_of(browser, f"{at}/{path}") as page:
                bars = page.locator(".st-key-share [aria-roledescription='bar']")
                expect(bars.first).to_be_visible(timeout=PATIENCE)
                shapes = bars.evaluate_all("all => all.map(one => one.getAttribute('d'))")
                seen.append((page.locator(".wl-title").first.inner_text(), shapes))
    assert seen[0] == seen[1]
    assert "Reports by month, 1 Jun 2006 to 30 Jun 2007" in seen[0][0]


def test_a_view_that_was_kept_leads_back(browser: Browser, site: str) -> None:
    with page_of(browser, f"{site}/events?e=ASSAULT") as page:
        page.get_by_role("button", name="Link & views").click()
        page.get_by_text("Saved views").click()
        page.get_by_label("Keep this view as").fill('Assaults <b>"only"</b>')
        page.get_by_role("button", name="Keep", exact=True).click()
        link = page.get_by_role("link", name='Assaults <b>"only"</b>')
        expect(link).to_be_attached(timeout=PATIENCE)
        assert "e=ASSAULT" in (link.get_attribute("href") or "")


# Every text of a page whose colour stands out too little from what is behind it (WCAG 2.1, AA).
FAINT = """() => {
    const parts = colour => (colour.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
    const over = (top, below) => {
        const alpha = top.length > 3 ? top[3] : 1;
        return [0, 1, 2].map(i => top[i] * alpha + below[i] * (1 - alpha));
    };
    const ground = element => {
        const layers = [];
        for (let one = element; one; one = one.parentElement) {
            const colour = parts(getComputedStyle(one).backgroundColor);
            layers.push(colour);
            if (colour.length < 4 || colour[3] === 1) break;
        }
        return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
    };
    const light = colour => {
        const [r, g, b] = colour.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const faint = [];
    const texts = document.createTreeWalker(document.querySelector('.stApp'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement, style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const exempt = element.closest('[disabled], [aria-disabled=true], [aria-hidden=true], style, script, canvas');
        if (!texts.currentNode.data.trim() || exempt || !box.width || style.visibility !== 'visible') continue;
        const below = ground(element), ink = parts(element.closest('svg') ? style.fill : style.color);
        const [low, high] = [light(over(ink, below)), light(below)].sort((a, b) => a - b);
        const large = parseFloat(style.fontSize) >= 24;
        const ratio = (high + 0.05) / (low + 0.05);
        if (ratio < (large ? 3 : 4.5)) faint.push(`${texts.currentNode.data.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
    }
    return [...new Set(faint)];
}"""


# Charts that are higher than the room that is kept for them, or for which none is: what stands below them would move
# when they are drawn, on whatever machine.
ROOMLESS = """() => [...document.querySelectorAll('.stMain [data-testid="stVegaLiteChart"]')].flatMap(chart => {
    let room = chart;
    while (room && !(parseFloat(getComputedStyle(room).minHeight) > 60)) room = room.parentElement;
    const kept = room ? parseFloat(getComputedStyle(room).minHeight) : 0;
    const needed = chart.getBoundingClientRect().height;
    const name = chart.closest('[class*="st-key-"]')?.className.match(/st-key-[^ ]+/)[0];
    return needed > kept + 12 ? [`${name}: ${needed} in ${kept}`] : [];
})"""


@pytest.mark.parametrize("number", range(len(PAGES)), ids=PAGES)
def test_every_page_is_readable_keeps_its_place_and_asks_nothing_of_another_host(
    browser: Browser, site: str, number: int
) -> None:
    path = "" if PAGES[number] == "overview" else PAGES[number]
    # The two themes by turns: each page's own texts are few beside what all share.
    with page_of(browser, f"{site}/{path}", theme="dark" if number % 2 else "light") as page:
        assert page.evaluate(FAINT) == []
        assert page.evaluate(ROOMLESS) == []


# How far what a reader sees has moved by itself since the page's head was there (Cumulative Layout Shift).
SHIFTS = """
    window.moved = 0;
    window.headAt = Infinity;
    new PerformanceObserver(list => list.getEntries().forEach(one => {
        if (!one.hadRecentInput && one.startTime > window.headAt) window.moved += one.value;
    })).observe({type: 'layout-shift', buffered: true});
    new MutationObserver(() => {
        if (window.headAt === Infinity && document.querySelector('.wl-head')) window.headAt = performance.now();
    }).observe(document, {subtree: true, childList: true});
"""
FOCUSED = """() => {
    const style = getComputedStyle(document.activeElement);
    return [document.activeElement.innerText.split('\\n').pop(), style.outlineStyle, parseFloat(style.outlineWidth)];
}"""


@pytest.mark.prove  # on a busy machine parts of a page arrive one by one, and what Chromium counts is the machine's
@pytest.mark.parametrize("path", ["timeline", "events"])
def test_nothing_moves_while_a_page_is_drawn(browser: Browser, site: str, path: str) -> None:
    with page_of(browser, f"{site}/{path}", script=SHIFTS) as page:
        page.wait_for_timeout(1000)
        assert page.evaluate("window.moved") < 0.1


def test_the_keyboard_leads_through_the_menu_to_the_filters_and_shows_where_it_is(browser: Browser, site: str) -> None:
    with page_of(browser, f"{site}/events") as page:
        seen: list[str] = []
        for _ in range(24):
            page.keyboard.press("Tab")
            words, outline, width = page.evaluate(FOCUSED)
            if page.evaluate("document.activeElement.matches('a, button, input')"):
                assert (outline, width >= 2) == ("solid", True), words
                seen.append(words)
        order = [seen.index(words) for words in ("Overview", "Events", "Health")]
        assert order == sorted(order)
        page.keyboard.press("Shift+Tab")
        page.get_by_role("button", name="All acts").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("PLOVER type").first).to_be_visible(timeout=PATIENCE)


TYPED = (
    "<script>window.ran=1</script><img src=x onerror=window.ran=2>",
    "'); drop table events; -- $event ${x} {part}",
    "x" * 10_000,
)


@pytest.mark.parametrize(
    "path", ["network?view=ego", "dyads", "actor", "search", "curate?queue=mend&form=Tesaria", "sql"]
)
def test_hostile_text_typed_into_every_field_breaks_nothing(browser: Browser, site: str, path: str) -> None:
    with page_of(browser, f"{site}/{path}") as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        fields = page.locator(
            ".stMain input[type=text], .stMain input[type=search], .stMain input[role=combobox], .stMain textarea"
        )
        for number in range(fields.count()):
            for text in TYPED:
                field = fields.nth(number)
                if not field.is_visible() or not field.is_editable():
                    continue
                field.fill(text)
                field.press("Enter")
                page.wait_for_timeout(150)
                page.keyboard.press("Escape")
        drawn(page)
        assert page.evaluate("window.ran") is None
        assert page.locator("[data-testid=stException]").count() == 0


def test_an_article_of_markup_and_script_is_shown_as_text(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lake = build_hostile_lake(tmp_path_factory.mktemp("hostile") / "lake")
    with served(lake) as url:
        for path in ("", "events", "network?floor=1", "actor", "search?words=script"):
            with page_of(browser, f"{url}/{path}") as page:
                page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
                assert page.evaluate("window.ran") is None
                assert page.locator(".stMain img[src*=evil], .stMain iframe, .stMain script").count() == 0
        with page_of(browser, f"{url}/events") as page:
            page.get_by_role("link", name="Evidence").nth(1).click()
            text = page.locator(".wl-text")
            expect(text).to_be_visible(timeout=PATIENCE)
            assert HOSTILE in text.inner_text()
            assert text.locator("img, script, iframe, a").count() == 0
            assert page.evaluate("window.ran") is None
