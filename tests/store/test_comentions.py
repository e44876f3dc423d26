"""Co-mentions as the lake keeps them up, against a slow and plain count over all articles and mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from math import log
from random import Random
from typing import Any

import pytest

from tests import rows
from warehouse import ids
from warehouse.articles.article import Article
from warehouse.articles.stories import CommonWords
from warehouse.knowledge.actor_names import Actors
from warehouse.store.commit import Run, commit
from warehouse.store.lake import Lake

ACTORS = ("alfa", "bravo", "carlo", "delta", "echo", "fox")
DAYS = ("2006-10-01", "2006-10-02", "2006-11-05", None)
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ol")]


def invented(chance: Random, number: int) -> tuple[Article, str | None, list[dict[str, Any]]]:
    """An article of four sentences that name some of ACTORS, with its day and mentions."""
    sentences: list[list[str]] = []
    for _ in range(4):
        words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(14)]
        named = chance.sample(ACTORS, chance.randint(0, 3))
        for actor in named:
            words.insert(chance.randrange(len(words)), actor.title())
        sentences.append([f"The {' '.join(words)} came.", *named])
    body = " ".join(sentence[0] for sentence in sentences)
    article = rows.article(body, title=f"Number {number}")
    mentions = []
    for index, (sentence, *named) in enumerate(sentences):
        for actor in named:
            start = body.index(sentence) + sentence.index(actor.title())
            mentions.append(
                rows.mention(article, actor.title(), actor, index, is_place=chance.random() < 0.1)
                | {"start": start, "end": start + len(actor)}
                | {"mention_id": ids.row_id(article.article_id, start)}
            )
    return article, chance.choice(DAYS), mentions


def copied(of: tuple[Article, str | None, list[dict[str, Any]]]) -> tuple[Article, str | None, list[dict[str, Any]]]:
    """The same text under another headline, a day before."""
    article = rows.article(of[0].body, title=f"{of[0].title}, again")
    mentions = [
        mention | {"article_id": article.article_id, "mention_id": ids.row_id(article.article_id, mention["start"])}
        for mention in of[2]
    ]
    return article, "2006-09-30", mentions


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Sixty articles, every sixth with a copy that comes in the next commit and is dated before it."""
    home = tmp_path_factory.mktemp("comentions") / "lake"
    chance = Random(7)
    made = [invented(chance, number) for number in range(51)]
    made += [copied(one) for one in made[::6]]
    opened = Lake.open(home, read_only=False)
    knowledge = Actors.load(), CommonWords.load()
    for at in range(0, len(made), 20):
        part = made[at : at + 20]
        folder = rows.batch(
            home / "staging" / str(at), [one[:2] for one in part], [mention for one in part for mention in one[2]]
        )
        commit(opened, [folder], Run("run", "ingest", rows.NOW, "test", "test", "{}", "{}"), *knowledge, rows.clock)
    return opened


Units = list[tuple[date | None, dict[int, set[str]], int]]


@pytest.fixture(scope="module")
def units(lake: Lake) -> Units:
    """Of each article that counts: its day, the actors of each sentence, and how many sentences it has."""
    cursor = lake.cursor()
    originals = cursor.execute(
        "select article_id, published_on, len(sentence_spans) + 1 from articles where is_original"
    ).fetchall()
    told: dict[str, dict[int, set[str]]] = {article: {} for article, _, _ in originals}
    for article, sentence, actor in cursor.execute(
        "select article_id, sentence_index, actor_id from mentions where not is_place"
    ).fetchall():
        if article in told:
            told[article].setdefault(sentence, set()).add(actor)
    return [(day, told[article], size) for article, day, size in originals]


def test_copies_were_found(lake: Lake) -> None:
    counted = lake.cursor().execute("select count(*), sum(is_original::int) from article_groups").fetchone()
    assert counted == (60, 51)


def test_days_hold_what_a_count_over_everything_gives(lake: Lake, units: Units) -> None:
    articles: Counter[tuple[str, str, date | None]] = Counter()
    sentences: Counter[tuple[str, str, date | None]] = Counter()
    weights: defaultdict[tuple[str, str, date | None], float] = defaultdict(float)
    for day, inside, _ in units:
        everybody = sorted(set().union(*inside.values()))
        for one, other in combinations(everybody, 2):
            articles[one, other, day] += 1
            weights[one, other, day] += 1 / (len(everybody) - 1)
        for named in inside.values():
            sentences.update((one, other, day) for one, other in combinations(sorted(named), 2))
    found = lake.cursor().execute("from comention_days").fetchall()
    assert {row[:3]: row[3:5] for row in found} == {pair: (n, sentences[pair]) for pair, n in articles.items()}
    assert {row[:3]: row[5] for row in found} == pytest.approx(dict(weights))


@pytest.mark.parametrize("grain", ["article", "sentence"])
@pytest.mark.parametrize("since", [None, date(2006, 10, 2)])
def test_expected_counts_lift_npmi_and_jaccard(lake: Lake, units: Units, grain: str, since: date | None) -> None:
    kept = [(inside, size) for day, inside, size in units if since is None or (day is not None and day >= since)]
    if grain == "article":
        named, total = [set().union(*inside.values()) for inside, _ in kept], len(kept)
    else:
        named, total = [actors for inside, _ in kept for actors in inside.values()], sum(size for _, size in kept)
    alone = Counter(actor for actors in named for actor in actors)
    both = Counter(pair for actors in named for pair in combinations(sorted(actors), 2))
    bound = f", since := date '{since}'" if since else ""
    found = lake.cursor().execute(f"from comentions('{grain}'{bound})").fetchall()
    assert {(row[0], row[2]): row[4] for row in found} == dict(both)
    for a, _, b, _, together, count_a, count_b, _, expected, lift, npmi, jaccard in found:
        assert (count_a, count_b) == (alone[a], alone[b])
        assert expected == pytest.approx(alone[a] * alone[b] / total)
        assert lift == pytest.approx(together / expected)
        assert npmi == pytest.approx(log(together / expected) / -log(together / total))
        assert jaccard == pytest.approx(together / (alone[a] + alone[b] - together))
