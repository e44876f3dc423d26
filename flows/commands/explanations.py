"""`wirelake explain`: why an event of the lake was coded as it was, or what would be coded in a sentence."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import polars as pl

from flows.settings import Settings
from flows.terminal import OUT, print_json, print_table, say
from warehouse import answers, tools
from warehouse.events.coding import Coding
from warehouse.events.explain import Explanation
from warehouse.store import sqlfiles
from warehouse.store.lake import Lake, NoLake
from warehouse.tools import Tools

DONE, WRONG_USAGE = 0, 2
ID_DIGITS = set("0123456789abcdef")
ID_LENGTH = 24


def explain(what: str, settings: Settings, as_json: bool) -> int:
    """An event where `what` is the id of one (or of one of its reports), a text otherwise."""
    if len(what) == ID_LENGTH and set(what) <= ID_DIGITS:
        return explain_event(what, settings, as_json)
    return explain_text(what, tools.load(settings.sources), as_json)


def explain_event(event_id: str, settings: Settings, as_json: bool) -> int:
    try:
        cursor = Lake.open(settings.lake).cursor()
    except NoLake as none:
        say(f"wirelake: {none}")
        return WRONG_USAGE
    evidence = cursor.sql(sqlfiles.read("explain/reports"), params={"event": event_id}).pl()
    if evidence.is_empty():
        say(f"wirelake: {event_id}: no event or report of {settings.where} has this id. Look one up in `from events`.")
        return WRONG_USAGE
    event = cursor.sql(sqlfiles.read("explain/event"), params={"event": evidence["event_id"][0]}).pl()
    if as_json:
        print_json({"event": event.to_dicts()[0], "reports": evidence.to_dicts()})
        return DONE
    show_event(event.to_dicts()[0])
    for report in evidence.iter_rows(named=True):
        show_report(report)
    return DONE


def show_event(event: dict[str, Any]) -> None:
    day = f"{event['event_on'] or 'day not known'} ({event['event_precision']})"
    OUT.print(f"Event {event['event_id']}", markup=False, style="bold")
    OUT.print(
        f"  {event['source_name'] or '?'} → {event['target_name'] or '?'}: {event['what']}, {day}, {event['status']}\n"
        f"  {event['report_count']} reports in {event['article_count']} articles, confidence {event['confidence']:.2f}",
        markup=False,
    )
    for differing in event["disagreements"] or []:
        told = ", ".join(f"{v} ({n})" for v, n in zip(differing["values"], differing["counts"], strict=True))
        OUT.print(f"  reports differ in {differing['field']}: {told}", markup=False)


def show_report(report: dict[str, Any]) -> None:
    OUT.print(f"\nReport {report['report_id']}", markup=False, style="bold")
    OUT.print(
        f"  “{report['sentence']}”\n"
        f"  {report['title'] or 'untitled'} · {report['publisher'] or 'publisher not known'} · "
        f"{report['published_on'] or 'day not known'}\n"
        f"  source “{report['source_text']}”   act “{report['action_text']}”   target “{report['target_text']}”\n"
        f"  rule {report['rule_id']} ({report['method']}), status {report['status']}, "
        f"confidence {report['confidence']:.2f}\n"
        f"  day: “{report['event_date_text'] or 'no words for it'}” → {report['event_on'] or 'not known'} "
        f"({report['event_precision']})\n"
        f"  {report['uri']} · article {report['article_id'][:16]}… · run {report['run_id']} · "
        f"coder {report['coder_version']}",
        markup=False,
    )


def explain_text(text: str, loaded: Tools, as_json: bool) -> int:
    explanations = answers.explain_text(text, loaded)
    if as_json:
        print_json([explanation_answer(explanation) for explanation in explanations])
        return DONE
    if not explanations:
        say("There is no sentence in this text.")
    for explanation in explanations:
        show_explanation(explanation)
    return DONE


def show_explanation(explanation: Explanation) -> None:
    OUT.print(f"“{explanation.text}”", markup=False, style="bold")
    if not explanation.passes_gate:
        OUT.print(
            "  Not parsed: it names no actor, or holds no word that the dictionary knows as an act.", markup=False
        )
    actors = [
        (m.text, m.mention_kind, m.actor_id or "not resolved", m.country_code, m.sector_code, m.method, m.confidence)
        for m in explanation.mentions
    ]
    names = ["actor", "kind", "resolved to", "country", "sector", "by", "confidence"]
    if actors:
        print_table(pl.DataFrame(actors, schema=names, orient="row"))
    for title, codings in (("Reports", explanation.reports), ("Readings that lost", explanation.lost)):
        if codings:
            print_table(pl.DataFrame([coding_answer(coding) for coding in codings]), title)
    if explanation.near_misses:
        misses = [(miss.words, miss.rule_id, miss.reason) for miss in explanation.near_misses]
        print_table(pl.DataFrame(misses, schema=["words", "rule", "why not"], orient="row"), "Near misses")
    if explanation.words:
        words = [(w.text, w.lemma, w.tag, w.relation, w.governor) for w in explanation.words]
        print_table(pl.DataFrame(words, schema=["word", "lemma", "tag", "relation", "of"], orient="row"), "Parse")


def coding_answer(coding: Coding) -> dict[str, Any]:
    return {
        "source": coding.source_text,
        "act": coding.action_text,
        "target": coding.target_text,
        "type": coding.event_type,
        "mode": coding.event_mode,
        "cameo": coding.cameo_code,
        "status": coding.status,
        "day": coding.event_date_text,
        "place": coding.place_name,
        "rule": coding.rule_id,
        "method": coding.method,
        "confidence": coding.confidence,
    }


def explanation_answer(explanation: Explanation) -> dict[str, Any]:
    return {
        "text": explanation.text,
        "passes_gate": explanation.passes_gate,
        "mentions": [answers.mention_answer(mention) for mention in explanation.mentions],
        "reports": [coding_answer(coding) for coding in explanation.reports],
        "lost": [coding_answer(coding) for coding in explanation.lost],
        "near_misses": [asdict(miss) for miss in explanation.near_misses],
        "words": [asdict(word) for word in explanation.words],
    }
