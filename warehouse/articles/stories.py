"""Stories: articles that tell of the same happening, in whatever words.

Each article is a vector of weighted terms; how much a word counts is fixed in
`knowledge/stories/common_words.csv` and does not depend on what else the lake holds, so the similarity of two
articles is a matter of these two alone. Articles that are similar and near in time are linked; what links
connect is a family; within a family, stories are made by average linkage, which keeps look-alike twins apart
where one odd article would bridge them. All of this is a function of the set of articles: the order of
arrival and the cutting of input into commits change nothing.

**What the store does.** In a worker: `story_terms` for each new article (a row of STORY_TERMS). It takes what
the document itself says of its day; days that were later borrowed from other articles of the story must not
be given, or stories would depend on themselves. In a commit:

1. candidates: rows of STORY_TERMS that share a value of `keys` with a new row and whose days
   (`no_earlier` to `no_later`, null meaning open) lie within `WINDOW_DAYS` of the new row's, or overlap them;
2. families: the `family_id` of the articles that `story_links(new, candidates)` names;
3. rows: STORY_TERMS of the new articles and of **all members of those families**; `story_groups(rows)` gives
   the family and the story of each, to be replaced. A family is closed under links, so nothing else can
   change;
4. when articles are read anew or taken away, give the rows of all members of their families, without those
   that are gone.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from zlib import crc32

import numpy as np
import polars as pl

from warehouse.articles.article import Article, Published
from warehouse.components import component_roots
from warehouse.knowledge import files
from warehouse.linkage import average_linkage

# Terms.
LEAD_WORDS = 300  # a story is told at the head of an article; background follows
HALF_LIFE_WORDS = 150  # a word that comes so much later counts half
TITLE_WEIGHT = 2.0
RAREST, COMMONEST = 4.5, 1.5  # rarities between which a word's weight grows from none to its full
NUMBER_RARITY = 3.1
KEY_TERMS = 10  # two articles are compared when two of their ten heaviest terms agree

# Links and stories.
WINDOW_DAYS = 6
LEAST_LINK = 0.20
LEAST_STORY = 0.20  # mean similarity of two groups that become one

_TERM = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*\d|\d")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class CommonWords:
    """How rare common words are; see `knowledge/stories/common_words.csv`."""

    rarity: Mapping[str, float]

    @classmethod
    def load(cls, overlay: Path | None = None) -> CommonWords:
        rows = files.rows("stories/common_words.csv", overlay)
        return cls(dict(zip(rows["word"], rows["rarity"].cast(pl.Float64()), strict=True)))

    def weight(self, word: str) -> float:
        """From 0 for words that say nothing of the subject to `RAREST - COMMONEST` for rare ones."""
        rarity = NUMBER_RARITY if word[0].isdigit() else self.rarity.get(word, RAREST)
        return max(0.0, min(rarity, RAREST) - COMMONEST)


@dataclass(frozen=True, slots=True)
class StoryTerms:
    """What an article is compared by. The fields are those of `STORY_TERMS`, less the id."""

    terms: list[int]
    weights: list[float]
    keys: list[int]
    no_earlier: date | None
    no_later: date | None


def story_terms(article: Article, published: Published, words: CommonWords) -> StoryTerms:
    """The article's weighted terms, heaviest first, and the days between which it says that it was
    published.
    """
    weights = _weights(article, words)
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    hashes = [_term_hash(term) for term, _ in ranked]
    return StoryTerms(
        terms=hashes,
        weights=[weight / length for _, weight in ranked],
        keys=sorted({_pair_key(a, b) for a, b in combinations(hashes[:KEY_TERMS], 2)}),
        no_earlier=published.on or published.no_earlier,
        no_later=published.on or published.no_later,
    )


def story_links(new: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """`article_a, article_b, similarity` of linked articles among `new` and between `new` and `candidates`.

    Both are rows of STORY_TERMS; `candidates` may hold rows of `new` again. Each pair comes once, its smaller
    id first.
    """
    rows = _sorted_rows(new, candidates)
    first, second = _sharing_a_key(rows)
    asked = rows["article_id"].is_in(new["article_id"].implode()).to_numpy()
    wanted = asked[first] | asked[second]
    first, second = first[wanted], second[wanted]
    similarity = _similarities(rows, first, second)
    linked = similarity >= LEAST_LINK
    ids = rows["article_id"]
    return pl.DataFrame(
        {
            "article_a": ids.gather(first[linked]),
            "article_b": ids.gather(second[linked]),
            "similarity": similarity[linked],
        },
        schema={"article_a": pl.String(), "article_b": pl.String(), "similarity": pl.Float64()},
    )


def story_groups(rows: pl.DataFrame) -> pl.DataFrame:
    """`article_id, family_id, story_id` of every row of STORY_TERMS given: smallest ids of family and of
    story.
    """
    rows = _sorted_rows(rows, rows.clear())
    first, second = _sharing_a_key(rows)
    similarity = _similarities(rows, first, second)
    linked = similarity >= LEAST_LINK
    families = component_roots(len(rows), first[linked], second[linked])
    stories = families.copy()
    for members in _groups(families):
        if len(members) > 1:
            stories[members] = members[average_linkage(_matrix(rows[members]), LEAST_STORY)]
    ids = rows["article_id"]
    return pl.DataFrame({"article_id": ids, "family_id": ids.gather(families), "story_id": ids.gather(stories)})


def _weights(article: Article, words: CommonWords) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for word in _words(article.title or ""):
        counts[word] += TITLE_WEIGHT
    for place, word in zip(range(LEAD_WORDS), _words(article.body), strict=False):
        counts[word] += 0.5 ** (place / HALF_LIFE_WORDS)
    weights: dict[str, float] = {}
    for word, count in counts.items():
        weight = words.weight(word) * (1 + math.log1p(count))
        if weight > 0:
            stem = _stem(word)
            weights[stem] = max(weight, weights.get(stem, 0.0))
    return weights


def _words(text: str) -> Iterator[str]:
    return (_POSSESSIVE.sub("", match.group()).lower() for match in _TERM.finditer(text))


def _stem(word: str) -> str:
    """Takes the plural off, no more: names must stay what they are."""
    if len(word) <= 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith("sses") else word[:-1]


@lru_cache(maxsize=200_000)
def _term_hash(term: str) -> int:
    data = term.encode("utf-8", "surrogatepass")
    return crc32(data) << 32 | crc32(data[::-1], 0x5EED)


def _pair_key(a: int, b: int) -> int:
    low, high = sorted((a, b))
    return crc32(low.to_bytes(8, "big")) << 32 | crc32(high.to_bytes(8, "big"), 0x5EED)


def _sorted_rows(new: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([new, candidates.select(new.columns)]).unique("article_id").sort("article_id")


def _sharing_a_key(rows: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Places of rows that share a key and are near in time, each pair once, the smaller first."""
    keys = rows.select("keys").with_row_index("place").explode("keys").drop_nulls("keys")
    pairs = (
        keys.join(keys, on="keys")
        .filter(pl.col("place") < pl.col("place_right"))
        .select("place", "place_right")
        .unique()
        .sort("place", "place_right")
    )
    first, second = (pairs[name].to_numpy().astype(np.int64) for name in ("place", "place_right"))
    near = _near_in_time(rows, first, second)
    return first[near], second[near]


