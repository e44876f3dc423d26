"""Reports to events: one act is one event however often it is told; look-alikes stay apart; disagreements are
kept.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quality.grouping_gold import pair_scores, read_gold, reports_frame
from warehouse.articles.stories import CommonWords
from warehouse.events.grouping import DEFAULT, Grouping, events_of, group_reports, grouping_keys, report_links
from warehouse.tables import EVENTS

WORDS = CommonWords.load()
DAY = date(2008, 8, 26)
FLOOR = Path(__file__).parents[1] / "quality" / "grouping_floor.json"
NORWAY, AUSTRIA = {"country_code": "NOR", "actor_id": "norway"}, {"country_code": "AUT", "actor_id": "austria"}


def report(
    report_id: str,
    sentence: str = "Norway arrested four officers of Austria on Tuesday on charges of spying.",
    source: dict[str, str] = NORWAY,
    target: dict[str, str] = AUSTRIA,
    **fields: Any,
) -> dict[str, Any]:
    """A report of an arrest; each in an article, copy group and story of its own unless told otherwise."""
    parties = {f"source_{key}": value for key, value in source.items()}
    parties |= {f"target_{key}": value for key, value in target.items()}
    alone = dict.fromkeys(("article_id", "copy_group_id", "story_id"), f"article-{report_id}")
    arrest = {"event_type": "COERCE", "event_mode": "arrest", "cameo_code": "173", "quad_class": 4, "status": "actual"}
    when = {"event_on": DAY, "event_precision": "day", "published_on": DAY}
    row = alone | parties | arrest | when | {"report_id": report_id, "sentence": sentence, "action_text": "arrested"}
    return row | fields


def events(*reports: dict[str, Any], rules: Grouping = DEFAULT) -> list[set[str]]:
    """The reports of each event, largest event first."""
    grouped = group_reports(reports_frame(reports), WORDS, rules)
    members = grouped.group_by("event_id").agg("report_id")["report_id"].to_list()
    return sorted(map(set, members), key=lambda ids: (-len(ids), sorted(ids)))


ARREST = "Norway arrested four officers of Austria on Tuesday on charges of spying."
RECALL = "The quarrel began when Norway arrested four officers of Austria whom it took for spies."
OTHER_ARREST = "Norway arrested a shipowner from Austria on Tuesday over unpaid harbour dues."

TALKS: dict[str, Any] = {"event_type": "CONSULT", "event_mode": None, "cameo_code": "040", "action_text": "met"}
REQUEST: dict[str, Any] = {"event_type": "REQUEST", "event_mode": None, "cameo_code": "102", "action_text": "asked"}

ONE_EVENT = {
    "told twice on one day": (report("a"), report("b", RECALL)),
    "told with a day's difference": (report("a"), report("b", event_on=DAY + timedelta(days=1))),
    "recalled by month": (report("a"), report("b", RECALL, event_on=DAY.replace(day=1), event_precision="month")),
    "recalled by year": (report("a"), report("b", RECALL, event_on=date(2008, 1, 1), event_precision="year")),
    "recalled as background": (report("a"), report("b", RECALL, status="past_background")),
    "a wrong day in the same story": (
        report("a", story_id="s"),
        report("b", story_id="s", event_on=DAY - timedelta(days=7)),
    ),
    "no day in the same story": (
        report("a", story_id="s"),
        report("b", RECALL, story_id="s", event_on=None, event_precision="unknown"),
    ),
    "headline and lead of one article": (
        report("a", "Norway arrests four officers of Austria", article_id="x", sentence_index=-1),
        report("b", article_id="x", sentence_index=0),
    ),
    "another code of the same family": (
        report("a"),
        report("b", event_type="SANCTION", event_mode="convict", cameo_code="1123"),
    ),
}
TWO_EVENTS = {
    "another act on the same day": (report("a"), report("b", OTHER_ARREST)),
    "the same words a month later": (report("a"), report("b", event_on=DAY + timedelta(days=30))),
    "the other way round": (report("a"), report("b", source=AUSTRIA, target=NORWAY)),
    "other parties": (report("a"), report("b", target={"country_code": "POL", "actor_id": "polonia"})),
    "an act and its denial": (report("a"), report("b", status="denied")),
    "an act and a plan": (report("a"), report("b", status="planned")),
    "another kind of act": (report("a"), report("b", event_type="AID", event_mode=None, cameo_code="071")),
    "in another country": (report("a", place_country_code="NOR"), report("b", place_country_code="DNK")),
    "no day in another story": (report("a"), report("b", event_on=None, event_precision="unknown")),
    "two days in one article": (
        report("a", article_id="x", sentence_index=0),
        report("b", article_id="x", sentence_index=1, event_on=DAY + timedelta(days=1)),
    ),
    "with another minister": (
        report(
            "a", "Norway's premier met Otto Hagen on Tuesday.", NORWAY, AUSTRIA | {"actor_id": "otto-hagen"}, **TALKS
        ),
        report(
            "b", "Norway's premier met Maria Stern on Tuesday.", NORWAY, AUSTRIA | {"actor_id": "maria-stern"}, **TALKS
        ),
    ),
    "against two regions in one sentence": (
        report("a", article_id="x", target=AUSTRIA | {"actor_id": "upper-austria"}),
        report("b", article_id="x", target=AUSTRIA | {"actor_id": "lower-austria"}),
    ),
    "two requests of one article": (
        report("a", "He asked Austria to restore the ferry lines.", article_id="x", sentence_index=1, **REQUEST),
        report("b", "He asked Austria for a peaceful end to the quarrel.", article_id="x", sentence_index=2, **REQUEST),
    ),
    "two acts of one sentence": (
        report("a", article_id="x"),
        report("b", article_id="x", action_start=30, action_text="charges"),
    ),
}


@pytest.mark.parametrize("case", ONE_EVENT)
def test_one_act_is_one_event(case):
    assert events(*ONE_EVENT[case]) == [{"a", "b"}]


@pytest.mark.parametrize("case", TWO_EVENTS)
def test_two_acts_are_two_events(case):
    assert events(*TWO_EVENTS[case]) == [{"a"}, {"b"}]


def test_a_reciprocal_act_has_no_direction():
    treaty = {"event_type": "AGREE", "event_mode": None, "cameo_code": "057", "action_text": "signed"}
    there = report("a", "Norway signed a fishing treaty with Austria on Tuesday.", **treaty)
    back = report("b", "Austria signed a fishing treaty with Norway on Tuesday.", AUSTRIA, NORWAY, **treaty)
    assert events(there, back) == [{"a", "b"}]


def test_a_vague_recall_does_not_weld_two_look_alikes():
    first = report("a", "Norway arrested four officers of Austria in the port of Lunde on charges of spying.")
    second = report(
        "c",
        "Norway arrested a shipowner from Austria at the airport of Varde over unpaid harbour dues.",
        event_on=DAY + timedelta(days=9),
    )
    recall = report("b", RECALL, event_on=DAY.replace(day=1), event_precision="month")
    assert events(first, recall, second) == [{"a", "b"}, {"c"}]


def test_a_stricter_rule_makes_smaller_events():
    assert events(*ONE_EVENT["recalled by year"], rules=Grouping(enough=1.4)) == [{"a"}, {"b"}]


def test_the_arrest_that_three_seeds_tell_of_is_one_event_with_its_days_kept():
    georgia, russia = {"country_code": "GEO", "actor_id": "georgia"}, {"country_code": "RUS", "actor_id": "russia"}
    sides: dict[str, Any] = {"source": georgia, "target": russia}
    visit: dict[str, Any] = sides | {"story_id": "visit", "published_on": date(2006, 10, 26)}
    told = [
        report(
            "a",
            "NATO Secretary-General Jaap de Hoop Scheffer said he had sought to defuse tensions between Moscow and "
            "Tbilisi and had asked Putin to restore transportation and trade links that had been cut after Georgia "
            "arrested four purported Russian spies early this month.",
            event_on=date(2006, 10, 1), event_precision="month", **visit,
        ),
        report(
            "b",
            "Georgia's brief arrest of four alleged Russian spies last month triggered the worst diplomatic crisis "
            "between the two countries in years.",
            action_text="arrest", event_on=date(2006, 9, 1), event_precision="month", **visit,
        ),
        report(
            "c",
            "The ongoing diplomatic feud began when Georgia briefly arrested four Russian officers on espionage "
            "charges in late September.",
            event_on=date(2006, 9, 21), event_precision="week", published_on=date(2006, 11, 1), **sides,
        ),
    ]  # fmt: skip
    reports = reports_frame(told)
    grouped = reports.join(group_reports(reports, WORDS), on="report_id")
    (event,) = events_of(grouped).iter_rows(named=True)
    assert event["report_count"] == 3
    assert [row for row in event["disagreements"] if row["field"] == "event_on"] == [
        {"field": "event_on", "values": ["2006-09-01", "2006-09-21", "2006-10-01"], "counts": [1, 1, 1]}
    ]
    assert event["event_on"] == date(2006, 9, 21)  # the most precise


def test_last_month_in_an_article_known_to_the_season_fits_a_month():
    """As when only an office-holder's tenure bounds the article's day."""
    vague: dict[str, Any] = {
        "event_on": None, "event_precision": "unknown", "event_date_value": "month-1", "published_on": None,
        "published_no_earlier": date(2008, 8, 4), "published_no_later": date(2009, 2, 14),
    }  # fmt: skip
    month: dict[str, Any] = {"event_on": DAY.replace(day=1), "event_precision": "month"}
    recall = report("b", RECALL) | vague
    assert events(report("a", **month), recall) == [{"a", "b"}]
    long_ago = {"published_no_earlier": date(2001, 8, 4), "published_no_later": date(2002, 2, 14)}
    assert events(report("a", **month), recall | long_ago) == [{"a"}, {"b"}]


def test_the_agreement_that_two_seeds_tell_of_is_one_event():
    russia, nato = {"country_code": "RUS", "actor_id": "russia"}, {"actor_id": "nato", "sector_code": "IGO"}
    pact = {
        "event_type": "AGREE", "event_mode": None, "cameo_code": "057", "action_text": "signed",
        "event_on": date(2002, 1, 1), "event_precision": "year", "status": "past_background",
    }  # fmt: skip
    first = report(
        "a",
        "Moscow signed a partnership agreement with NATO in 2002 and has played an important role in facilitating the "
        "transit of NATO troops and hardware to Afghanistan.",
        russia, nato, **pact,
    )  # fmt: skip
    second = report(
        "b",
        "Russia signed a partnership agreement with NATO in 2002 that outlined cooperation in counterterrorism, "
        "nonproliferation and peacekeeping.",
        russia, nato, **pact,
    )  # fmt: skip
    assert events(first, second) == [{"a", "b"}]


# What the gold says.


def test_gold_pairs_are_found_at_least_as_well_as_before():
    reports, gold = read_gold()
    scores = pair_scores(dict(group_reports(reports, WORDS).select("report_id", "event_id").rows()), gold)
    floor = json.loads(FLOOR.read_text())
    assert len(set(gold.values())) >= 60
    assert {name: round(scores[name], 3) for name in floor if scores[name] < floor[name] - 0.0005} == {}


@settings(max_examples=8, deadline=None)
@given(st.randoms())
def test_the_order_of_reports_does_not_matter(random):
    reports, _ = read_gold()
    order = random.sample(range(len(reports)), len(reports))
    assert group_reports(reports[order], WORDS).equals(group_reports(reports, WORDS))


def test_regrouping_touched_buckets_gives_what_regrouping_everything_gives():
    reports, _ = read_gold()
    buckets = grouping_keys(reports)
    whole = group_reports(reports, WORDS)
    touched = buckets.filter(pl.col("bucket").is_in(buckets["bucket"].unique().sort()[::3].implode()))
    part = group_reports(reports.join(touched, on="report_id", how="semi"), WORDS)
    assert part.equals(whole.join(touched, on="report_id", how="semi").sort("report_id"))


def test_reports_that_come_by_and_by_give_what_grouping_everything_gives():
    everything = read_gold()[0].sample(fraction=1.0, shuffle=True, seed=3)
    groups = group_reports(everything.clear(), WORDS)
    for first in range(0, len(everything), 40):
        new, old = everything[first : first + 40], everything[:first]
        linked = report_links(pl.concat([old, new]), new["report_id"], WORDS)
        touched = groups.join(linked, on="report_id", how="semi")
        members = groups.join(touched, on="family_id", how="semi")
        again = group_reports(pl.concat([new, old.join(members, on="report_id", how="semi")]), WORDS)
        groups = pl.concat([groups.join(again, on="report_id", how="anti"), again])
    assert groups.sort("report_id").equals(group_reports(everything, WORDS))


# Events of grouped reports.


def event_of(*reports: dict[str, Any]) -> dict[str, Any]:
    frame = reports_frame(reports).with_columns(event_id=pl.lit("a"))
    (event,) = events_of(frame).iter_rows(named=True)
    return event


def test_an_event_counts_reports_articles_copies_and_publishers():
    event = event_of(
        report("a", article_id="x", copy_group_id="x", publisher="Gazette"),
        report("b", article_id="x", copy_group_id="x", publisher="Gazette"),
        report("c", article_id="y", copy_group_id="x", publisher="Courier", published_on=DAY + timedelta(days=2)),
        report("d", article_id="z", copy_group_id="z", published_on=None),
    )
    assert {name: event[name] for name in event if name.endswith("_count")} == {
        "report_count": 4,
        "article_count": 3,
        "copy_group_count": 2,
        "publisher_count": 2,
    }
    assert (event["first_reported_on"], event["last_reported_on"]) == (DAY, DAY + timedelta(days=2))


def test_copies_of_one_text_have_one_voice():
    place = {"place_name": "Lunde", "place_country_code": "NOR"}
    copies = [report(name, copy_group_id="one") | place for name in "bcd"]
    others = [report(name, place_name="Varde", place_country_code="NOR") for name in "ef"]
    event = event_of(*copies, *others)
    assert event["place_name"] == "Varde"
    assert event["disagreements"] == [{"field": "place_name", "values": ["Lunde", "Varde"], "counts": [3, 2]}]


def test_a_known_value_beats_silence_and_ties_go_to_the_first():
    event = event_of(report("a", event_mode=None), report("b", event_mode="seize"), report("c", event_mode="arrest"))
    assert event["event_mode"] == "arrest"
    assert event_of(report("a"), report("b", place_name="Lunde"))["place_name"] == "Lunde"


def test_a_day_beats_a_month_and_agreeing_days_beat_one():
    month = {"event_on": DAY.replace(day=1), "event_precision": "month"}
    event = event_of(report("a", **month), report("b", **month), report("c"))
    assert (event["event_on"], event["event_precision"]) == (DAY, "day")


def test_confidence_grows_with_independent_reports_and_not_with_copies():
    alone = event_of(report("a", confidence=0.6))["confidence"]
    copied = event_of(report("a", confidence=0.6, copy_group_id="x"), report("b", confidence=0.6, copy_group_id="x"))
    independent = event_of(report("a", confidence=0.6), report("b", confidence=0.6))
    assert alone == pytest.approx(copied["confidence"]) == pytest.approx(0.6)
    assert independent["confidence"] == pytest.approx(0.84)


def test_a_story_is_named_only_when_all_reports_are_of_it():
    assert event_of(report("a", story_id="s"), report("b", story_id="s"))["story_id"] == "s"
    assert event_of(report("a", story_id="s"), report("b", story_id="t"))["story_id"] is None


def test_events_have_the_columns_of_their_table_and_keep_its_rules():
    reports, _ = read_gold()
    made = events_of(reports.join(group_reports(reports, WORDS), on="report_id"))
    assert made.schema == EVENTS.schema
    assert made["report_count"].sum() == len(reports)
    assert made["event_id"].is_unique().all()
    broken = {name: made.filter(~rule).height for name, rule in EVENTS.rules.items()}
    assert {name: count for name, count in broken.items() if count and "plover_type" not in name} == {}


def test_no_reports_make_no_events():
    none = reports_frame([])
    assert group_reports(none, WORDS).shape == (0, 3)
    assert events_of(none.with_columns(event_id=pl.lit(""))).schema == EVENTS.schema
