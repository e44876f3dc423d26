"""The gate lets through every sentence that coding would make something of."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.events.examples import tools
from warehouse.events.gate import may_hold_event, stem, trigger_stems

GOLD = Path(__file__).parents[1] / "quality/events_gold.jsonl"


def test_it_passes_every_labelled_sentence_with_an_event() -> None:
    rows = [json.loads(line) for line in GOLD.read_text().splitlines()]
    shut = [r["text"] for r in rows if r["events"] and not may_hold_event(r["text"], [0], tools().lexicon)]
    assert shut == []


def test_it_is_shut_without_an_actor_or_a_trigger() -> None:
    assert not may_hold_event("Kenya arrested a man.", [], tools().lexicon)
    assert not may_hold_event("Kenya is very green.", [0], tools().lexicon)


@given(st.sampled_from(sorted(set(tools().lexicon.verbs) - {"go", "be", "do", "have", "tie", "lie", "die"})))
def test_regular_forms_share_the_stem_of_their_verb(verb: str) -> None:
    lemma = verb.split("-")[-1]
    forms = [lemma + "s", lemma.removesuffix("e") + "ing", lemma + ("d" if lemma.endswith("e") else "ed")]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        forms = [lemma[:-1] + "ies", lemma + "ing", lemma[:-1] + "ied"]
    assert {stem(form) for form in forms} <= trigger_stems(tools().lexicon)