def _near_in_time(rows: pl.DataFrame, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    from_day = rows["no_earlier"].cast(pl.Int32()).fill_null(-1_000_000).to_numpy()
    to_day = rows["no_later"].cast(pl.Int32()).fill_null(1_000_000).to_numpy()
    apart = np.maximum(from_day[first] - to_day[second], from_day[second] - to_day[first])
    return apart <= WINDOW_DAYS


def _similarities(rows: pl.DataFrame, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    vectors = [
        dict(zip(terms, weights, strict=True))
        for terms, weights in zip(rows["terms"].to_list(), rows["weights"].to_list(), strict=True)
    ]
    return np.array([_cosine(vectors[a], vectors[b]) for a, b in zip(first, second, strict=True)]).reshape(-1)


def _cosine(a: dict[int, float], b: dict[int, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[term] for term, weight in a.items() if term in b)


def _groups(labels: np.ndarray) -> Iterator[np.ndarray]:
    order = np.argsort(labels, kind="stable")
    cuts = np.flatnonzero(np.diff(labels[order])) + 1
    return iter(np.split(order, cuts))


def _matrix(rows: pl.DataFrame) -> np.ndarray:
    """Similarity of all pairs of a family; articles too far apart in time have none."""
    count = len(rows)
    terms = rows.select("terms", "weights").with_row_index("row").explode("terms", "weights").drop_nulls("terms")
    columns = terms["terms"].rank("dense").to_numpy().astype(np.int64) - 1
    vectors = np.zeros((count, int(columns.max(initial=-1)) + 1))
    vectors[terms["row"].to_numpy(), columns] = terms["weights"].to_numpy()
    matrix = vectors @ vectors.T
    first, second = (side.ravel() for side in np.indices((count, count)))
    matrix[~_near_in_time(rows, first, second).reshape(count, count)] = -1.0
    return np.round(matrix, 6)
