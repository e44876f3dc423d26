"""The dashboard served as the command line serves it, and a headless browser to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from dashboard.serve import command

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


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser; the test is left out, or fails where one is required, when none is installed."""
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


@contextmanager
def served(lake: Path) -> Iterator[str]:
    """The dashboard of a lake, on a free port, as the command line starts it."""
    with serving(lake) as (url, _):
        yield url


@contextmanager
def serving(lake: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same with the process that serves it."""
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
        yield url, server
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
def page_of(
    browser: Browser, url: str, *, theme: Literal["light", "dark"] = "light", script: str = ""
) -> Iterator[Page]:
    """A page that has been drawn whole; on leaving it, nothing may have been asked of another host.

    `script` runs in the page before anything of it is loaded.
    """
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, color_scheme=theme)
    page.set_default_timeout(PATIENCE)
    page.add_init_script(script)
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
