"""A user puts a name right, sees what that alters, recodes, and takes it back."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

from dashboard import judging
from flows import cli
from tests.dashboard.browsing import PATIENCE, drawn, open_browser, page_of, served
from tests.end_to_end.conftest import SeedsLake
from tests.end_to_end.test_proofs import content
from warehouse.store.lake import Lake


@pytest.fixture
def home(seeds_lake: SeedsLake, tmp_path: Path) -> Path:
    """A copy of the lake of the example documents, to be changed."""
    return Path(shutil.copytree(seeds_lake.lake.address.home, tmp_path / "lake"))


@pytest.fixture
def wirelake(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Runs a command on that lake in this process: gives its standard output."""

    def run(*arguments: object) -> str:
        monkeypatch.setattr("sys.argv", ["wirelake", *map(str, arguments), "--lake", str(home)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        assert not ended.value.code, said.err
        return said.out

    return run


def rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    return Lake.open(home).cursor().execute(query).fetchall()


def without(article: str, tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of tables of articles, mentions and reports that are not of one article."""
    kept = ("documents", "sightings", "article_texts", "article_dates", "article_groups", "mentions", "report_codings")
    return {name: [row for row in tables[name] if article not in row] for name in kept}


def test_a_wrong_merge_is_seen_applied_to_its_article_alone_and_undone_row_for_row(home: Path, wirelake) -> None:
    first = content(home)
    [(article,)] = rows(home, "select distinct article_id from mentions where actor_id = 'sergei-ivanov'")
    merge = ("actors", "merge", "sergei-ivanov", "igor-ivanov")
    asked = json.loads(wirelake(*merge, "--dry-run", "--json"))
    assert asked["reached_article_count"] == asked["differing_article_count"] == 1
    assert content(home) == first
    wirelake(*merge)
    assert (home / "knowledge" / "actors" / "merges.csv").read_text().splitlines()[1:] == ["sergei-ivanov,igor-ivanov,"]

    done = json.loads(wirelake("recode", "--json"))
    assert {name: done[name] for name in ("mentions", "reports", "events")} == {
        name: asked[name] for name in ("mentions", "reports", "events")
    }
    merged = content(home)
    assert without(article, merged) == without(article, first)
    assert rows(home, "select distinct actor_id from mentions where text like '%Ivanov'") == [("igor-ivanov",)]
    before, after = ({row[0] for row in tables["events"]} for tables in (first, merged))
    said = {row["event_id"]: row["change"] for row in done["event_rows"]}
    assert {event for event, change in said.items() if change == "gone"} == before - after != set()
    assert all(rows(home, f"select count(*) from evidence('{event}')") != [(0,)] for event in before)

    wirelake(*merge, "--undo")
    wirelake("recode")
    assert content(home) == first


def test_a_patch_from_the_curate_page_is_an_overlay(home: Path, wirelake, tmp_path: Path) -> None:
    patch = judging.patch(
        [
            ("actors/splits.csv", {"actor_id": "sergei-ivanov", "new_id": "ivan-second", "new_name": "Ivan Second"}),
            ("actors/persons.csv", {"actor_id": "cold-war", "name": "Cold War", "country_code": "RUS"}),
        ]
    )
    with zipfile.ZipFile(tmp_path / "overlay.zip", "w") as archive:
        for name, file in patch.items():
            archive.writestr(name, file)
    wirelake("actors", "apply", tmp_path / "overlay.zip")
    seen = json.loads(wirelake("actors", "preview", "--json"))
    assert seen["differing_article_count"] >= 1
    done = json.loads(wirelake("recode", "--json"))
    assert done["mentions"] == seen["mentions"]
    assert rows(home, "select actor_name, origin from actors where actor_id = 'ivan-second'") == [
        ("Ivan Second", "user")
    ]
    assert rows(home, "select count(*) from mentions where actor_id = 'sergei-ivanov'") == [(0,)]


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_name_is_put_right_from_a_cell_of_the_matrix_to_the_page_that_shows_it(
    home: Path, wirelake, tmp_path: Path
) -> None:
    with served(home) as url, open_browser() as browser, page_of(browser, f"{url}/network?floor=1") as page:
        page.locator(".st-key-matrix [aria-roledescription='rect mark']").nth(1).click()
        expect(page.get_by_text("Sentences and articles that name both")).to_be_visible(timeout=PATIENCE)
        drawn(page)
        page.get_by_role("link", name="Not ").first.click()
        expect(page.get_by_text("is taken for")).to_be_visible(timeout=PATIENCE)
        drawn(page)
        form, wrong = (parse_qs(urlsplit(page.url).query)[name][0] for name in ("form", "actor"))
        page.get_by_text("These words mean somebody new").click()
        name = page.get_by_label("Name that news uses most")
        expect(name).to_be_visible(timeout=PATIENCE)
        name.fill("A Namesake")
        name.blur()
        page.get_by_role("button", name="Add to the patch").click()
        with page.expect_download() as started:
            page.get_by_role("button", name="Take the patch").click()
        started.value.save_as(tmp_path / "overlay.zip")
    before = rows(home, f"select count(*) from mentions where actor_id = '{wrong}' and text = '{form}'")[0][0]
    wirelake("actors", "apply", tmp_path / "overlay.zip")
    done = json.loads(wirelake("recode", "--json"))
    assert before > 0
    assert done["mentions"]["changed"] >= before
    with served(home) as url, open_browser() as browser:
        with page_of(browser, f"{url}/actor?actor=a-namesake") as page:
            expect(page.locator(".wl-big")).to_have_text("A Namesake")
            expect(page.get_by_text(f"{before} mention").first).to_be_visible()
        with page_of(browser, f"{url}/curate?queue=mend&form={quote(form)}&actor={wrong}") as page:
            expect(page.get_by_text("0 mentions in 0 articles")).to_be_visible(timeout=PATIENCE)
        with page_of(browser, f"{url}/curate?queue=compare") as page:
            expect(page.get_by_text("Snapshot 3 against 2")).to_be_visible(timeout=PATIENCE)


def test_named_articles_are_coded_anew_and_say_the_same(home: Path, wirelake) -> None:
    first = content(home)
    done = json.loads(wirelake("recode", rows(home, "select min(article_id) from articles")[0][0][:12], "--json"))
    assert (done["article_count"], done["differing_article_count"], done["event_rows"]) == (1, 0, [])
    assert content(home) == first


def test_a_list_of_another_project_is_imported(wirelake, tmp_path: Path) -> None:
    file = tmp_path / "actors.txt"
    file.write_text("BLACK_SEA_\n+COLD_WAR_\n    [RUSGOV 20000101-20101231]\n")
    wirelake("actors", "import", file, "--format", "petrarch-actors")
    shown = json.loads(wirelake("actors", "show", "black-sea", "--json"))
    assert [(one["name"], one["names"]) for one in shown] == [("Black Sea", ["Black Sea", "Cold War"])]
    assert shown[0]["roles"][0].endswith("2000-01-01 to 2010-12-31")
    assert json.loads(wirelake("actors", "preview", "--json"))["mentions"]["changed"] > 0
    wirelake("actors", "import", file, "--format", "petrarch-actors", "--undo")
    assert json.loads(wirelake("actors", "preview", "--json"))["reached_article_count"] == 0


def test_open_names_are_listed_with_a_sentence(wirelake) -> None:
    names = json.loads(wirelake("actors", "unresolved", "--limit", "5", "--json"))
    assert 0 < len(names) <= 5
    assert all(one["text"] in one["example"] and one["mention_count"] >= 1 for one in names)
    assert wirelake("actors", "ambiguous")
