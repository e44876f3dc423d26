"""A lake of invented news, for tests and pictures: countries that do not exist do things to each other.

Everything that the dashboard shows is there in small: copies, undated articles, planned and denied acts, reports
that disagree, names that can't be resolved, rejects. The same arguments always give the same rows.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from tests.rows import row
from warehouse import tables
from warehouse.articles.totals import article_days
from warehouse.articles.words import article_words
from warehouse.ids import document_id, row_id
from warehouse.mentions.forms import actor_forms, actor_readings
from warehouse.store.lake import Lake
from warehouse.store.session import Session

KEPT_BY_STORE = ("dictionary", "lake_info")
Row = dict[str, Any]
FIRST_DAY = date(2006, 1, 2)
PUBLISHERS = ("Northern Wire", "The Harbour Times", "Lowland Radio", "Signal Daily", "Eastgate Post", "Meridian")


@dataclass(frozen=True)
class Party:
    actor_id: str
    name: str
    type: str
    country: str | None
    sector: str | None
    bloc: int


PARTIES = (
    Party("ardonia", "Ardonia", "country", "ARD", "GOV", 0),
    Party("velmark", "Velmark", "country", "VLM", "GOV", 0),
    Party("tesaria", "Tesaria", "country", "TES", "GOV", 1),
    Party("korvia", "Korvia", "country", "KRV", "GOV", 1),
    Party("lunoa", "Lunoa", "country", "LUN", "GOV", 2),
    Party("osteria", "Osteria", "country", "OST", "GOV", 2),
    Party("mira-halden", "Mira Halden", "person", "ARD", "GOV", 0),
    Party("jonas-verrik", "Jonas Verrik", "person", "VLM", "GOV", 0),
    Party("pavel-dusan", "Pavel Dusan", "person", "TES", "GOV", 1),
    Party("ilka-moravec", "Ilka Moravec", "person", "TES", "LEG", 1),
    Party("tomas-reiter", "Tomas Reiter", "person", "KRV", "MIL", 1),
    Party("sana-okoro", "Sana Okoro", "person", "LUN", "GOV", 2),
    Party("league-of-the-strait", "League of the Strait", "igo", None, "IGO", 2),
    Party("coastal-bank", "Coastal Bank", "organisation", "LUN", "BUS", 2),
    Party("free-valley-front", "Free Valley Front", "armed_group", "KRV", "REB", 1),
    Party("river-guard", "River Guard", "armed_group", "TES", "MIL", 1),
    Party("harbour-workers-union", "Harbour Workers' Union", "organisation", "ARD", "LAB", 0),
    Party("red-lantern-relief", "Red Lantern Relief", "organisation", None, "NGO", 2),
)

# words, PLOVER type, mode, CAMEO, quad class, Goldstein, words after the target
ACTS = (
    ("met with", "CONSULT", None, "040", 1, 1.0, "to talk about the ferry route"),
    ("praised", "SUPPORT", None, "051", 1, 3.4, "for its patience"),
    ("signed an accord with", "AGREE", None, "057", 1, 8.0, "on grain and salt"),
    ("sent food to", "AID", None, "073", 2, 7.4, "after the floods"),
    ("opened trade with", "COOPERATE", None, "061", 2, 6.4, "in timber"),
    ("criticised", "ACCUSE", None, "111", 3, -2.0, "over the fishing grounds"),
    ("threatened", "THREATEN", None, "130", 3, -4.4, "with a blockade"),
    ("demanded an apology from", "REQUEST", None, "100", 3, -5.0, "in a note"),
    ("imposed a boycott on", "SANCTION", None, "163", 4, -8.0, "from the first of the month"),
    ("arrested three officials of", "COERCE", "arrest", "173", 4, -5.0, "at the customs house"),
    ("attacked", "ASSAULT", "firearms", "190", 4, -10.0, "near the river crossing"),
)
PLACES = (("Port Sallow", "LUN", 11.2, 41.5), ("Hallin", "ARD", 48.7, 10.1), ("Vresk", "TES", 52.3, 30.4))
UNCLEAR = ("Ivarsson", "the general", "Marek", "Delacourt")


def invented_lake(article_count: int, seed: int = 1, years: int = 2) -> dict[str, pl.DataFrame]:
    """Frames of every table, under the tables' names."""
    rows: dict[str, list[Row]] = defaultdict(list)
    chance = random.Random(seed)
    originals: list[tuple[Row, list[Row]]] = []
    for number in range(article_count):
        if originals and chance.random() < 0.08:
            write_copy(rows, chance, number, *chance.choice(originals))
        else:
            originals.append(write_article(rows, chance, number, years))
    group_reports(rows)
    count_actors(rows)
    add_keeping(rows, article_count)
    frames = {
        table.name: table.frame([row(table, **values) for values in rows[table.name]])
        for table in tables.TABLES
        if table.name not in KEPT_BY_STORE
    }
    return frames | {
        "article_words": article_words(frames["article_texts"]),
        "article_days": article_days(counted_articles(frames)),
        "actor_forms": actor_forms(frames["mentions"]),
        "actor_readings": actor_readings(frames["mentions"]),
    }


