"""Copies: articles that are exact or near copies of one text, found by MinHash without comparing all with
all.

A copy is a reprint: the same running text under another headline, with other furniture, cut at its end, with
a few words or numbers changed or a sentence added. Two texts that only follow the same form (two notices of
telephone calls, two market reports) or that tell of the same happening in other words are no copies.

Whether two articles are copies depends on these two alone, and groups are connected components, so that
neither the order of arrival nor the way in which input is cut into commits changes anything.

**What the store does.** In a worker: `copy_signature` for each new article (a row of COPY_SIGNATURES). In a
commit:

1. candidates: the rows of COPY_SIGNATURES that share a value of `bands` with a new row. Their number does not
   grow with the lake, as unlike texts seldom share one;
2. `copy_pairs(new, candidates)`;
3. existing: `article_id, copy_group_id` of **all members of every group** that a pair touches;
   `copy_groups(pairs, existing, articles)` gives the rows to replace. Articles of the commit that it does not
   name stand alone: their own id is their group, and they are its original;
4. when articles of a group are dated anew, the same function with no pairs says which one is the original
   now;
5. when texts were read anew or taken away, links may have gone: call `copy_pairs` with all members of the
   touched groups as `new`, and `copy_groups` with an empty `existing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import polars as pl

from warehouse.articles.article import Article
from warehouse.components import components
from warehouse.tables import COPY_SIGNATURES

SHINGLE_WORDS = 3
HASHES = 126
ROWS_IN_A_BAND = 3  # 42 bands: a pair at Jaccard .5 shares one with a chance of .996, at .05 with one of .005
SHORT_TEXT_WORDS = 40  # below it the headline counts as text: "Details to follow" is no copy of its namesake

# What makes a pair of copies. The estimate of the Jaccard index from 126 hashes errs by about .045.
LEAST_SIMILARITY = 0.45
LEAST_CONTAINMENT = 0.65  # of the shorter text in the longer one
SHORT_SHINGLES = 60  # shorter texts share their form too easily: they must be more alike
LEAST_SIMILARITY_SHORT = 0.60
# Share of the names and numbers of the text that has fewer: a form filled in otherwise is no copy.
LEAST_SHARED_NAMES = 0.70
SURE_SIMILARITY = 0.90  # above it the names and numbers are no longer asked

# Scripts that are written without spaces count by characters.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
# A name within a sentence (not at its start), or a number of two or more digits.
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][^\W_]+|\b\d[\d.,]*\d\b")
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True, slots=True)
class Signature:
    """What a text is compared by. The fields are those of `COPY_SIGNATURES`, less the id."""

    shingle_count: int
    signature: list[int]
    bands: list[int]
    names: list[int]


def copy_signature(body: str, title: str | None = None) -> Signature:
    """The MinHash of the body's runs of three words, the same on every machine."""
    words = _WORD.findall(body.lower())
    if len(words) < SHORT_TEXT_WORDS:
        words = _WORD.findall((title or "").lower()) + words
    shingles = _shingles(words)
    values = _minhash(shingles)
    return Signature(
        shingle_count=len(shingles),
        signature=values.tolist(),
        bands=_bands(values).tolist(),
        names=sorted({_word_hash(name) for name in _NAME.findall(body)}),
    )


def copy_signatures(articles: Iterable[Article]) -> pl.DataFrame:
    """Rows of COPY_SIGNATURES, one an article."""
    signatures = [(article.article_id, copy_signature(article.body, article.title)) for article in articles]
    return COPY_SIGNATURES.frame(
        [(key, one.shingle_count, one.signature, one.bands, one.names) for key, one in signatures]
    )


