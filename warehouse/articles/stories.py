"""Stories: articles that tell of the same happening, in whatever words.

Each article is a vector of weighted terms; how much a word counts is fixed in
`knowledge/stories/common_words.csv` and does not depend on what else the lake holds, so the similarity of two
articles is a matter of these two alone. Articles that are similar and near in time are linked. The more
links an article has, the likelier are some of them chance: where one actor is in the news every day, each
day's article resembles all others. So a link of an article with many asks for more likeness. What the clearer
links that are left connect is a family; within a family, stories are made by average linkage, which keeps
look-alike twins apart where one odd article would bridge them. All of this is a function of the set of
articles: the order of arrival and the cutting of input into commits change nothing. And all of it is local:
an article changes the links, and the families, of those that it is linked to, and of no others.

**What the store does.** In a worker: `story_terms` for each new article (a row of STORY_TERMS). It takes what
the document itself says of its day; days that were later borrowed from other articles of the story must not
be given, or stories would depend on themselves. In a commit:

1. candidates: rows of STORY_TERMS that share a value of `keys` with a new row (`KEYS_OF_UNDATED` of them, unless the
   days of both are known to `KNOWN_DAYS`) and whose days (`no_earlier` to `no_later`, null meaning open) lie within
   `WINDOW_DAYS` of the new row's, or overlap them;
2. `story_links(new, candidates)`; each adds one to the STORY_LINKS of both its ends (`link_counts`);
3. rows: STORY_TERMS of the new articles and of **all members of the families** (`family_id`) of all that these
   links name; `story_groups(rows, counts)` gives the family and the story of each, to be replaced. As links can
   only come to ask for more, no other family can change;
4. when articles are read anew or taken away, the links of those that were linked to them ask for less: their
   own links must be looked for again, as if they were new.
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
from warehouse.linkage import average_linkage, average_linkage_of_pairs
from warehouse.tables import STORY_LINKS

# Terms.
LEAD_WORDS = 60  # the happening is told in headline and lead; background follows
TEXT_WORDS = 1000
TITLE_WEIGHT = 2.0
NAME_CHARACTERS = 3000  # where capital letters are looked for
LEAST_NAME_WEIGHT = 1.5  # lighter names (leaders, agencies) tell nothing apart
RAREST, COMMONEST = 4.5, 1.5  # rarities between which a word's weight grows from none to its full
NUMBER_RARITY = 3.1
KEY_TERMS = 12  # two articles are compared when two of their twelve heaviest terms agree

# Points of a pair, in logits. They were fitted to pairs of one and of different happenings and rounded.
POINTS_AT_NO_LIKENESS = -9.2
POINTS_FOR_TEXT = 10.0  # times the square root of the cosine of the texts
POINTS_FOR_LEAD = 7.0  # times the square root of the cosine of headlines and leads
POINTS_FOR_NAMES = 4.0  # times the share of either's leading names that the other text has too
POINTS_FOR_OTHER_NAMES = -5.0  # both have several leading names, and neither text has those of the other: twins
ENOUGH_NAMES = 3
LEAST_SHARE_OF_NAMES = 0.2
USUAL_SHARE_OF_NAMES = 0.35  # where one of them has no leading names
POINTS_FOR_SHARED_NUMBER = 0.2  # each, three at most
POINTS_FOR_OTHER_NUMBERS = -1.0  # both state numbers, and none agrees: twins
POINTS_FOR_DAYS_APART = -0.8  # times the logarithm of one more than the days between
POINTS_FOR_UNDATED = -2.2  # one of the two is not known to the week
LEAST_POINTS = -6.0  # a single odd pair must not outweigh all others

# Links and stories.
WINDOW_DAYS = 14  # further apart, articles are not compared
KNOWN_DAYS = 7  # articles whose day is not known to so many days are compared when they share:
KEYS_OF_UNDATED = 3  # keys, or three of their heaviest terms: no window keeps the number of their candidates small
ENOUGH = -2.25  # points that link two articles, and mean points that join two groups of a family
ENOUGH_FOR_FAMILY = -1.5  # points of a link that makes one family: faint links would chain articles across all years
USUAL_LINKS = 12  # of an article; with more of them, each asks for more points:
POINTS_FOR_MANY_LINKS = -4.0  # times the logarithm of how many times the usual number the end with more links has
ALL_COMPARED = 40  # articles; in larger families, only those are compared that share a key

_TERM = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*\d|\d")
_NAME = re.compile(r"(?<=[\w,;:’”\"] )[A-Z][^\W\d_]+")  # not at the start of a sentence
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class CommonWords:
    """How rare common words are (`knowledge/stories/common_words.csv`), and which actors are whole countries."""

    rarity: Mapping[str, float]
    countries: frozenset[str] = frozenset()

    @classmethod
    def load(cls, overlay: Path | None = None) -> CommonWords:
        rows = files.rows("stories/common_words.csv", overlay)
        actors = files.rows("actors/countries.csv", overlay).filter(pl.col("kind") == "country")
        rarity = dict(zip(rows["word"], rows["rarity"].cast(pl.Float64()), strict=True))
        return cls(rarity, frozenset(actors["actor_id"]))

    def weight(self, word: str) -> float:
        """From 0 for words that say nothing of the subject to `RAREST - COMMONEST` for rare ones."""
        rarity = NUMBER_RARITY if word[0].isdigit() else self.rarity.get(word, RAREST)
        return max(0.0, min(rarity, RAREST) - COMMONEST)


@dataclass(frozen=True, slots=True)
class StoryTerms:
    """What an article is compared by. The fields are those of `STORY_TERMS`, less the id."""

    terms: list[int]
    weights: list[float]
    lead_weights: list[float]
    names: list[int]
    numbers: list[int]
    keys: list[int]
    no_earlier: date | None
    no_later: date | None


def story_terms(article: Article, published: Published, words: CommonWords) -> StoryTerms:
    """The article's weighted terms, and the days between which it says that it was published."""
    title, body = _words(article.title or ""), _words(article.body)[:TEXT_WORDS]
    text, lead = _weights(title, body, words), _weights(title, body[:LEAD_WORDS], words)
    capitalised = {_stem(_plain(match.group())) for match in _NAME.finditer(article.body[:NAME_CHARACTERS])}
    names = (term for term in capitalised if term in lead and words.weight(term) >= LEAST_NAME_WEIGHT)
    ranked = sorted(text, key=lambda term: (-lead.get(term, 0.0), -text[term], term))
    heaviest = [_term_hash(term) for term in ranked[:KEY_TERMS]]
    return StoryTerms(
        terms=[_term_hash(term) for term in ranked],
        weights=[text[term] for term in ranked],
        lead_weights=[lead.get(term, 0.0) for term in ranked],
        names=sorted({_term_hash(term) for term in names}),
        numbers=sorted({_term_hash(term) for term in ranked if term[0].isdigit() and len(term) > 1}),
        keys=sorted({_pair_key(a, b) for a, b in combinations(heaviest, 2)}),
        no_earlier=published.on or published.no_earlier,
        no_later=published.on or published.no_later,
    )