def counted_articles(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    texts, dates, groups = (frames[name] for name in ("article_texts", "article_dates", "article_groups"))
    sentences = pl.col("sentence_spans").list.len() + pl.col("title").is_not_null()
    return texts.with_columns(sentence_count=sentences).join(dates, on="article_id").join(groups, on="article_id")


def build_lake(home: Path, article_count: int, **options: int) -> Path:
    """A real lake of invented news in a folder, written through the store."""
    add_to_lake(home, invented_lake(article_count, **options))
    return home


def add_to_lake(home: Path, frames: dict[str, pl.DataFrame]) -> None:
    lake = Lake.open(home, read_only=False)
    with lake.writing() as cursor:
        session = Session(cursor)
        for table in tables.TABLES:
            if table.name in frames:
                session.insert(table, frames[table.name])
    lake.close()


def write_article(rows: dict[str, list[Row]], chance: random.Random, number: int, years: int) -> tuple[Row, list[Row]]:
    day = FIRST_DAY + timedelta(days=int(chance.triangular(0, years * 365 - 1, years * 250)))
    if day.weekday() >= 5 and chance.random() < 0.6:
        day -= timedelta(days=2)
    telling = list(sentences(chance, day, chance.randint(2, 5)))
    title = telling[0]["text"].rstrip(".") if chance.random() < 0.97 else None
    body, spans = "", []
    for sentence in telling:
        body += "" if not body else ("\n\n" if len(spans) % 2 == 0 else " ")
        spans.append({"start": len(body), "end": len(body) + len(sentence["text"])})
        body += sentence["text"]
    article = article_rows(rows, chance, number, day, title, body, spans, copy_of=None)
    codings = [
        report
        for index, sentence in enumerate(telling)
        for report in mention_and_report(rows, article, index, sentence)
    ]
    return article, codings


def sentences(chance: random.Random, day: date, count: int) -> Iterator[Row]:
    """Each with its text, and where in it the parties, the act, the day and the place stand."""
    beat = chance.randrange(3)  # an article is mostly about one bloc, so that groups of actors can be found
    tense_week = date(2007, 3, 5) <= day <= date(2007, 3, 18)
    for _ in range(count):
        if chance.random() < 0.12:
            yield {"text": f"Fog lay over the coast, and {chance.choice(UNCLEAR)} said nothing.", "act": None}
            continue
        at_home = [party for party in PARTIES if party.bloc == beat]
        source = chance.choice(at_home if chance.random() < 0.8 else PARTIES)
        near = [party for party in PARTIES if party is not source and party.bloc == source.bloc]
        far = [party for party in PARTIES if party.bloc != source.bloc]
        target = chance.choice(near if chance.random() < 0.7 else far)
        friendly = source.bloc == target.bloc
        act = chance.choices(
            ACTS, [5, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1] if friendly else [2, 1, 1, 1, 1, 4, 3, 2, 2, 2, 3]
        )[0]
        if tense_week and chance.random() < 0.7:
            source, target, act = PARTIES[2], PARTIES[0], ACTS[10]
        status = chance.choices(("actual", "planned", "denied", "past_background"), (86, 7, 3, 4))[0]
        happened = day - timedelta(days=chance.randint(0, 4))
        place = chance.choice(PLACES) if chance.random() < 0.6 else None
        before = {"planned": "will have ", "denied": "never "}.get(status, "")
        text = f"{source.name} {before}"
        act_start = len(text)
        text += act[0]
        act_end = len(text)
        text += " "
        target_start = len(text)
        text += f"{target.name} {act[6]}"
        place_start = date_start = None
        if place:
            text += " in "
            place_start = len(text)
            text += place[0]
        if chance.random() < 0.8:
            text += " on "
            date_start = len(text)
            text += happened.strftime("%A")
        yield {
            "text": text + ".",
            "source": source,
            "target": target,
            "act": act,
            "act_span": (act_start, act_end),
            "target_start": target_start,
            "place": place,
            "place_start": place_start,
            "date_start": date_start,
            "happened": happened,
            "status": status,
        }


def article_rows(
    rows: dict[str, list[Row]],
    chance: random.Random,
    number: int,
    day: date,
    title: str | None,
    body: str,
    spans: list[Row],
    copy_of: str | None,
) -> Row:
    publisher = chance.choice(PUBLISHERS)
    content = f"{publisher}, item {number}\n{title}\n{body}".encode()
    article_id = document_id(content)
    dated = chance.random() < 0.92
    run_id = f"run-{number * 4 // 1000:03d}"
    clue = {
        "kind": "dateline",
        "text": f"{day:%B} {day.day}",
        "implies": f"XXXX-{day:%m-%d}",
        "verdict": "followed",
        "weight": 0.9,
    }
    rows["documents"].append(
        {
            "document_id": article_id,
            "uri": f"news/item-{number:06d}.txt",
            "media_type": "text/plain",
            "byte_count": len(content),
            "content": content,
            "landed_at": datetime(2026, 5, 1, 9),
            "run_id": run_id,
        }
    )
    rows["sightings"].append(
        {
            "document_id": article_id,
            "uri": f"news/item-{number:06d}.txt",
            "publisher": publisher,
            "seen_at": datetime(2026, 5, 1, 9),
        }
    )
    text = {
        "article_id": article_id,
        "document_id": article_id,
        "title": title,
        "body": body,
        "publisher": publisher,
        "byline": None,
        "url": None,
        "section": "World",
        "language": "en" if chance.random() < 0.96 else "fr",
        "dateline_place": chance.choice(PLACES)[0],
        "dateline_agency": None,
        "updated_on": None,
        "word_count": len(body.split()),
        "sentence_spans": spans,
        "paragraph_languages": ["en"] * (body.count("\n\n") + 1),
        "date_clues": [clue],
        "run_id": run_id,
        "coder_version": "coder-a",
    }
    rows["article_texts"].append(text)
    rows["article_dates"].append(
        {
            "article_id": article_id,
            "published_on": day if dated else None,
            "published_year": day.year if dated else None,
            "published_month": day.month,
            "published_day": day.day,
            "published_precision": "day" if dated else "month_day",
            "published_confidence": 0.95 if dated else 0.6,
            "published_evidence": [clue],
            "published_no_earlier": day if dated else None,
            "published_no_later": day if dated else None,
        }
    )
    group = copy_of or article_id
    rows["article_groups"].append(
        {
            "article_id": article_id,
            "copy_group_id": group,
            "is_original": copy_of is None,
            "story_id": group,
            "family_id": group,
        }
    )
    return text | {"day": day if dated else None, "true_day": day, "copy_group_id": group}


def mention_and_report(rows: dict[str, list[Row]], article: Row, index: int, sentence: Row) -> list[Row]:
    offset = article["sentence_spans"][index]["start"]
    if sentence["act"] is None:
        for name in UNCLEAR:
            if (start := sentence["text"].find(name)) >= 0:
                rows["mentions"].append(unresolved(article, index, offset + start, name))
        return []
    source, target, act = sentence["source"], sentence["target"], sentence["act"]
    source_mention = mention(article, index, offset, source)
    target_mention = mention(article, index, offset + sentence["target_start"], target)
    rows["mentions"] += [source_mention, target_mention]
    start, end = sentence["act_span"]
    place, place_start, date_start = sentence["place"], sentence["place_start"], sentence["date_start"]
    weekday = sentence["happened"].strftime("%A")
    report_id = row_id(article["article_id"], index, offset + start, act[3])
    coding = {
        "report_id": report_id,
        "article_id": article["article_id"],
        "sentence_index": index,
        "source_mention_id": source_mention["mention_id"],
        "target_mention_id": target_mention["mention_id"],
        **party_columns(source, target),
        "action_start": offset + start,
        "action_end": offset + end,
        "action_text": act[0],
        "event_type": act[1],
        "event_mode": act[2],
        "cameo_code": act[3],
        "quad_class": act[4],
        "goldstein": act[5],
        "event_date_value": f"weekday:{weekday.lower()}" if date_start is not None else None,
        "event_date_text": weekday if date_start is not None else None,
        "event_date_start": offset + date_start if date_start is not None else None,
        "event_date_end": offset + date_start + len(weekday) if date_start is not None else None,
        **place_columns(place),
        "place_start": offset + place_start if place else None,
        "place_end": offset + place_start + len(place[0]) if place else None,
        "status": sentence["status"],
        "attributed_to_actor_id": None,
        "confidence": 0.55 + (int(report_id[:4], 16) % 40) / 100,
        "rule_id": f"{act[0].replace(' ', '_')}:svo",
        "method": "lexicon",
        "run_id": article["run_id"],
        "coder_version": "coder-a",
    }
    rows["report_codings"].append(coding)
    happened = sentence["happened"] if article["day"] else None
    rows["_told"].append({**coding, "happened": happened, "article": article})
    return [{**coding, "index": index, "sentence": sentence}]


def write_copy(
    rows: dict[str, list[Row]], chance: random.Random, number: int, original: Row, codings: list[Row]
) -> None:
    """The same text from another desk, a day later."""
    article = article_rows(
        rows,
        chance,
        number,
        original["true_day"] + timedelta(days=1),
        original["title"],
        original["body"],
        original["sentence_spans"],
        copy_of=original["copy_group_id"],
    )
    for coding in codings:
        mention_and_report(rows, article, coding["index"], coding["sentence"])


def mention(article: Row, index: int, start: int, party: Party) -> Row:
    return {
        "mention_id": row_id(article["article_id"], index, start),
        "article_id": article["article_id"],
        "sentence_index": index,
        "start": start,
        "end": start + len(party.name),
        "text": party.name,
        "mention_kind": "name",
        "is_place": False,
        "actor_id": party.actor_id,
        "actor_name": party.name,
        "actor_type": party.type,
        "country_code": party.country,
        "sector_code": party.sector,
        "role_text": "Prime Minister" if party.actor_id == "mira-halden" else None,
        "confidence": 0.9,
        "method": "dictionary",
        "candidates": [],
        "run_id": article["run_id"],
        "coder_version": "coder-a",
    }


def unresolved(article: Row, index: int, start: int, name: str) -> Row:
    unclear = mention(article, index, start, Party("", name, "person", None, None, 0))
    people = [{"actor_id": "pavel-dusan", "confidence": 0.4}, {"actor_id": "tomas-reiter", "confidence": 0.35}]
    return unclear | {
        "actor_id": None,
        "actor_name": None,
        "actor_type": None,
        "confidence": 0.4,
        "method": "ambiguous",
        "candidates": people if name == "Marek" else [],
    }


def party_columns(source: Party, target: Party) -> Row:
    return {
        "source_actor_id": source.actor_id,
        "source_country_code": source.country,
        "source_sector_code": source.sector,
        "target_actor_id": target.actor_id,
        "target_country_code": target.country,
        "target_sector_code": target.sector,
    }


def place_columns(place: tuple[str, str, float, float] | None) -> Row:
    name, country, north, east = place or (None, None, None, None)
    return {
        "place_name": name,
        "place_country_code": country,
        "latitude": north,
        "longitude": east,
        "place_precision": "city" if place else None,
    }


def group_reports(rows: dict[str, list[Row]]) -> None:
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for told in rows.pop("_told", []):
        day = told["happened"] or told["article"]["copy_group_id"]
        groups[told["source_actor_id"], told["target_actor_id"], told["cameo_code"], told["status"], day].append(told)
    for group in groups.values():
        event_id = min(told["report_id"] for told in group)
        happened = group[0]["happened"]
        precision = "day" if happened else "unknown"
        days = sorted(told["article"]["day"] for told in group if told["article"]["day"])
        places = sorted({told["place_name"] for told in group if told["place_name"]})
        articles = {told["article_id"]: told["article"] for told in group}
        kept = {name: group[0][name] for name in tables.EVENTS.columns if name in group[0]}
        rows["events"].append(
            kept
            | {
                "event_id": event_id,
                "event_on": happened,
                "event_precision": precision,
                "story_id": None,
                "report_count": len(group),
                "article_count": len(articles),
                "copy_group_count": len({article["copy_group_id"] for article in articles.values()}),
                "publisher_count": len({article["publisher"] for article in articles.values()}),
                "publishers": sorted({article["publisher"] for article in articles.values()}),
                "languages": sorted({article["language"] for article in articles.values()}),
                "first_reported_on": days[0] if days else None,
                "last_reported_on": days[-1] if days else None,
                "confidence": max(told["confidence"] for told in group),
                "disagreements": [
                    {
                        "field": "place_name",
                        "values": places,
                        "counts": [sum(told["place_name"] == place for told in group) for place in places],
                    }
                ]
                if len(places) > 1
                else [],
            }
        )
        rows["report_events"] += [
            {
                "report_id": told["report_id"],
                "event_id": event_id,
                "bucket": f"{told['source_actor_id']}|{told['target_actor_id']}|{told['status']}",
                "event_on": happened,
                "event_precision": precision,
            }
            for told in group
        ]
    if rows["events"]:
        rows["retired_ids"].append({"old_id": "0" * 24, "new_id": rows["events"][0]["event_id"]})


def count_actors(rows: dict[str, list[Row]]) -> None:
    """Actors, and the days on which they are mentioned alone and together; copies of one text count once."""
    articles = {group["article_id"]: group for group in rows["article_groups"] if group["is_original"]}
    days = {dated["article_id"]: dated["published_on"] for dated in rows["article_dates"]}
    named: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for seen in rows["mentions"]:
        if seen["actor_id"] and seen["article_id"] in articles:
            named[seen["article_id"]].add((seen["sentence_index"], seen["actor_id"]))
    alone: dict[tuple[str, date | None], list[int]] = defaultdict(lambda: [0, 0, 0])
    together: dict[tuple[str, str, date | None], list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for article_id, places in named.items():
        day, actors = days[article_id], sorted({actor for _, actor in places})
        by_actor = {actor: {index for index, named_one in places if named_one == actor} for actor in actors}
        for position, actor in enumerate(actors):
            count = alone[actor, day]
            count[0] += 1
            count[1] += len(by_actor[actor])
            count[2] += len(by_actor[actor])
            for other in actors[position + 1 :]:
                shared = together[actor, other, day]
                shared[0] += 1
                shared[1] += len(by_actor[actor] & by_actor[other])
                shared[2] += 1 / (len(actors) - 1)
    rows["actor_days"] += [
        {"actor_id": actor, "day": day, "article_count": a, "sentence_count": s, "mention_count": m}
        for (actor, day), (a, s, m) in alone.items()
    ]
    rows["comention_days"] += [
        {"actor_a_id": a, "actor_b_id": b, "day": day, "article_count": n, "sentence_count": s, "weight": w}
        for (a, b, day), (n, s, w) in together.items()
    ]
    present = {actor for actor, _ in alone}
    rows["actors"] += [
        {
            "actor_id": party.actor_id,
            "actor_name": party.name,
            "actor_type": party.type,
            "country_code": party.country,
            "sector_code": party.sector,
            "origin": "knowledge" if party.type != "person" else "text",
        }
        for party in PARTIES
        if party.actor_id in present
    ]
    if "mira-halden" in present:
        rows["actor_roles"] += [
            {
                "actor_id": "mira-halden",
                "office": office,
                "country_code": "ARD",
                "sector_code": sector,
                "held_from": begins,
                "held_until": ends,
            }
            for office, sector, begins, ends in (
                ("Member of Parliament", "LEG", date(1999, 5, 1), date(2005, 10, 11)),
                ("Prime Minister", "GOV", date(2005, 10, 12), None),
            )
        ]


def add_keeping(rows: dict[str, list[Row]], article_count: int) -> None:
    if not article_count:
        return
    rows["rejects"].append(
        {
            "document_id": None,
            "uri": "news/empty.txt",
            "stage": "landing",
            "reason_code": "empty",
            "reason": "news/empty.txt holds no bytes; leave it out or fetch it again.",
            "run_id": "run-000",
        }
    )
    for run_id in sorted({document["run_id"] for document in rows["documents"]}):
        documents = sum(document["run_id"] == run_id for document in rows["documents"])
        rows["runs"].append(
            {
                "run_id": run_id,
                "flow": "ingest",
                "started_at": datetime(2026, 5, 1, 9),
                "ended_at": datetime(2026, 5, 1, 9, 4),
                "document_count": documents,
                "article_count": documents,
                "mention_count": sum(seen["run_id"] == run_id for seen in rows["mentions"]),
                "report_count": sum(coding["run_id"] == run_id for coding in rows["report_codings"]),
                "event_count": 0,
                "reject_count": 1,
                "coder_version": "coder-a",
                "knowledge_version": "knowledge-a",
                "versions": "{}",
                "settings": "{}",
                "snapshot": 1,
            }
        )
