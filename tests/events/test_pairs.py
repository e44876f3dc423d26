"""Given pairs: one answer for each."""

from __future__ import annotations

import pytest

from tests.events.examples import read, tools
from warehouse import stages
from warehouse.events.coding import Coding
from warehouse.events.pairs import code_pairs


def judge(text: str, *actors: str) -> list[Coding]:
    article, mentions = read(text)
    docs = stages.name_sentences(article, tools())
    parsed = dict(zip(docs, tools().parser.parse(list(docs.values())), strict=True))
    return code_pairs(article, parsed, actors, tools().lexicon, known=mentions)


PAIRS = {
    ("The rebels freed two nurses near the river.", "the rebels", "two nurses"): "RETREAT",
    ("A court in Rome convicted two bankers of fraud.", "A court in Rome", "two bankers"): "ACCUSE",
    ("The union struck against the mine for a third day.", "The union", "the mine"): "PROTEST",
    ("The bank refused to lend money to the state.", "The bank", "the state"): "REJECT",
    ("The mayor thanked the nurses for their work.", "The mayor", "the nurses"): "SUPPORT",
    ("The army does not recognise the council.", "The army", "the council"): "REJECT",
}


@pytest.mark.parametrize(("text", "source", "target"), PAIRS)
def test_one_answer_in_the_right_direction(text: str, source: str, target: str) -> None:
    for actors in [(source, target), (target, source)]:
        [answer] = judge(text, *actors)
        assert answer.event_type == PAIRS[text, source, target]
        assert (answer.source and answer.source.text, answer.target and answer.target.text) == (source, target)


def test_a_phrase_that_is_not_there_is_the_target() -> None:
    [answer] = judge("The miners went on strike on Monday.", "The miners", "somebody")
    assert (answer.event_type, answer.target and answer.target.text) == ("PROTEST", "somebody")


def test_without_an_act_there_is_no_answer() -> None:
    assert judge("Paris is larger than Rome.", "Paris", "Rome") == []
