"""The dashboard in a real headless browser: from a chart to the sentence, and hostile text that stays text."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

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


def test_from_a_bar_of_the_timeline_to_a_highlighted_sentence(browser: Browser, site: str) -> None:
    with page_of(browser, f"{site}/timeline?y=raw&g=month") as page:
        bars = page.locator(".st-key-share [aria-roledescription='bar']")
        expect(bars.first).to_be_visible(timeout=PATIENCE)
        bars.nth(6).click()
        expect(page.get_by_role("heading", name="Events of")).to_be_visible(timeout=PATIENCE)
        drawn(page)
        page.get_by_role("link", name="Evidence").nth(1).click()
        sentence = page.locator(".wl-text .wl-focus")
        expect(sentence).to_be_visible(timeout=PATIENCE)
        for part in ("source", "act", "target"):
            expect(sentence.locator(f"mark.wl-{part}").first).to_be_visible()
        assert "event=" in page.url


def test_from_a_cell_of_the_matrix_to_the_sentences_of_its_pair(browser: Browser, site: str) -> None:
    with page_of(browser, f"{site}/network") as page:
        cells = page.locator(".st-key-matrix [aria-roledescription='rect mark']")
        expect(cells.first).to_be_visible(timeout=PATIENCE)
        cells.nth(1).click()
        expect(page.get_by_text("Sentences and articles that name both")).to_be_visible(timeout=PATIENCE)
        drawn(page)
        page.get_by_role("link", name="Article").first.click()
        expect(page.locator(".wl-text .wl-focus")).to_be_visible(timeout=PATIENCE)


def test_a_link_shows_the_same_to_somebody_else(browser: Browser, site: str) -> None:
    address = f"{site}/timeline?q=4&from=2006-06-01&to=2007-06-30&n=reports&y=raw&g=month&v=2"
    seen = []
    for _ in range(2):
        with page_of(browser, address) as page:
            expect(page.locator(".st-key-share svg.marks")).to_be_visible(timeout=PATIENCE)
            seen.append(page.locator(".wl-title").first.inner_text())
    assert seen[0] == seen[1]
    assert "Reports by month, 1 Jun 2006 to 30 Jun 2007" in seen[0]


def test_hostile_text_stays_text(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    lake = build_hostile_lake(tmp_path_factory.mktemp("hostile") / "lake")
    with served(lake) as url:
        for path in ("", "events", "evidence", "network?floor=1"):
            with page_of(browser, f"{url}/{path}") as page:
                page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
                assert page.evaluate("window.ran") is None
        with page_of(browser, f"{url}/events") as page:
            page.get_by_role("link", name="Evidence").nth(1).click()
            text = page.locator(".wl-text")
            expect(text).to_be_visible(timeout=PATIENCE)
            assert HOSTILE in text.inner_text()
            assert text.locator("img, script, iframe, a").count() == 0
            assert page.evaluate("window.ran") is None
