"""The actors' files, a user's corrections of them, and other projects' lists."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from warehouse.knowledge import files
from warehouse.knowledge.actor_check import problems
from warehouse.knowledge.actor_imports import (
    NotThatFormatError,
    import_followthemoney,
    import_petrarch_actors,
    import_petrarch_agents,
    import_wikidata,
)
from warehouse.knowledge.actor_names import Actors, KnowledgeError
from warehouse.mentions.find import resolve_phrase

PETRARCH = """
; leaders
JANE_TESTMAN_
+TESTMAN_THE_ELDER_
    [GHAELI <20010107]
    [GHAGOV 20010107-20090107]
TEST_LIBERATION_FRONT_ [GHAREB]
GHANA_ [GHA]
"""


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    (tmp_path / "actors").mkdir()
    return tmp_path


def write(overlay: Path, name: str, *lines: str) -> None:
    (overlay / "actors" / name).write_text("\n".join(lines) + "\n")


def test_the_files_agree_with_each_other():
    assert problems() == []


def test_the_check_finds_what_is_wrong(overlay: Path):
    write(overlay, "groups.csv", "actor_id,name,type,country_code,sector_code,names", "A b,,armed_group,XYZ,QQQ,")
    assert len(problems(overlay)) == 4


def test_knowledge_is_broad():
    bodies = files.rows("actors/organisations.csv")
    parties = bodies.filter(pl.col("sector_code") == "PTY").height + files.rows("actors/groups.csv").height
    assert bodies.filter(pl.col("type") == "igo").height >= 150
    assert (bodies.height, parties) >= (1000, 500)
    assert files.rows("actors/roles.csv").height >= 1000
    codes = set(files.rows("actors/country_codes.csv")["alpha_3"])
    assert codes <= set(files.rows("actors/countries.csv")["country_code"].drop_nulls())


def test_members_are_those_of_the_day():
    actors = Actors.load()
    assert "EST" not in actors.members("nato", date(2003, 1, 1))
    assert "EST" in actors.members("nato", date(2006, 1, 1))


def test_a_user_adds_and_withdraws_names(overlay: Path):
    write(
        overlay,
        "aliases.csv",
        "name,actor_id,withdrawn",
        "Testland,ghana,",
        "Pentagon,united-states-department-of-defense,yes",
    )
    actors = Actors.load(overlay)
    testland = resolve_phrase("Testland", "", None, actors)
    assert testland is not None
    assert testland.actor_id == "ghana"
    assert not actors.named("Pentagon")


def test_an_alias_of_nobody_is_refused_with_what_to_do(overlay: Path):
    write(overlay, "aliases.csv", "name,actor_id", "Testland,nowhere")
    with pytest.raises(KnowledgeError, match="there is no actor 'nowhere'"):
        Actors.load(overlay)


def test_merges_and_splits_redirect_what_fits(overlay: Path):
    write(overlay, "merges.csv", "actor_id,into_id,reason", "a,b,one person", "b,c,so said the paper")
    write(
        overlay,
        "splits.csv",
        "actor_id,new_id,new_name,name,country_code,article_id",
        "ghana,accra-council,Accra Council,Accra,,",
    )
    actors = Actors.load(overlay)
    assert actors.corrected("a", "x", None, "1") == "c"
    assert actors.corrected("ghana", "Accra", "GHA", "1") == "accra-council"
    assert actors.corrected("ghana", "Ghana", "GHA", "1") == "ghana"
    new = actors.get("accra-council")
    assert new is not None
    assert new.origin == "user"


def test_petrarch_codes_become_terms_and_bodies(overlay: Path):
    frames = import_petrarch_actors(PETRARCH)
    for name, frame in frames.items():
        frame.write_csv(overlay / "actors" / name)
    actors = Actors.load(overlay)
    sectors = [
        resolved and (resolved.country_code, resolved.sector_code)
        for day in (date(2000, 1, 1), date(2005, 1, 1), date(2020, 1, 1))
        for resolved in [resolve_phrase("Testman The Elder", "", day, actors)]
    ]
    assert sectors == [("GHA", "ELI"), ("GHA", "GOV"), ("GHA", "ELI")]
    assert frames["organisations.csv"].rows(named=True)[0]["type"] == "armed_group"
    assert frames["organisations.csv"].height == 1


def test_petrarch_agents_become_roles(overlay: Path):
    import_petrarch_agents("TESTSMITH {TESTSMITHEN} [~LAB]\n")["roles.csv"].write_csv(overlay / "actors" / "roles.csv")
    resolved = resolve_phrase("Ghanaian testsmithen", "", None, Actors.load(overlay))
    assert resolved is not None
    assert (resolved.country_code, resolved.sector_code) == ("GHA", "LAB")


def test_names_in_capitals_are_found_as_texts_write_them(overlay: Path):
    text = "TEST_BIN_MAN_ [GHAREB 20010101-20020101]\nFRONT_FOR_THE_TEST_OF_MEN_ [GHAREB]\n"
    for name, frame in import_petrarch_actors(text).items():
        frame.write_csv(overlay / "actors" / name)
    actors = Actors.load(overlay)
    assert [sense.actor_id for sense in actors.named("Test bin Man")] == ["test-bin-man"]
    assert [sense.actor_id for sense in actors.named("Front for the Test of Men")] == ["front-for-the-test-of-men"]
    (row,) = import_petrarch_agents("KEEPER_OF_THE_SEALS_ [~GOV]\n")["roles.csv"].rows(named=True)
    assert (row["role"], row["plural"]) == ("keeper of the seals", "keepers of the seals")


@pytest.mark.parametrize(
    ("position", "topics", "sector"),
    [("Deputy Minister of Health", [], "GOV"), ("Singer", [], "CVL"), ("X", ["role.pep"], "GOV"), ("X", [], "")],
)
def test_a_positions_sector_is_that_of_its_role(position: str, topics: list[str], sector: str):
    told = {"name": ["Jane Testman"], "position": [position], "topics": topics}
    (row,) = import_followthemoney(json.dumps({"schema": "Person", "properties": told}), {})["persons.csv"].rows(
        named=True
    )
    assert (row["role"], row["sector_code"]) == (position, sector)


def test_wikidata_terms_become_roles(overlay: Path):
    text = "personLabel,countryCode,positionLabel,start,end\nJane Testman,GHA,mayor,2001-01-01T00:00:00Z,\n"
    import_wikidata(text)["persons.csv"].write_csv(overlay / "actors" / "persons.csv")
    assert [role.held_from for role in Actors.load(overlay).roles("jane-testman")] == [date(2001, 1, 1)]


def test_followthemoney_entities_become_actors_and_other_lines_are_refused():
    line = '{"id": "1", "schema": "Company", "properties": {"name": ["Test Oil"], "country": ["gh"]}}'
    (row,) = import_followthemoney(line, {"GH": "GHA"})["organisations.csv"].rows(named=True)
    assert (row["country_code"], row["sector_code"]) == ("GHA", "BUS")
    with pytest.raises(NotThatFormatError, match="line 1"):
        import_followthemoney("{}", {})
