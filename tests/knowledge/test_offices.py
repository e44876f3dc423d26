"""Office-holders: the files are read, overlaid, found by name, and contradict nobody unexplained."""

from datetime import date
from pathlib import Path

import pytest

from warehouse.knowledge.officeholder_check import Explained, check, read_exceptions
from warehouse.knowledge.officeholders import KnowledgeError, Offices, Tenure, slug

HEADER = "of,kind,person,held_from,held_until,sure,note\n"


@pytest.fixture(scope="module")
def offices() -> Offices:
    return Offices.load()


@pytest.mark.parametrize(
    ("name", "person_id"),
    [
        ("Mikhail Saakashvili", "mikheil-saakashvili"),
        ("Sergey Lavrov", "sergei-lavrov"),
        ("Viktor Yanukovich", "viktor-yanukovych"),
        ("Volodymyr Zelensky", "volodymyr-zelenskyy"),
        ("Muammar Gaddafi", "moammar-gadhafi"),
        ("Bashar Assad", "bashar-al-assad"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
    ],
)
def test_spellings_lead_to_one_person(offices: Offices, name: str, person_id: str):
    assert [person.person_id for person in offices.named(name)] == [person_id]


def test_namesakes_stay_apart(offices: Offices):
    in_office = {tenure.person_id: tenure.office for tenure in offices.holders("Ivanov", date(2006, 10, 26))}
    assert in_office == {"sergei-ivanov": "Defence Minister", "igor-ivanov": "Secretary of the Security Council"}


@pytest.mark.parametrize(
    ("surname", "day", "person_id"),
    [
        ("de Hoop Scheffer", date(2006, 5, 1), "jaap-de-hoop-scheffer"),
        ("Hu", date(2006, 5, 1), "hu-jintao"),
        ("Bush", date(1991, 5, 1), "george-h-w-bush"),
        ("Bush", date(2006, 5, 1), "george-w-bush"),
        ("Van Rompuy", date(2011, 5, 1), "herman-van-rompuy"),
    ],
)
def test_a_surname_and_a_day_tell_who_is_meant(offices: Offices, surname: str, day: date, person_id: str):
    assert {tenure.person_id for tenure in offices.holders(surname, day)} == {person_id}


def test_titles_lead_to_kinds(offices: Offices):
    assert "foreign-secretary" in offices.kinds("Foreign Minister")
    assert offices.kinds("gardener") == frozenset()


def test_organisations_have_no_country(offices: Offices):
    (tenure,) = offices.in_office("NATO", "secretary-general", date(2010, 1, 1))
    assert (tenure.person, tenure.country_code, tenure.sector_code) == ("Anders Fogh Rasmussen", None, "IGO")
    assert tenure.office == "Secretary General of NATO"


def test_all_countries_of_the_world_have_a_head(offices: Offices):
    countries = {tenure.country_code for tenure in offices.tenures if tenure.sector_code == "GOV"}
    assert len(countries - {None}) >= 193


def test_the_files_hold_no_unexplained_overlap_or_gap(offices: Offices):
    unexplained = [finding for finding in check(offices.tenures, read_exceptions()) if not finding.reason]
    assert unexplained == []


def test_every_explanation_is_needed(offices: Offices):
    found = check(offices.tenures)
    needed = {
        known
        for known in read_exceptions()
        for finding in found
        if (known.of, known.kind) == (finding.of, finding.kind) and finding.first <= known.on <= finding.last
    }
    assert sorted(set(read_exceptions()) - needed) == []


def test_terms_end_after_they_begin(offices: Offices):
    assert [tenure for tenure in offices.tenures if tenure.held_until and tenure.held_until < tenure.held_from] == []


def overlay(folder: Path, rows: str) -> Path:
    holders = folder / "offices" / "holders"
    holders.mkdir(parents=True)
    (holders / "mine.csv").write_text(HEADER + rows, encoding="utf-8")
    return folder


def test_a_user_adds_corrects_and_withdraws_rows(tmp_path: Path):
    rows = (
        "FRA,president,Jeanne Dupont,2031-05-13,,,\n"
        "GBR,foreign-secretary,David Miliband,2007-06-28,2010-05-12,,\n"
        "NATO,secretary-general,Sergio Balanzino,1994-08-13,1994-10-17,withdrawn,\n"
    )
    offices = Offices.load(overlay(tmp_path, rows))
    assert offices.holders("Dupont")[0].office == "President"
    assert offices.holders("David Miliband")[0].held_until == date(2010, 5, 12)
    assert offices.named("Sergio Balanzino") == ()


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("FRA,wizard,Jeanne Dupont,2031,,,", "wizard"),
        ("Atlantis,president,Jeanne Dupont,2031,,,", "Atlantis"),
        ("FRA,president,Jeanne Dupont,2031-13-01,,,", "held_from '2031-13-01'"),
        ("FRA,president,Jeanne Dupont,soon,,,", "held_from 'soon'"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, complaint: str):
    with pytest.raises(KnowledgeError, match=r"mine\.csv, Jeanne Dupont") as caught:
        Offices.load(overlay(tmp_path, row + "\n"))
    assert complaint in str(caught.value)


def test_months_and_years_are_widened(tmp_path: Path):
    offices = Offices.load(overlay(tmp_path, "FRA,foreign-minister,Jeanne Dupont,2031-02,2032,no,\n"))
    (tenure,) = offices.holders("Jeanne Dupont")
    assert (tenure.held_from, tenure.held_until) == (date(2031, 2, 1), date(2032, 12, 31))
    assert not tenure.is_sure


def term(person: str, held_from: str, held_until: str | None, *, is_acting: bool = False) -> Tenure:
    return Tenure(
        person_id=slug(person),
        person=person,
        kind="president",
        office="President",
        of="UTO",
        country_code="UTO",
        organisation=None,
        sector_code="GOV",
        held_from=date.fromisoformat(held_from),
        held_until=date.fromisoformat(held_until) if held_until else None,
        is_sure=True,
        is_acting=is_acting,
        is_to_the_day=True,
        is_single=True,
        is_by_surname=True,
        note="",
    )


def test_overlaps_and_gaps_are_found_and_explained():
    terms = [
        term("Ada", "2001-01-01", "2005-03-01"),
        term("Ben", "2005-01-01", "2009-01-01"),
        term("Cleo", "2009-06-01", None),
        term("Dan", "2012-01-01", "2012-02-01", is_acting=True),
    ]
    explained = [Explained("UTO", "president", date(2009, 3, 1), "nobody stood")]
    found = [(finding.problem, finding.before, finding.after, finding.reason) for finding in check(terms, explained)]
    assert found == [("overlap", "Ada", "Ben", ""), ("gap", "Ben", "Cleo", "nobody stood")]


def test_a_handover_of_some_days_is_no_gap():
    assert check([term("Ada", "2001-01-01", "2005-03-01"), term("Ben", "2005-03-20", None)]) == []
