"""What it costs and loses to show the names model only sentences whose capitals nothing else explains.

    python -m benchmarks.bench_names [FOLDER]        default: 100 invented documents

Baseline: the model over every sentence. Told are the share of words that the model still reads, the share of the
baseline's mentions that are found just so (same place, same actor), and how many are lost, and found besides.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

from benchmarks import corpus
from warehouse import records, stages, tools
from warehouse.articles.article import Article, Published
from warehouse.landing.land import land
from warehouse.mentions.find import find_mentions
from warehouse.mentions.unexplained import need_names_model
from warehouse.sources import Sources
from warehouse.tools import Tools

DOCUMENTS = 100
Place = tuple[int, int, int, str | None]


def main(folder: Path) -> None:
    loaded = tools.load(Sources())
    words = read = 0
    both, lost, besides = 0, 0, 0
    for article, published in articles(folder, loaded):
        texts = stages.sentence_texts(article)
        needed = need_names_model(texts, loaded.actors, loaded.common_words.rarity.keys())
        words += sum(len(text.split()) for text in texts.values())
        read += sum(len(texts[index].split()) for index in needed)
        every = mentions(article, published, set(texts), loaded)
        some = mentions(article, published, needed, loaded)
        both, lost, besides = both + len(every & some), lost + len(every - some), besides + len(some - every)
    print(f"{folder}: the model reads {read / words:.2f} of {words} words;")
    print(f"mentions found as with the model everywhere: {both / (both + lost):.4f}; lost {lost}, besides {besides}")


def articles(folder: Path, loaded: Tools) -> list[tuple[Article, Published]]:
    landed = stages.land_documents(land([folder]), datetime(2026, 1, 1))
    made = stages.read_documents(landed["documents"], landed["sightings"], loaded)
    return list(records.articles_of(made["article_texts"], made["article_dates"]))


def mentions(article: Article, published: Published, shown: set[int], loaded: Tools) -> set[Place]:
    """The mentions when the model sees the sentences with these indices."""
    docs = {index: loaded.parser.tokenize(text) for index, text in stages.sentence_texts(article).items()}
    loaded.parser.find_names([docs[index] for index in sorted(shown)])
    found = find_mentions(article, docs, published, loaded.actors)
    return {(mention.sentence_index, mention.start, mention.end, mention.actor_id) for mention in found}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made_here:
            main(corpus.write(Path(made_here), DOCUMENTS))