def story_links(new: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """`article_a, article_b, points` of linked articles among `new` and between `new` and `candidates`.

    Both are rows of STORY_TERMS; `candidates` may hold rows of `new` again. Each pair comes once, its smaller
    id first.
    """
    rows = _sorted_rows(new, candidates)
    first, second = _sharing_a_key(rows, asked=rows["article_id"].is_in(new["article_id"].implode()))
    points = _Texts.of(rows).points(first, second)
    linked = points >= ENOUGH
    ids = rows["article_id"]
    return pl.DataFrame(
        {"article_a": ids.gather(first[linked]), "article_b": ids.gather(second[linked]), "points": points[linked]},
        schema={"article_a": pl.String(), "article_b": pl.String(), "points": pl.Float64()},
    )


def link_counts(links: pl.DataFrame) -> pl.DataFrame:
    """STORY_LINKS of what `story_links` found: how many links end at each article."""
    ends = pl.concat([links["article_a"], links["article_b"]]).rename("article_id")
    return (
        ends.value_counts(name="link_count")
        .sort("article_id")
        .select(pl.col(name).cast(kind) for name, kind in STORY_LINKS.schema.items())
    )


def story_groups(rows: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """`article_id, family_id, story_id` of every row of STORY_TERMS given: of whole families, with their STORY_LINKS.

    A family and a story are named by the smallest id in it.
    """
    rows = _sorted_rows(rows, rows.clear())
    texts = _Texts.of(rows)
    links = rows.select("article_id").join(counts, on="article_id", how="left", maintain_order="left")
    many = links["link_count"].fill_null(0).to_numpy()
    first, second = _sharing_a_key(rows)
    points = _less_by_chance(texts.points(first, second), many, first, second)
    linked = points >= ENOUGH_FOR_FAMILY
    families = component_roots(len(rows), first[linked], second[linked])
    stories = families.copy()
    for members in _groups(families):
        if 2 < len(members) <= ALL_COMPARED:
            ends = np.triu_indices(len(members), 1)
            one, other = (members[end] for end in ends)
            likeness = np.zeros((len(members), len(members)))
            likeness[ends] = _less_by_chance(texts.points(one, other), many, one, other)
            stories[members] = members[average_linkage(likeness + likeness.T, ENOUGH)]
    large = np.bincount(families, minlength=len(rows))[families] > ALL_COMPARED
    inside = np.flatnonzero(large[first] & (families[first] == families[second]))
    for places in _groups(families[first[inside]]) if len(inside) else ():
        pairs = inside[places]
        members = np.flatnonzero(families == families[first[pairs[0]]])
        one, other = (np.searchsorted(members, ends[pairs]) for ends in (first, second))
        # Articles that share no key are not compared: they are as unlike as can be.
        joined = average_linkage_of_pairs(len(members), one, other, points[pairs], LEAST_POINTS, ENOUGH)
        stories[members] = members[joined]
    ids = rows["article_id"]
    return pl.DataFrame({"article_id": ids, "family_id": ids.gather(families), "story_id": ids.gather(stories)})


def _less_by_chance(points: np.ndarray, links: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Points of pairs, less what many links of either end take from them."""
    excess = np.maximum(1.0, np.maximum(links[first], links[second]) / USUAL_LINKS)
    return np.round(points + POINTS_FOR_MANY_LINKS * np.log(excess), 6)


def _weights(title: list[str], body: list[str], words: CommonWords) -> dict[str, float]:
    """Weights of unit length together, by stem."""
    counts: dict[str, float] = defaultdict(float)
    rarity: dict[str, float] = defaultdict(float)
    for text, count in ((title, TITLE_WEIGHT), (body, 1.0)):
        for word in text:
            stem = _stem(word)
            counts[stem] += count
            rarity[stem] = max(rarity[stem], words.weight(word))
    weights = {stem: rarity[stem] * (1 + math.log1p(count)) for stem, count in counts.items() if rarity[stem] > 0}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}


def _words(text: str) -> list[str]:
    return [_plain(match.group()) for match in _TERM.finditer(text)]


def _plain(term: str) -> str:
    return term.replace(",", "") if term[0].isdigit() else _POSSESSIVE.sub("", term).lower()


def _stem(word: str) -> str:
    """Takes the plural off, no more: names must stay what they are."""
    if len(word) <= 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith("sses") else word[:-1]


@lru_cache(maxsize=200_000)
def _term_hash(term: str) -> int:
    return crc32(term.encode("utf-8", "surrogatepass"))


def _pair_key(a: int, b: int) -> int:
    return min(a, b) << 32 | max(a, b)


def _sorted_rows(new: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([new, candidates.select(new.columns)]).unique("article_id").sort("article_id")


def _sharing_a_key(rows: pl.DataFrame, asked: pl.Series | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Places of rows that share a key and are near in time, each pair once, the smaller first.

    `asked` says of each row whether pairs with it are wanted; all are without.
    """
    days = _Days.of(rows)
    is_asked = pl.lit(value=True) if asked is None else asked.alias("asked")
    keys = (
        rows.select("keys", is_asked.alias("asked"), earliest=pl.Series(days.earliest), latest=pl.Series(days.latest))
        .with_row_index("place")
        .explode("keys")
        .drop_nulls("keys")
        .lazy()
    )
    # Pairs far apart in time are left before they are counted: most are, and all of them at once would fill the memory.
    is_near = (pl.col("earliest") - pl.col("latest_right") <= WINDOW_DAYS) & (
        pl.col("earliest_right") - pl.col("latest") <= WINDOW_DAYS
    )
    is_once = (pl.col("place") != pl.col("place_right")) & ~(
        pl.col("asked_right") & (pl.col("place") > pl.col("place_right"))
    )
    pairs = (
        keys.filter("asked")
        .join(keys, on="keys")
        .filter(is_once & is_near)
        .group_by(first=pl.min_horizontal("place", "place_right"), second=pl.max_horizontal("place", "place_right"))
        .len("shared")
        .sort("first", "second")
        .collect(engine="streaming")
    )
    first, second, shared = (pairs[name].to_numpy().astype(np.int64) for name in pairs.columns)
    known = days.is_known()
    enough = (known[first] & known[second]) | (shared >= KEYS_OF_UNDATED)
    return first[enough], second[enough]


@dataclass(frozen=True)
class _Days:
    """Days of publication, as numbers: what the evidence allows."""

    earliest: np.ndarray
    latest: np.ndarray

    @classmethod
    def of(cls, rows: pl.DataFrame) -> _Days:
        ends = (("no_earlier", -1_000_000), ("no_later", 1_000_000))
        return cls(*(rows[name].cast(pl.Int64()).fill_null(open_end).to_numpy() for name, open_end in ends))

    def apart(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Days that lie between two articles for certain; 0 when they may be of one day."""
        gap = np.maximum(self.earliest[first] - self.latest[second], self.earliest[second] - self.latest[first])
        return np.maximum(gap, 0)

    def is_known(self) -> np.ndarray:
        return self.latest - self.earliest <= KNOWN_DAYS


@dataclass(frozen=True)
class _Texts:
    """The terms of some articles, ready to be compared by their places in the frame."""

    days: _Days
    text: list[dict[int, float]]
    lead: list[dict[int, float]]
    names: list[dict[int, float]]
    numbers: list[frozenset[int]]

    @classmethod
    def of(cls, rows: pl.DataFrame) -> _Texts:
        terms = rows["terms"].to_list()
        lead = [
            {term: weight for term, weight in zip(*pair, strict=True) if weight > 0}
            for pair in zip(terms, rows["lead_weights"].to_list(), strict=True)
        ]
        return cls(
            days=_Days.of(rows),
            text=[dict(zip(*pair, strict=True)) for pair in zip(terms, rows["weights"].to_list(), strict=True)],
            lead=lead,
            names=[
                {term: weights[term] ** 2 for term in names}
                for names, weights in zip(rows["names"].to_list(), lead, strict=True)
            ],
            numbers=[frozenset(one) for one in rows["numbers"].to_list()],
        )

    def points(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """How much speaks for one story, for each pair of places."""
        pairs = list(zip(first.tolist(), second.tolist(), strict=True))
        text = np.array([_cosine(self.text[a], self.text[b]) for a, b in pairs])
        lead = np.array([_cosine(self.lead[a], self.lead[b]) for a, b in pairs])
        names = np.array([self._name_points(a, b) for a, b in pairs])
        numbers = np.array([_number_points(self.numbers[a], self.numbers[b]) for a, b in pairs])
        return self._sum(text, lead, names + numbers, first, second).reshape(-1)

    def _name_points(self, a: int, b: int) -> float:
        fewer = min(len(self.names[a]), len(self.names[b]))
        if fewer == 0:
            return POINTS_FOR_NAMES * USUAL_SHARE_OF_NAMES
        share = (_share(self.names[a], self.text[b]) + _share(self.names[b], self.text[a])) / 2
        others = fewer >= ENOUGH_NAMES and share < LEAST_SHARE_OF_NAMES
        return POINTS_FOR_OTHER_NAMES if others else POINTS_FOR_NAMES * share

    def _sum(
        self, text: np.ndarray, lead: np.ndarray, names_and_numbers: np.ndarray, first: np.ndarray, second: np.ndarray
    ) -> np.ndarray:
        known = self.days.is_known()
        points = (
            POINTS_AT_NO_LIKENESS
            + POINTS_FOR_TEXT * np.sqrt(text)
            + POINTS_FOR_LEAD * np.sqrt(lead)
            + names_and_numbers
            + POINTS_FOR_DAYS_APART * np.log1p(self.days.apart(first, second))
            + np.where(known[first] & known[second], 0.0, POINTS_FOR_UNDATED)
        )
        return np.round(np.maximum(points, LEAST_POINTS), 6)


def _cosine(a: dict[int, float], b: dict[int, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[term] for term, weight in a.items() if term in b)


def _share(names: dict[int, float], text: dict[int, float]) -> float:
    return sum(weight for name, weight in names.items() if name in text) / sum(names.values())


def _number_points(a: frozenset[int], b: frozenset[int]) -> float:
    if not a or not b:
        return 0.0
    shared = len(a & b)
    return POINTS_FOR_SHARED_NUMBER * min(shared, 3) if shared else POINTS_FOR_OTHER_NUMBERS


def _groups(labels: np.ndarray) -> Iterator[np.ndarray]:
    order = np.argsort(labels, kind="stable")
    cuts = np.flatnonzero(np.diff(labels[order])) + 1
    return iter(np.split(order, cuts))
