"""The parser's shortcuts change its cost and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from warehouse.parser import PARSE_PIPES, RULE_PIPES, Memory, Parser, _load, find_model

SENTENCES = (
    "Georgia's foreign minister said on Monday that there were no talks.",
    "There is no one who ain't got to go.",
    "Let's go, they're gonna sign it in Tbilisi.",
    " Russia  has had its embassy closed.",
    "She did it because it was raining, and I had it coming.",
    "The ministers who met did so to end a war that had lasted ten years.",
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(find_model())


def test_words_get_the_forms_that_the_models_own_rules_give(parser: Parser) -> None:
    for _ in range(2):  # the first time they are worked out, the second time remembered
        found = parser.parse([parser.tokenize(sentence) for sentence in SENTENCES])
        expected = [parser.tokenize(sentence) for sentence in SENTENCES]
        for name in (*PARSE_PIPES, *RULE_PIPES):
            expected = list(parser._nlp.get_pipe(name).pipe(expected))  # pyright: ignore[reportFunctionMemberAccess]
        for doc, true in zip(found, expected, strict=True):
            assert [(w.tag_, w.pos_, str(w.morph), w.lemma_, w.dep_, w.head.i) for w in doc] == [
                (w.tag_, w.pos_, str(w.morph), w.lemma_, w.dep_, w.head.i) for w in true
            ]


NAMING = (
    "Vladimir Putin met Condoleezza Rice and the Bank of New York in Tbilisi on Monday, 6 November 2006.",
    "in the United States of America and the United Kingdom of Great Britain and Northern Ireland",
    "  Mr. Putin  met \n George   Bush in New  York . ",
    " ",
    "",
    "Bush",
    "George W. Bush",
    *SENTENCES,
)


def test_names_are_those_that_the_models_own_recogniser_sees(parser: Parser) -> None:
    found = parser.find_names([parser.tokenize(sentence) for sentence in NAMING])
    recogniser = parser._nlp.get_pipe("ner")
    expected = list(recogniser.pipe([parser.tokenize(text) for text in NAMING]))  # pyright: ignore[reportFunctionMemberAccess]
    assert [doc.to_bytes() for doc in found] == [doc.to_bytes() for doc in expected]
    assert sum(len(doc.ents) for doc in found) > 8


def test_what_words_are_alone_is_worked_out_once_and_anew_when_forgotten(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [doc.to_bytes() for doc in parser.parse([parser.tokenize(text) for text in SENTENCES])]
    monkeypatch.setattr("warehouse.parser.MOST_WORD_VECTORS", 10)  # fewer than a batch has
    _load.cache_clear()
    small = Parser(parser.model)
    for _ in range(2):
        again = small.parse([small.tokenize(text) for text in SENTENCES])
        assert [doc.to_bytes() for doc in again] == before


def test_what_is_forgotten_is_worked_out_anew(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [w.lemma_ for w in parser.parse([parser.tokenize(SENTENCES[0])])[0]]
    monkeypatch.setattr("warehouse.parser.MOST_FORMS", 3)
    again = [w.lemma_ for w in parser.parse([parser.tokenize(SENTENCES[0])])[0]]
    assert again == before
    assert len(parser._forms._known) <= len(before)


def test_a_sentence_met_before_is_remembered_as_it_was_parsed(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [parser.parsed(SENTENCES), parser.named(SENTENCES)]
    monkeypatch.setattr(parser, "_run", lambda _, docs: pytest.fail("parsed again") if docs else docs)
    for first, again in zip(found, [parser.parsed(SENTENCES), parser.named(SENTENCES)], strict=True):
        for doc in first:
            doc.tensor = np.zeros(0, dtype=np.float32)  # pyright: ignore[reportAttributeAccessIssue]  # the model's own state is not kept
        assert [doc.to_bytes() for doc in again] == [doc.to_bytes() for doc in first]


def test_only_so_many_sentences_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.parser.MOST_SENTENCES", 2)
    memory = Memory()
    for sentence in ("a", "b", "a", "c"):
        memory.put(sentence, memory.get(sentence) or sentence.upper())
    assert [memory.get(sentence) for sentence in "abc"] == ["A", None, "C"]


def test_a_model_that_has_met_too_many_words_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = Parser(find_model())
    before = [w.lemma_ for w in parser.parse([parser.tokenize(SENTENCES[0])])[0]]
    parser.tokenize("quillimar vexilon")
    words = len(parser._nlp.vocab)
    parser.forget()
    assert len(parser._nlp.vocab) == words
    monkeypatch.setattr("warehouse.parser.MOST_WORDS", words - 1)
    parser.forget()
    assert len(parser._nlp.vocab) < words
    assert [w.lemma_ for w in parser.parse([parser.tokenize(SENTENCES[0])])[0]] == before


@pytest.mark.parametrize("together", [1, 2, 4])
def test_a_sentence_among_others_comes_out_as_alone_to_the_last_bit(
    parser: Parser, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    there = parser.parse([parser.tokenize(sentence) for sentence in SENTENCES])
    monkeypatch.setattr("warehouse.parser.TOGETHER", together)
    back = parser.parse([parser.tokenize(sentence) for sentence in reversed(SENTENCES)])[::-1]
    assert [doc.to_bytes() for doc in there] == [doc.to_bytes() for doc in back]  # the model's own numbers, too
