"""The dashboard in a real headless browser: from a chart to the sentence, and hostile text that stays text."""

from __future__ import annotations

import csv
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from dashboard.serve import command
from tests.dashboard.hostile import HOSTILE, build_hostile_lake

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

PATIENCE = 90_000  # milliseconds; a machine may be busy with other things
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        reason = "no Chromium is installed: get it with `apt-get install chromium` to run the browser tests"
        if os.environ.get("WIRELAKE_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(small_lake: Path) -> Iterator[str]:
    with served(small_lake) as url:
        yield url


@contextmanager
def served(lake: Path) -> Iterator[str]:
    """The dashboard of a lake, on a free port, as the command line starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments, environment = command(lake, port=port)
    server = subprocess.Popen(
        arguments, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_well(f"{url}/_stcore/health", server)
        yield url
    finally:
        server.terminate()
        server.wait(30)


def wait_until_well(health: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE // 500):
        assert server.poll() is None, "the dashboard's process has ended"
        try:
            with urlopen(health, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise AssertionError("the dashboard has not become well in time")


@contextmanager
def page_of(browser: Browser, url: str) -> Iterator[Page]:
    """A page that has been drawn whole; on leaving it, nothing may have been asked of another host."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.set_default_timeout(PATIENCE)
    outside: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((url.split("/", 3)[0] + "//127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
            outside.append(request.url)

    page.on("request", note)
    page.goto(url)
    drawn(page)
    yield page
    page.close()
    assert outside == []


def drawn(page: Page) -> None:
    """Wait until the page's foot is there and nothing is being computed."""
    expect(page.locator(".wl-foot")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=PATIENCE)


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
