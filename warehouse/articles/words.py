"""Words of articles and where they stand: the index by which texts are searched.

A word is a run of letters and digits. It is kept without capitals and accents, so that Erdogan finds Erdoğan; signs
between words are passed over, so that "U.S." is the word u followed by the word s. The index holds every word, the
commonest too: whatever is asked for is found by the index alone, without a look at any text.
"""

from __future__ import annotations

import re
import unicodedata

import polars as pl

from warehouse import tables

WORD = re.compile(r"[^\W_]+")
# The same for Polars: Python's \w without the underscore.
RUN = r"[\p{L}\p{N}]+"
# Letters that are no letter with a mark to Unicode, and are written as one by those who lack them: Lodz for Łódź.
LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
FOLDED = str.maketrans(LETTERS)
LONGEST = 64  # characters of a word that are told apart


def fold(word: str) -> str:
    """The word as it stands in the index."""
    if word.isascii():
        return word.lower()[:LONGEST]
    signs = unicodedata.normalize("NFKD", word)
    plain = "".join(sign for sign in signs if not unicodedata.category(sign).startswith("M"))
    return plain.lower().translate(FOLDED)[:LONGEST]


def article_words(texts: pl.DataFrame) -> pl.DataFrame:
    """ARTICLE_WORDS of articles with their `article_id`, `title` and `body`, in the order of the words.

    Words of the body are counted from 0, those of the headline up to -2: so no phrase runs from one into the other.
    """
    return (
        pl.concat([in_body(texts), in_title(texts)])
        .with_columns(folded(pl.col("word")))
        .filter(pl.col("word") != "")
        .group_by("word", "article_id")
        .agg(pl.col("position").sort().alias("positions"))
        .sort("word", "article_id")
        .select(pl.col(name).cast(kind) for name, kind in tables.ARTICLE_WORDS.schema.items())
    )


def in_body(texts: pl.DataFrame) -> pl.DataFrame:
    return counted(texts, "body", pl.lit(0))


def in_title(texts: pl.DataFrame) -> pl.DataFrame:
    return counted(texts.filter(pl.col("title").is_not_null()), "title", -pl.col("words").list.len().cast(pl.Int32) - 1)


def counted(texts: pl.DataFrame, column: str, first: pl.Expr) -> pl.DataFrame:
    """One row a word of a column (`article_id`, `word`, `position`), counted from `first`."""
    return (
        texts.select("article_id", pl.col(column).str.extract_all(RUN).alias("words"))
        .with_columns(first.cast(pl.Int32).alias("first"))
        .with_columns(
            pl.int_ranges("first", pl.col("first") + pl.col("words").list.len().cast(pl.Int32)).alias("position")
        )
        .select("article_id", pl.col("words").alias("word"), "position")
        .filter(pl.col("word").list.len() > 0)
        .explode("word", "position")
    )


def folded(word: pl.Expr) -> pl.Expr:
    """`fold` as an expression."""
    plain = word.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return plain.str.replace_many(list(LETTERS), list(LETTERS.values())).str.head(LONGEST)
