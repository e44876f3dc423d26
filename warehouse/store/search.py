"""The index of words, made anew from the texts in the lake: for lakes that were made before there was one."""

from __future__ import annotations

from warehouse import tables
from warehouse.articles.words import article_words
from warehouse.store.lake import Lake
from warehouse.store.session import Session

AT_ONCE = 5_000  # articles whose words are in memory together


def rebuild(lake: Lake) -> int:
    """Make ARTICLE_WORDS of all texts anew, in one commit; by how many articles it holds then."""
    with lake.writing() as cursor:
        session = Session(cursor)
        cursor.execute(f"delete from {tables.ARTICLE_WORDS.name}")
        indexed, after = 0, ""
        while (texts := session.fetch("texts_after", {"after": after, "how_many": AT_ONCE})).height:
            session.insert(tables.ARTICLE_WORDS, article_words(texts))
            indexed, after = indexed + texts.height, texts["article_id"][-1]
    return indexed
