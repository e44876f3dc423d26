"""What the dashboard's pages cost in a real browser, on one lake and on a smaller one: first drawing and one click.

    python -m benchmarks.bench_pages [LAKE SMALLER_LAKE]          default: invented lakes of 2,000 and 200 articles

Of every page: seconds from the address to the page's foot with nothing left to compute, as its first visitor waits for
them, and seconds from a click that asks something new of the lake until the page is still again; beside both the
processor seconds of the server, which do not depend on what else the machine does. Baseline: the same on the smaller
lake. Needs Chromium.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks import results
from benchmarks.lakes import lakes
from tests.dashboard.browsing import PATIENCE, drawn, open_browser, serving

FIRST, CLICK = 2.0, 1.0  # seconds that a page and a click may take on a free machine
WORSE = 3.0  # times that ten times the articles may cost
# Whether the page has been computed anew since the watch began, and is still again.
STATE = "document.querySelector('.stApp').dataset.testScriptState"
WATCH = f"""() => {{
    window.ran = false;
    const look = () => {{ if ({STATE} === 'running') window.ran = true; }};
    new MutationObserver(look).observe(document.querySelector('.stApp'), {{attributes: true}});
}}"""
DONE = f"() => window.ran && {STATE} === 'notRunning'"
Spent = tuple[float, float, float, float]  # seconds and processor seconds of the first drawing, then of the click


def press(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=name).first.click()


def choose(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("radio", name=name, exact=True).first.click()


def follow(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("link", name=name, exact=True).last.click()


STEPS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "overview": ("", choose("Reports")),
    "timeline": ("timeline", choose("Reports")),
    "network": ("network", choose("Around one actor")),
    "dyads": ("dyads", choose("Reports")),
    "actor": ("actor", choose("counts")),
    "events": ("events", choose("With their reports")),
    "evidence": ("events", follow("Evidence")),
    "search": ("search?words=officials", choose("Headline")),
    "curate": ("curate", choose("Judge events")),
    "sql": ("sql", press("Run")),
    "health": ("health", follow("Judge a sample")),
}


def processor_seconds(server: subprocess.Popen[bytes]) -> float:
    """User and system time of a process, by Linux's own account (proc(5): fields 14 and 15 of stat)."""
    fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(lake: str) -> dict[str, Spent]:
    spent: dict[str, Spent] = {}
    with serving(Path(lake)) as (url, server), open_browser() as browser:
        visit(browser, server, f"{url}/sql", press("Run"))  # uncounted: it loads the program
        for name, (path, step) in STEPS.items():
            spent[name] = visit(browser, server, f"{url}/{path}", step)
    return spent


def visit(browser: Browser, server: subprocess.Popen[bytes], address: str, step: Callable[[Page], None]) -> Spent:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.set_default_timeout(PATIENCE)
    first = timed(server, lambda: (page.goto(address), drawn(page)))
    page.evaluate(WATCH)
    click = timed(server, lambda: (step(page), page.wait_for_function(DONE), drawn(page)))
    page.close()
    return (*first, *click)


def timed(server: subprocess.Popen[bytes], work: Callable[[], object]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), processor_seconds(server)
    work()
    return time.perf_counter() - clock, processor_seconds(server) - processor


def main(large: str, small: str) -> None:
    less, spent = measure(small), measure(large)
    print(f"{'page':10} {'first s':>8} {'cpu s':>7} {'ratio':>6} {'click s':>8} {'cpu s':>7} {'ratio':>6}")
    for name, (first, first_cpu, click, click_cpu) in spent.items():
        ratios = first_cpu / max(less[name][1], 0.01), click_cpu / max(less[name][3], 0.01)
        told = [f"over {FIRST:.0f} s"] * (first > FIRST) + [f"click over {CLICK:.0f} s"] * (click > CLICK)
        told += ["worse than its growth allows"] * (max(ratios) > WORSE)
        print(
            f"{name:10} {first:8.2f} {first_cpu:7.2f} {ratios[0]:6.1f} {click:8.2f} {click_cpu:7.2f} {ratios[1]:6.1f}"
            f"  {', '.join(told)}"
        )
    results.keep("pages", {"large": spent, "small": less})


if __name__ == "__main__":
    with lakes(sys.argv[1:], 2_000, 200) as (large, small):
        main(large, small)
