"""The five example documents, from bytes to events, through Prefect."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.end_to_end.conftest import SeedsLake

TITLES = {
    "NATO Presses Putin Over Georgia",
    "NATO Chief Calls for Stronger Ties With Russia",
    "FM Lavrov hopes for improvement in Russian-Georgian relations",
    "U.S. And Georgia Announce Deeper Military Ties Ahead Of NATO Summit",
    "Russia seeks to maintain diplomatic relations with Georgia",
}
FURNITURE = (
    "Get the latest updates",
    "Last Updated",
    "Click here to go",
    "Sputnik International",
    "Stay tuned for updates",
    "Subscribe",
    "Newsfeed",
    "To participate in the discussion",
    "log in or register",
    "loader",
    "Chats",
    "Заголовок",
    "Accessibility links",
    "Breaking News",
    "please wait",
    "No media source",
    "0:00",
    "WATCH:",
    "Based on reporting",
)


def test_a_second_run_adds_nothing(seeds_lake: SeedsLake) -> None:
    assert seeds_lake.first["documents"] == seeds_lake.first["articles"] == 5
    assert {name: n for name, n in seeds_lake.second.items() if name not in ("snapshot", "skipped")} == dict.fromkeys(
        ("documents", "sightings", "articles", "mentions", "reports", "events", "rejects"), 0
    )
    assert seeds_lake.first["snapshot"] == seeds_lake.second["snapshot"]


def test_the_bytes_are_kept_as_they_came(seeds_lake: SeedsLake, seeds: Path) -> None:
    kept = {content for (content,) in seeds_lake.rows("select content from documents")}
    assert kept == {path.read_bytes() for path in seeds.iterdir()}


def test_titles(seeds_lake: SeedsLake) -> None:
    assert {title for (title,) in seeds_lake.rows("select title from articles")} == TITLES


def test_no_page_furniture_in_any_body(seeds_lake: SeedsLake) -> None:
    bodies = [body for (body,) in seeds_lake.rows("select body from articles")]
    assert [(line, body[:40]) for body in bodies for line in FURNITURE if line in body] == []


@pytest.mark.parametrize(
    ("title", "day", "place"),
    [("FM Lavrov%", date(2006, 11, 1), "Moscow"), ("Russia seeks%", date(2008, 8, 29), "Moscow")],
)
def test_the_two_items_with_a_dateline(seeds_lake: SeedsLake, title: str, day: date, place: str) -> None:
    found = seeds_lake.rows("select published_on, dateline_place from articles where title like ?", title)
    assert found == [(day, place)]


def test_the_report_on_kerrys_visit_is_of_that_day_or_the_next(seeds_lake: SeedsLake) -> None:
    [(day,)] = seeds_lake.rows("select published_on from articles where title like 'U.S. And Georgia%'")
    assert day in (date(2016, 7, 6), date(2016, 7, 7))


def test_the_two_reports_on_the_visit_of_natos_chief_are_bounded(seeds_lake: SeedsLake) -> None:
    found = seeds_lake.rows(
        "select published_on, published_no_earlier, published_no_later from articles where title like 'NATO%'"
    )
    for day, earliest, latest in found:
        assert day in (date(2006, 10, 26), date(2006, 10, 27)) or (
            day is None and earliest <= date(2006, 10, 26) <= latest and (latest - earliest).days <= 31
        )


def test_the_stamp_of_the_page_dates_nothing(seeds_lake: SeedsLake) -> None:
    assert seeds_lake.rows("select title from articles where published_on = date '2016-07-27'") == []


def actors_called(seeds_lake: SeedsLake, words: str) -> set[str | None]:
    return {actor for (actor,) in seeds_lake.rows("select distinct actor_id from mentions where text like ?", words)}


def test_two_ivanovs_one_saakashvili(seeds_lake: SeedsLake) -> None:
    sergei, igor = actors_called(seeds_lake, "%Sergei Ivanov"), actors_called(seeds_lake, "%Igor Ivanov")
    assert len(sergei) == len(igor) == 1
    assert sergei != igor
    assert None not in sergei | igor
    assert len(actors_called(seeds_lake, "%Saakashvili")) == 1


def test_de_hoop_scheffer_is_always_one_person_and_natos_chief_is_he(seeds_lake: SeedsLake) -> None:
    [scheffer] = actors_called(seeds_lake, "%Scheffer")
    assert scheffer is not None
    assert actors_called(seeds_lake, "NATO's chief") == {scheffer}


def test_the_kremlin_and_moscow_are_russia(seeds_lake: SeedsLake) -> None:
    [russia] = actors_called(seeds_lake, "Russia")
    assert actors_called(seeds_lake, "the Kremlin") | actors_called(seeds_lake, "Moscow") == {russia}


@pytest.mark.parametrize(
    ("source", "kind", "target", "day"),
    [
        ("GEO", "COERCE", "RUS", "2006-09"),
        ("RUS", "SANCTION", "GEO", None),
        ("USA", "AGREE", "GEO", "2016-07-06"),
        ("RUS", "SUPPORT", "abkhazia", "2008-08-26"),
        ("RUS", "SUPPORT", "ossetia", "2008-08-26"),
        (None, "REQUEST", "RUS", None),
    ],
)
def test_events_that_a_reader_expects(
    seeds_lake: SeedsLake, source: str | None, kind: str, target: str, day: str | None
) -> None:
    found = seeds_lake.rows(
        """
        select event_on::varchar from events
        where event_type = ? and status in ('actual', 'past_background')
          and (source_country_code is not distinct from ? or event_type = 'AGREE' and target_country_code = ?)
          and (target_country_code = ? or target_actor_id ilike ? or event_type = 'AGREE' and source_country_code = ?)
        """,
        kind, source, source, target, f"%{target}%", target,
    )  # fmt: skip
    assert found
    assert day is None or any((on or "").startswith(day) for (on,) in found)


def test_the_arrest_that_three_articles_tell_of_is_one_event(seeds_lake: SeedsLake) -> None:
    found = seeds_lake.rows(
        """
        select count(distinct event_id), count(distinct article_id)
        from reports
        where event_type = 'COERCE' and event_mode = 'arrest' and source_country_code = 'GEO'
          and target_country_code = 'RUS'
        """
    )
    assert found == [(1, 3)]


def test_the_agreement_of_2002_that_two_articles_tell_of_is_one_event(seeds_lake: SeedsLake) -> None:
    found = seeds_lake.rows(
        """
        select count(distinct event_id), count(distinct article_id)
        from reports
        where event_type = 'AGREE' and event_on = date '2002-01-01' and event_precision = 'year'
        """
    )
    assert found == [(1, 2)]


def test_evidence_leads_from_an_event_to_its_words_and_its_document(seeds_lake: SeedsLake) -> None:
    [(event,)] = seeds_lake.rows("select event_id from events order by report_count desc, event_id limit 1")
    evidence = seeds_lake.rows("select sentence, action_text, uri from evidence(?)", event)
    assert len(evidence) >= 3
    assert all(action in sentence and uri.endswith(".txt") for sentence, action, uri in evidence)
