"""The files that the how-to pages show can be read as they stand."""

from __future__ import annotations

import re
from pathlib import Path

from warehouse.alerts.rules import FILE as RULES
from warehouse.alerts.rules import read_alerts
from warehouse.landing.web.sources import FILE as LIST
from warehouse.landing.web.sources import read_sources

DOCS = Path(__file__).parents[1] / "docs"


def shown(page: str, language: str) -> str:
    [block] = re.findall(rf"^```{language}\n(.*?)^```", (DOCS / page).read_text(), re.MULTILINE | re.DOTALL)
    return block


def test_the_list_of_sources_shown_is_one(tmp_path: Path) -> None:
    (tmp_path / LIST).write_text(shown("sources.md", "csv"))
    kinds = [source.kind for source in read_sources(tmp_path / LIST)]
    assert set(kinds) == {"feed", "sitemap", "urls", "path"}


def test_the_rules_shown_are_rules(tmp_path: Path) -> None:
    (tmp_path / RULES).write_text(shown("alerts.md", "toml"))
    alerts = read_alerts(tmp_path)
    assert alerts.channels == ("file", "webhook", "mail", "prefect")
    assert [rule.kind for rule in alerts.rules] == ["event", "burst", "new_actor", "silent"]
