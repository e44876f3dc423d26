"""What the documents show runs, and what is made from declarations is up to date."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.store import lakes
from warehouse import Lake
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store import guard

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md"))
LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)#\s]+)")


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    lakes.ingest(folder / "lake", [0, 1, 2], (Actors.load(), CommonWords.load()), at_once=True).close()
    return folder


@pytest.mark.parametrize("query", blocks(DOCS / "recipes.md", "sql"))
def test_every_recipe_is_a_query_that_runs(home: Path, query: str) -> None:
    lake = Lake.open(home / "lake")
    assert guard.ask(guard.open_reader(lake), query).rows.columns
    lake.close()


def test_the_programs_run_in_their_order(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    names: dict[str, Any] = {}
    for block in blocks(DOCS / "programs.md", "python"):
        exec(block, names)
    assert names["arrests"].height == 2
    assert names["evidence"]
    assert names["cited"]["len"].sum() == 2


def test_the_notebook_runs_in_its_order(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    cells = json.loads((DOCS / "recipes.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    names: dict[str, Any] = {}
    for cell in code:
        exec(cell, names)
    assert len(code) >= 5


def test_the_reference_of_commands_is_up_to_date(tmp_path: Path) -> None:
    made = tmp_path / "commands.md"
    command = [sys.executable, "-m", "typer", "flows.cli", "utils", "docs", "--name", "wirelake", "--output", made]
    subprocess.run(command, check=True, capture_output=True)
    assert made.read_text(encoding="utf-8") == (DOCS / "commands.md").read_text(encoding="utf-8"), "run `make docs`"


@pytest.mark.parametrize("page", [*PAGES, DOCS.parent / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"