def copy_pairs(new: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """`article_a, article_b, similarity` of the copies among `new` and between `new` and `candidates`.

    Both are rows of COPY_SIGNATURES; `candidates` may hold rows of `new` again. `similarity` is the estimated
    Jaccard index of their runs of words. Each pair comes once, its smaller id first. Where many articles have
    quite the same signature, each is paired with the smallest of them, and that one with the others: the
    groups are the same, and a text reprinted ten thousand times does not make fifty million pairs.
    """
    rows = pl.concat([new, candidates.select(new.columns)]).unique("article_id").sort("article_id")
    twins = rows.with_columns(twin_of=pl.col("article_id").min().over("signature", "names", "shingle_count"))
    same = twins.filter(pl.col("twin_of") != pl.col("article_id"))
    exact = same.select(article_a="twin_of", article_b="article_id", similarity=pl.lit(1.0))
    different = twins.filter(pl.col("twin_of") == pl.col("article_id"))
    # A candidate may stand for a new article with the same signature.
    asked = twins.filter(pl.col("article_id").is_in(new["article_id"].implode()))["twin_of"].unique()
    return pl.concat([exact, _near_pairs(different, asked)]).sort("article_a", "article_b")


def copy_groups(pairs: pl.DataFrame, existing: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """`article_id, copy_group_id, is_original` of every article that a pair or an existing group names.

    `existing` holds `article_id, copy_group_id` of all members of the touched groups; `articles` holds
    `article_id, published_on` of all articles concerned (those it lacks count as undated). The original is
    the earliest dated one, undated ones last; the smaller id decides a tie.
    """
    links = pl.concat(
        [
            pairs.select("article_a", "article_b"),
            existing.select("article_id", "copy_group_id").rename(
                {"article_id": "article_a", "copy_group_id": "article_b"}
            ),
        ]
    )
    members = components(links).rename({"id": "article_id", "component_id": "copy_group_id"})
    # A group's name may be the id of an article that is gone.
    known = pl.concat([pairs["article_a"], pairs["article_b"], existing["article_id"]]).unique()
    return (
        members.filter(pl.col("article_id").is_in(known.implode()))
        .with_columns(copy_group_id=pl.col("article_id").min().over("copy_group_id"))
        .join(articles.select("article_id", "published_on"), on="article_id", how="left")
        .sort("published_on", "article_id", nulls_last=True)
        .with_columns(is_original=pl.col("article_id") == pl.col("article_id").first().over("copy_group_id"))
        .select("article_id", "copy_group_id", "is_original")
        .sort("article_id")
    )


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _shingles(words: list[str]) -> np.ndarray:
    """Distinct hashes of the runs of words; a text shorter than a run is one run."""
    words = words + [""] * (SHINGLE_WORDS - len(words))
    hashes = np.fromiter((_word_hash(word) for word in words), dtype=np.uint64, count=len(words))
    runs = np.zeros(len(words) - SHINGLE_WORDS + 1, dtype=np.uint64)
    for place, factor in enumerate(_MIX):
        runs = _scramble(runs ^ (hashes[place : place + len(runs)] * factor))
    return np.unique(runs)


def _scramble(values: np.ndarray) -> np.ndarray:
    """Spreads 64 bits well (the finish of splitmix64), so that a smallest value is a random member."""
    values = (values ^ (values >> np.uint64(30))) * _MIX[1]
    values = (values ^ (values >> np.uint64(27))) * _MIX[2]
    return values ^ (values >> np.uint64(31))


def _constants() -> tuple[np.ndarray, np.ndarray]:
    steps = np.arange(1, HASHES + 1, dtype=np.uint64)
    return _scramble(steps * _MIX[0]) | np.uint64(1), _scramble(steps * _MIX[1])


_FACTORS, _SHIFTS = _constants()


def _minhash(shingles: np.ndarray) -> np.ndarray:
    mixed = shingles[None, :] * _FACTORS[:, None] + _SHIFTS[:, None]
    return (mixed.min(axis=1) >> np.uint64(32)).astype(np.uint32)


def _bands(values: np.ndarray) -> np.ndarray:
    """One hash for each band, different for equal values in different bands."""
    rows = values.astype(np.uint64).reshape(-1, ROWS_IN_A_BAND)
    hashes = np.arange(len(rows), dtype=np.uint64) * _MIX[0]
    for column in rows.T:
        hashes = _scramble(hashes ^ (column * _MIX[1]))
    return hashes


def _near_pairs(rows: pl.DataFrame, asked: pl.Series) -> pl.DataFrame:
    first, second = _sharing_a_band(rows, asked)
    signatures = np.array(rows["signature"].to_list(), dtype=np.uint32).reshape(-1, HASHES)
    counts = rows["shingle_count"].to_numpy()
    similarity = np.array([(signatures[a] == signatures[b]).mean() for a, b in zip(first, second, strict=True)])
    similarity = similarity.reshape(-1)
    kept = _alike(similarity, counts[first], counts[second])
    names = [frozenset(one) for one in rows["names"].to_list()]
    for place in np.flatnonzero(kept & (similarity < SURE_SIMILARITY)):
        kept[place] = _names_agree(names[first[place]], names[second[place]])
    ids = rows["article_id"]
    return pl.DataFrame(
        {
            "article_a": ids.gather(first[kept]),
            "article_b": ids.gather(second[kept]),
            "similarity": similarity[kept],
        },
        schema={"article_a": pl.String(), "article_b": pl.String(), "similarity": pl.Float64()},
    )


def _sharing_a_band(rows: pl.DataFrame, asked: pl.Series) -> tuple[np.ndarray, np.ndarray]:
    """Places of the rows that share a band, each pair once, one of the two being asked for."""
    bands = rows.select("article_id", "bands").with_row_index("place").explode("bands")
    of_asked = bands.filter(pl.col("article_id").is_in(asked.implode())).select("bands", first="place")
    both = of_asked.join(bands.select("bands", second="place"), on="bands").filter(pl.col("first") != pl.col("second"))
    pairs = both.select(low=pl.min_horizontal("first", "second"), high=pl.max_horizontal("first", "second")).unique()
    return pairs["low"].to_numpy().astype(np.int64), pairs["high"].to_numpy().astype(np.int64)


def _alike(similarity: np.ndarray, count_a: np.ndarray, count_b: np.ndarray) -> np.ndarray:
    shorter = np.minimum(count_a, count_b)
    shared = similarity / (1 + similarity) * (count_a + count_b)
    least = np.where(shorter < SHORT_SHINGLES, LEAST_SIMILARITY_SHORT, LEAST_SIMILARITY)
    return (similarity >= least) & (shared >= LEAST_CONTAINMENT * shorter)


def _names_agree(a: frozenset[int], b: frozenset[int]) -> bool:
    fewer = min(len(a), len(b))
    return fewer == 0 or len(a & b) >= LEAST_SHARED_NAMES * fewer
