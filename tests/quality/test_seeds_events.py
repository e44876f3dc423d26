"""The five example documents, read sentence by sentence: what is found, missed and wrong of what a lake keeps."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.events.examples import tools
from tests.quality.test_events_gold import HERE, agrees
from warehouse import stages
from warehouse.articles.dates.decide import decide
from warehouse.articles.read import read_article
from warehouse.events.coding import Coding
from warehouse.landing.land import land
from warehouse.mentions.find import find_mentions

Event = dict[str, str]


def test_scores_do_not_fall(seeds: Path) -> None:
    floor = json.loads((HERE / "events_floor.json").read_text())["seeds"]
    told = {(coding.sentence_index, title, coding) for title, codings in coded(seeds).items() for coding in codings}
    right = [event for event in expected() if any(is_told(event, *report) for report in told)]
    status = [event for event in right if any(is_told(event, *r) and r[2].status == event["status"] for r in told)]
    wrong = [report for report in told if not any(is_told(event, *report) for event in expected())]
    scores = {
        "recall": round(len(right) / len(expected()), 3),
        "precision": round(1 - len(wrong) / len(told), 3),
        "status": round(len(status) / len(right), 3),
    }
    missed = [event for event in expected() if event not in right]
    assert {name: value for name, value in scores.items() if value < floor[name]} == {}, (scores, missed, wrong)


def expected() -> list[Event]:
    lines = (HERE / "seeds_events.csv").read_text().splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def coded(seeds: Path) -> dict[str, list[Coding]]:
    """Titles with what a lake keeps of each article."""
    found = {}
    for document in land(sorted(seeds.iterdir())):
        article = read_article(document, tools().reader)
        published = decide(article.date_clues)
        mentions = find_mentions(article, stages.name_sentences(article, tools()), published, tools().actors)
        codings = stages.code_one(article, published, mentions, tools())
        found[article.title or ""] = stages.sure_enough(codings, tools())
    return found


def is_told(event: Event, sentence: int, title: str, report: Coding) -> bool:
    if (event["title"], event["sentence"]) != (title, str(sentence)):
        return False
    sources, targets = event["source"].split("|"), event["target"].split("|")
    return any(
        agrees(report, {"type": event["type"], "source": source, "target": target or None})
        for source in sources
        for target in targets
    )
