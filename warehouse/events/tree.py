"""A parsed sentence as plain objects: what coding asks of spaCy's tokens, read once, so that asking costs little.

`Word` has the attributes of spaCy's `Token` under the same names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, ORTH, POS, SPACY, TAG
from spacy.tokens import Doc

# One call reads all of them as numbers, which is what makes this cheap. HEAD is the step to the head, as unsigned.
ATTRIBUTES = [ORTH, LEMMA, TAG, POS, DEP, ENT_TYPE, HEAD, SPACY]
HEAD_AT = ATTRIBUTES.index(HEAD)
SIGNED = 1 << 63


class Word:
    """One token. `head` of the sentence's root is the root itself."""

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "lemma_", "lower_", "pos_", "tag_", "text",
    )  # fmt: skip

    children: list[Word]
    head: Word

    def __init__(self, doc: Tree, i: int, idx: int, text: str, lemma: str, tag: str, pos: str, dep: str, ent: str):
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = text.lower()
        self.lemma_ = lemma or text
        self.tag_ = tag
        self.pos_ = pos
        self.dep_ = dep
        self.ent_type_ = ent
        self.children = []
        self.head = self

    def __repr__(self) -> str:
        return self.text

    @property
    def end(self) -> int:
        return self.idx + len(self.text)

    @property
    def is_digit(self) -> bool:
        return self.text.isdigit()

    @property
    def ancestors(self) -> Iterator[Word]:
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def lefts(self) -> list[Word]:
        return [child for child in self.children if child.i < self.i]

    @property
    def subtree(self) -> list[Word]:
        """The word and all below it, in the order of the text."""
        found, open_ = [], [self]
        while open_:
            word = open_.pop()
            found.append(word)
            open_ += word.children
        return sorted(found, key=lambda w: w.i)

    @property
    def left_edge(self) -> Word:
        return self.subtree[0]

    def nbor(self, step: int) -> Word:
        return self.doc.words[self.i + step]


class Tree:
    """The words of one sentence. `text` is the sentence's own."""

    __slots__ = ("text", "words")

    def __init__(self, doc: Doc):
        self.words: list[Word] = []
        rows = doc.to_array(ATTRIBUTES).tolist()
        strings, at = doc.vocab.strings, 0
        named = {key: strings[key] for key in {key for row in rows for key in row[:HEAD_AT]}}
        for i, (orth, lemma, tag, pos, dep, ent, _, space) in enumerate(rows):
            text = named[orth]
            self.words.append(Word(self, i, at, text, named[lemma], named[tag], named[pos], named[dep], named[ent]))
            at += len(text) + space
        self.text = "".join(named[row[0]] + " " * row[-1] for row in rows)
        for word, row in zip(self.words, rows, strict=True):
            step = row[HEAD_AT] if row[HEAD_AT] < SIGNED else row[HEAD_AT] - 2 * SIGNED
            if step:
                word.head = self.words[word.i + step]
                word.head.children.append(word)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __getitem__(self, i: int) -> Word:
        return self.words[i]

    def __len__(self) -> int:
        return len(self.words)

    def within(self, start: int, end: int) -> list[Word]:
        """The words that the characters `start` to `end` touch."""
        return [word for word in self.words if word.idx < end and word.end > start]


def root_of(words: Sequence[Word]) -> Word:
    """The word of a stretch under which the others hang: the first whose head lies outside."""
    inside = {word.i for word in words}
    return next((w for w in words if w.head is w or w.head.i not in inside), words[0])
