"""What the gate loses and saves: the same articles coded with it and without it.

    python -m benchmarks.bench_gate CORPUS [-n 2000] [--whole]

CORPUS is a folder of documents, or a file with a JSON object a line that has `text` or `body`. Printed: how many
reports differ where each sentence is parsed by itself (the gate may lose none), the share of words that is not parsed,
the processor's seconds, and with `--whole` what differs from parsing whole articles.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"), "1"))

from benchmarks import results
from warehouse import stages
from warehouse.answers import body_as_article
from warehouse.articles.article import Article, Published
from warehouse.articles.dates.decide import decide
from warehouse.articles.read import read_article
from warehouse.events.code import code_article
from warehouse.events.coding import Coding
from warehouse.landing.documents import Document
from warehouse.landing.land import land
from warehouse.mentions.find import find_mentions
from warehouse.mentions.mention import Mention
from warehouse.sources import Sources
from warehouse.tools import Tools

COUNTED = ("articles", "words", "words_parsed", "reports", "lost", "added")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-n", type=int, default=2000, help="how many articles")
    parser.add_argument("--whole", action="store_true", help="compare with the parse of whole articles, too")
    given = parser.parse_args()
    tools = Tools(Sources())
    found = documents(given.corpus, tools) if given.corpus.is_dir() else texts(given.corpus)
    figures = compare(islice(found, given.n), tools, with_whole=given.whole)
    print(json.dumps(figures, indent=1), file=sys.stdout)
    results.keep("gate", {"corpus": given.corpus.name} | figures)


def documents(folder: Path, tools: Tools) -> Iterator[Article]:
    for landed in land([str(folder)]):
        if isinstance(landed, Document):
            article = read_article(landed, tools.reader)
            if isinstance(article, Article) and article.language in stages.CODED_LANGUAGES:
                yield article


def texts(corpus: Path) -> Iterator[Article]:
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if text := row.get("text") or row.get("body"):
                yield body_as_article(text)


def compare(articles: Iterable[Article], tools: Tools, *, with_whole: bool) -> dict[str, float | int]:
    """Counts over a corpus: reports with the gate, without it, those of only one of the two, and words."""
    counts = dict.fromkeys((*COUNTED, "whole_differs") if with_whole else COUNTED, 0)
    before = time.process_time()
    for article in articles:
        published = decide(article.date_clues)
        mentions = find_mentions(article, stages.name_sentences(article, tools), published, tools.actors)
        every = stages.readable(stages.sentence_texts(article), article, mentions)
        held = stages.gated_sentences(article, mentions, tools)
        gated = reports(article, {index: every[index] for index in held}, mentions, published, tools)
        free = reports(article, every, mentions, published, tools)
        counts["articles"] += 1
        counts["words"] += sum(len(sentence.split()) for sentence in every.values())
        counts["words_parsed"] += sum(len(every[index].split()) for index in held)
        counts["reports"] += len(free)
        counts["lost"] += len(free - gated)
        counts["added"] += len(gated - free)
        if with_whole:
            counts["whole_differs"] += len(free ^ in_whole(article, mentions, published, tools))
    saved = round(1 - counts["words_parsed"] / max(1, counts["words"]), 3)
    return counts | {"words_saved": saved, "seconds": round(time.process_time() - before, 1)}


def reports(
    article: Article, sentences: dict[int, str], mentions: list[Mention], published: Published, tools: Tools
) -> set[Coding]:
    # Not `parsed`, which remembers: each of the two is parsed for itself.
    docs = tools.parser.parse([tools.parser.tokenize(sentence) for sentence in sentences.values()])
    parsed = dict(zip(sentences, docs, strict=True))
    return set(code_article(article, parsed, mentions, tools.lexicon, published, tools.places))


def in_whole(article: Article, mentions: list[Mention], published: Published, tools: Tools) -> set[Coding]:
    """The reports when the parser sees the whole body, cut into sentences afterwards."""
    [doc] = tools.parser.parse([tools.parser.tokenize(article.body)])
    spans = {
        index: doc.char_span(s.start, s.end, alignment_mode="expand") for index, s in enumerate(article.sentence_spans)
    }
    parsed = {index: span.as_doc() for index, span in spans.items() if span is not None}
    return set(code_article(article, parsed, mentions, tools.lexicon, published, tools.places))


if __name__ == "__main__":
    main()
