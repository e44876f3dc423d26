"""What the gate loses and saves: the same articles coded with it and without it.

    python -m benchmarks.bench_gate CORPUS.jsonl [-n 2000]

CORPUS holds a JSON object a line with `text` or `body`. Printed: how many reports differ where each sentence is parsed
by itself (the gate may lose none), the share of words that is not parsed, and what differs from parsing whole articles.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from warehouse import stages
from warehouse.answers import body_as_article
from warehouse.articles.article import Article, Published
from warehouse.events.code import code_article
from warehouse.events.coding import Coding
from warehouse.mentions.find import find_mentions
from warehouse.mentions.mention import Mention
from warehouse.sources import Sources
from warehouse.tools import Tools


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-n", type=int, default=2000, help="how many articles")
    given = parser.parse_args()
    print(json.dumps(compare(islice(texts(given.corpus), given.n), Tools(Sources())), indent=1), file=sys.stdout)


def texts(corpus: Path) -> Iterator[str]:
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if text := row.get("text") or row.get("body"):
                yield text


def compare(corpus: Iterator[str], tools: Tools) -> dict[str, float | int]:
    """Counts over a corpus: reports with the gate, without it, those of only one of the two, and words."""
    counts = dict.fromkeys(("articles", "words", "words_parsed", "reports", "lost", "added", "whole_differs"), 0)
    for text in corpus:
        article = body_as_article(text)
        mentions = find_mentions(article, stages.name_sentences(article, tools), Published(), tools.actors)
        every = stages.readable(stages.sentence_texts(article), article, mentions)
        held = stages.gated_sentences(article, mentions, tools)
        gated = reports(article, {index: every[index] for index in held}, mentions, tools)
        free = reports(article, every, mentions, tools)
        whole = in_whole(article, mentions, tools)
        counts["articles"] += 1
        counts["words"] += sum(len(sentence.split()) for sentence in every.values())
        counts["words_parsed"] += sum(len(every[index].split()) for index in held)
        counts["reports"] += len(free)
        counts["lost"] += len(free - gated)
        counts["added"] += len(gated - free)
        counts["whole_differs"] += len(free ^ whole)
    return counts | {"words_saved": round(1 - counts["words_parsed"] / max(1, counts["words"]), 3)}


def reports(article: Article, sentences: dict[int, str], mentions: list[Mention], tools: Tools) -> set[Coding]:
    docs = tools.parser.parse([tools.parser.tokenize(sentence) for sentence in sentences.values()])
    parsed = dict(zip(sentences, docs, strict=True))
    return set(code_article(article, parsed, mentions, tools.lexicon, Published(), tools.places))


def in_whole(article: Article, mentions: list[Mention], tools: Tools) -> set[Coding]:
    """The reports when the parser sees the whole body, cut into sentences afterwards."""
    [doc] = tools.parser.parse([tools.parser.tokenize(article.body)])
    spans = {
        index: doc.char_span(s.start, s.end, alignment_mode="expand") for index, s in enumerate(article.sentence_spans)
    }
    parsed = {index: span.as_doc() for index, span in spans.items() if span is not None}
    return set(code_article(article, parsed, mentions, tools.lexicon, Published(), tools.places))


if __name__ == "__main__":
    main()
