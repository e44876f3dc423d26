"""Photograph every page of the dashboard over a lake: `python docs/screenshots/make.py LAKE FOLDER [LOOK…] [PAGE…]`.

A look is a width and a theme, such as 1440-light; without any, all four are taken; so with pages. Needs Chromium.
Pictures are cut below the second screen and brought down to few colours, so that they stay small.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from dashboard.serve import command

PAGES = {
    "overview": "",
    "timeline": "timeline",
    "network": "network",
    "network-ego": "network?view=ego",
    "network-map": "network?view=map",
    "network-time": "network?view=slices",
    "dyads": "dyads",
    "actor": "actor",
    "events": "events",
    "events-map": "events?view=map",
    "evidence": "events",  # and from there by the first link
    "search": "search?words=officials",
    "curate": "curate",
    "curate-judge": "curate?queue=judge",
    "curate-compare": "curate?queue=compare",
    "sql": "sql",
    "health": "health",
}
LOOKS = ("1440-light", "1440-dark", "800-light", "800-dark")
PATIENCE = 120_000
TALLEST = 1600


def main(lake: str, folder: Path, looks: Sequence[str], pages: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments, environment = command(lake, port=port)
    server = subprocess.Popen(arguments, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        wait(f"http://127.0.0.1:{port}/_stcore/health")
        photograph(f"http://127.0.0.1:{port}", folder, looks, pages)
    finally:
        server.terminate()
        server.wait(30)


def wait(health: str) -> None:
    for _ in range(240):
        try:
            with urlopen(health, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError("the dashboard has not become well")


def photograph(site: str, folder: Path, looks: Sequence[str], pages: Sequence[str]) -> None:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for look in looks:
            width, theme = int(look.split("-")[0]), look.split("-")[1]
            page = browser.new_page(
                viewport={"width": width, "height": 1000}, color_scheme="dark" if theme == "dark" else "light"
            )
            page.set_default_timeout(PATIENCE)
            for name, path in ((name, PAGES[name]) for name in pages):
                page.set_viewport_size({"width": width, "height": 1000})
                page.goto(f"{site}/{path}")
                settle(page)
                if name == "evidence":
                    open_first_event(page)
                height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                page.set_viewport_size({"width": width, "height": min(height, TALLEST)})
                page.wait_for_timeout(1200)
                keep(page.screenshot(), folder / f"{name}-{theme}-{width}.png")
            page.close()


def open_first_event(page: Page) -> None:
    # The first link of that name is the menu's.
    page.get_by_role("link", name="Evidence").nth(1).click()
    page.wait_for_selector(".wl-text")
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_selector(".wl-foot")
    page.wait_for_timeout(700)
    page.wait_for_selector('[data-testid="stStatusWidget"]', state="detached")
    page.wait_for_timeout(900)


def keep(picture: bytes, path: Path) -> None:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    # An octree keeps the rare colours too, which are those that mean something.
    image.quantize(192, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    asked = sys.argv[3:]
    main(
        sys.argv[1],
        Path(sys.argv[2]),
        [look for look in LOOKS if look in asked] or LOOKS,
        [page for page in PAGES if page in asked] or list(PAGES),
    )
