"""The plain words are spaCy's tokens, attribute by attribute."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from tests.events.examples import tools
from warehouse.events.tree import Tree, Word, root_of

SENTENCES = [
    "NATO's chief on Thursday urged President Putin to lift sanctions; he didn’t  reply (again).",
    "Calls end",
    "İstanbul’da 12 naïve cafés — “closed”.",
]


def facts(token: Token | Word) -> tuple[object, ...]:
    return (
        token.i, token.idx, token.text, token.lower_, token.tag_, token.pos_, token.dep_, token.head.i,
        [child.i for child in token.children], [t.i for t in token.subtree], [t.i for t in token.ancestors],
    )  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_are_the_tokens(sentence: str) -> None:
    [doc] = tools().parser.parse([tools().parser.tokenize(sentence)])
    assert [facts(word) for word in Tree(doc)] == [facts(token) for token in doc]


def test_the_root_of_a_stretch() -> None:
    [doc] = tools().parser.parse([tools().parser.tokenize("The Georgian foreign minister spoke.")])
    span = doc.char_span(4, 29)
    assert span is not None
    assert root_of(Tree(doc).within(4, 29)).text == span.root.text
