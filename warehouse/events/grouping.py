"""Reports to events: which reports tell of the same act.

Two reports are compared only within a **bucket**: the same two parties (by country, else by actor) in either
order, the same family of types, the same class of status. Within it, a pair is ruled out where direction, day
or place contradict each other; else it gains and loses points for what agrees and differs (`Grouping` says
how many), and pairs with enough points are linked. Linked reports form components; within a component, groups
are made by average linkage, so that one ambiguous report does not weld two look-alike acts together.

The result depends on the set of reports alone. What links connect is a family; an event never crosses one, and a
family never crosses a bucket. A report changes the families of those that it is linked to and of no others.

**What the store does.** When reports are new, gone, or have got another day, story or copy group:
`grouping_keys(reports)` names their buckets and the months across which they are compared; fetch the reports of
these buckets that share a story, a copy group or a month with them; `report_links` says which of those they
are linked to; fetch all reports of the families of both, call `group_reports`, then `events_of` on the same frame
with the `event_id` joined, and replace what differs.

**Columns of a reports frame**: those of REPORT_CODINGS; `event_on` and `event_precision`; of the article
`published_on`, `copy_group_id`, `story_id`, `publisher`, `language` and, where they are at hand,
`published_no_earlier` and `published_no_later`; and `sentence`, the text of the sentence coded.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from warehouse.articles.article import Published
from warehouse.articles.stories import CommonWords
from warehouse.components import component_roots
from warehouse.events.days import resolve_span
from warehouse.linkage import average_linkage
from warehouse.tables import EVENTS


@dataclass(frozen=True)
class Grouping:
    """Points for what two reports share, and how many make them one event. The default is strict.

    Raising `enough` makes more and smaller events.
    """

    enough: float = 0.50
    content: float = 0.80  # times the cosine of the words around the act, 0 to 1
    same_article: float = 0.10
    headline: float = 0.15  # beside that: a headline tells what the text tells
    same_copy_group: float = 0.35  # of two articles
    same_story: float = 0.15  # of two texts
    other_story: float = -0.10  # of the same days: recalls of later days stand in other stories anyway
    same_day: float = 0.10  # both known to the day, and equal
    next_day: float = -0.10  # both known to the day, one apart: time zones, late reports
    overlapping_days: float = 0.25  # one known to the week or month, and the other fits in
    overlapping_seasons: float = 0.20  # one known less precisely than to the month, and the other fits in
    days_off: float = 0.10  # within the slack of the less precise one
    wrong_day: float = -0.15  # days contradict each other inside one story
    same_code: float = 0.15  # CAMEO code
    other_mode: float = -0.25
    other_type: float = -0.15  # of the same family
    same_actor: float = 0.05  # each party
    other_actor: float = -0.30  # each party, both narrower than a country: two ministers, two regions
    same_place: float = 0.10
    other_place: float = -0.20  # within one country
    same_number: float = 0.10  # both sentences state it
    wrong_days_at_most: int = 31  # inside one story
    bounded_days_at_most: int = 400  # "last month" in an article known to lie within such a span says something
    same_news_days: int = 3
    slack_days: tuple[tuple[str, int], ...] = (("day", 1), ("week", 3), ("month", 10), ("season", 30), ("year", 31))


DEFAULT = Grouping()

# Types that coders and writers take for one another. A type stands in one family.
FAMILIES = {
    "AGREE": "agree", "CONSULT": "consult", "SUPPORT": "support", "CONCEDE": "concede", "COOPERATE": "agree",
    "AID": "aid", "RETREAT": "concede", "REQUEST": "request", "ACCUSE": "accuse", "REJECT": "accuse",
    "THREATEN": "threaten", "PROTEST": "protest", "SANCTION": "coerce", "MOBILIZE": "mobilize", "COERCE":
    "coerce", "ASSAULT": "assault",
}  # fmt: skip
RECIPROCAL_TYPES = ("AGREE", "CONSULT", "COOPERATE")
STATUS_CLASSES = {"actual": "fact", "past_background": "fact"}
CONTENT_REACH = 10  # words on either side of the act that count in full
FAR_WEIGHT = 0.2  # of the words beyond
ACT_WEIGHT = 0.7  # of the words for the act itself, which the code tells already

TELLING_WEIGHT = 1.5  # a word that weighs so much tells reports of one bucket apart
MONTH_DAYS = 30
EPOCH = date(1970, 1, 1).toordinal()
BOUNDS = ("published_no_earlier", "published_no_later")
TOLD = ("sentence", "action_text", "source_actor_id", "target_actor_id")

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class _Content:
    """The words of a sentence: their weights, of unit length together, and those near the act that tell it
    apart.
    """

    weights: dict[str, float]
    telling: list[str]


def grouping_keys(reports: pl.DataFrame, rules: Grouping = DEFAULT) -> pl.DataFrame:
    """`report_id, bucket, first_month, last_month`: reports of different buckets never tell of the same event, and
    those of one bucket are compared only where their months meet, or their stories or texts are the same.

    Months are stretches of thirty days, counted from 1970; null without a day.
    """
    return _keys(reports.hstack(_spans(reports, rules)), rules)


def _keys(rows: pl.DataFrame, rules: Grouping) -> pl.DataFrame:
    source, target = _party("source"), _party("target")
    family = pl.col("event_type").replace_strict(FAMILIES, default=None)
    first_month, last_month = _months(rules)
    return rows.select(
        "report_id",
        bucket=pl.concat_str(
            pl.min_horizontal(source, target),
            pl.max_horizontal(source, target),
            family.fill_null(pl.lit("root ") + pl.col("cameo_code").str.head(2)),
            pl.col("status").replace(STATUS_CLASSES),
            separator="|",
        ),
        first_month=first_month,
        last_month=last_month,
    )


def _party(side: str) -> pl.Expr:
    return pl.coalesce(f"{side}_country_code", f"{side}_actor_id", pl.lit("?"))


def report_links(
    reports: pl.DataFrame, asked: pl.Series, words: CommonWords, rules: Grouping = DEFAULT
) -> pl.DataFrame:
    """`report_id` of the reports that one of `asked` (report ids) is linked to, and of those so linked."""
    rows, contents = _prepared(reports, words, rules)
    first, second = _pairs(rows, contents)
    is_asked = rows["report_id"].is_in(asked.implode()).to_numpy()
    wanted = is_asked[first] | is_asked[second]
    first, second = first[wanted], second[wanted]
    linked = _points(rows, contents, first, second, rules) >= rules.enough
    return rows[np.unique(np.concatenate([first[linked], second[linked]]))].select("report_id")


def group_reports(reports: pl.DataFrame, words: CommonWords, rules: Grouping = DEFAULT) -> pl.DataFrame:
    """`report_id, event_id, family_id` of every report of whole families; both are named by their smallest report."""
    rows, contents = _prepared(reports, words, rules)
    first, second = _pairs(rows, contents)
    points = _points(rows, contents, first, second, rules)
    linked = points >= rules.enough
    families = component_roots(len(rows), first[linked], second[linked])
    groups = families.copy()
    components = _components(groups)
    pairs = [members[np.array(np.triu_indices(len(members), 1))] for members in components]
    first, second = np.concatenate([np.empty((2, 0), dtype=np.int64), *pairs], axis=1)
    ends = np.cumsum([one.shape[1] for one in pairs])
    inside = np.split(_points(rows, contents, first, second, rules), ends[:-1]) if components else []
    for members, points in zip(components, inside, strict=True):
        groups[members] = members[average_linkage(_matrix(len(members), points), rules.enough)]
    ids = rows["report_id"]
    return pl.DataFrame({"report_id": ids, "event_id": ids.gather(groups), "family_id": ids.gather(families)})


def _prepared(reports: pl.DataFrame, words: CommonWords, rules: Grouping) -> tuple[pl.DataFrame, list[_Content]]:
    """The reports by id, with their buckets, days and words."""
    told = reports.drop("bucket", "first_month", "last_month", strict=False)
    rows = told.hstack(_spans(told, rules))
    rows = rows.join(_keys(rows, rules), on="report_id").sort("report_id")
    contents = [_content(one, words) for one in rows.select(*TOLD).iter_rows()]
    return rows.with_columns(_narrow("source", words), _narrow("target", words)), contents


def _months(rules: Grouping) -> tuple[pl.Expr, pl.Expr]:
    """The first and the last stretch of thirty days across which a report with `first_day`, `last_day` is compared."""
    first, last = (pl.col("first_day") - _slack(rules)), (pl.col("last_day") + _slack(rules))
    return (first // MONTH_DAYS).cast(pl.Int32), (last // MONTH_DAYS).cast(pl.Int32)


def _narrow(side: str, words: CommonWords) -> pl.Expr:
    """The actor, if it is narrower than a country: a person, a body, a region."""
    actor = pl.col(f"{side}_actor_id")
    return pl.when(~actor.is_in(words.countries)).then(actor).alias(f"{side}_narrow")


def _pairs(rows: pl.DataFrame, contents: list[_Content]) -> tuple[np.ndarray, np.ndarray]:
    """Places of the pairs worth comparing.

    They are of one bucket, and of one story, article or text, or of one day or the next, or near in time with
    a telling word in common. So the many recalls of "last year's talks" are not all compared with all.
    """
    start = pl.col("first_day")
    places = rows.with_row_index("place").with_columns(
        word=pl.Series([content.telling for content in contents], dtype=pl.List(pl.String())),
        month=pl.int_ranges(pl.col("first_month"), pl.col("last_month") + 1),
        day=pl.when(pl.col("event_precision") == "day").then(pl.int_ranges(start, start + 2)),
    )
    worded = places.explode("word").explode("month").select("place", "bucket", key=pl.format("{} {}", "word", "month"))
    keys = [worded, places.explode("day").select("place", "bucket", key=pl.format("day {}", "day"))]
    keys += [
        places.select("place", "bucket", key=pl.format(name + " {}", name))
        for name in ("story_id", "article_id", "copy_group_id")
    ]
    keyed = pl.concat(keys).drop_nulls()
    pairs = (
        keyed.join(keyed, on=["bucket", "key"])
        .filter(pl.col("place") < pl.col("place_right"))
        .select("place", "place_right")
        .unique()
        .sort("place", "place_right")
    )
    return pairs["place"].to_numpy().astype(np.int64), pairs["place_right"].to_numpy().astype(np.int64)


def _spans(rows: pl.DataFrame, rules: Grouping) -> pl.DataFrame:
    """`first_day`, `last_day` of the act as numbers, as the report's words and its article's bounds allow, or
    null.
    """
    start, end = _interval()
    spans = rows.select(first_day=start, last_day=end)
    if not set(BOUNDS).issubset(rows.columns):
        return spans
    told = rows.select("event_date_value", *BOUNDS)
    bounded = [_bounded_span(value, first, last, rules) for value, first, last in told.iter_rows()]
    known = pl.DataFrame(bounded, schema={"first": pl.Int64(), "last": pl.Int64()}, orient="row")
    return spans.hstack(known).select(
        first_day=pl.coalesce("first_day", "first"), last_day=pl.coalesce("last_day", "last")
    )


def _bounded_span(
    value: str | None, no_earlier: date | None, no_later: date | None, rules: Grouping
) -> tuple[int | None, int | None]:
    """All days that words such as "last month" can mean in an article of a day between two."""
    if value is None or no_earlier is None or no_later is None:
        return None, None
    first, last = (resolve_span(value, Published(on=day)) for day in (no_earlier, no_later))
    if first is None or last is None or not 0 <= (last.end - first.start).days <= rules.bounded_days_at_most:
        return None, None
    return first.start.toordinal() - EPOCH, last.end.toordinal() - EPOCH


def _slack(rules: Grouping) -> pl.Expr:
    return pl.col("event_precision").replace_strict(dict(rules.slack_days), default=0, return_dtype=pl.Int64())


def _interval() -> tuple[pl.Expr, pl.Expr]:
    """First and last day that the report's words allow, as numbers; null without a day."""
    day = pl.col("event_on")
    ends = {
        "day": day,
        "week": day.dt.offset_by("6d"),
        "month": day.dt.month_end(),
        "season": day.dt.offset_by("3mo"),
        "year": day.dt.offset_by("1y").dt.offset_by("-1d"),
    }
    last = pl.coalesce(pl.when(pl.col("event_precision") == name).then(end) for name, end in ends.items())
    return pl.when(last.is_not_null()).then(day).cast(pl.Int64()), last.cast(pl.Int64())


@dataclass(frozen=True)
class _Pairs:
    """Columns of a frame, compared for pairs of places in it."""

    rows: pl.DataFrame
    first: np.ndarray
    second: np.ndarray

    def equal(self, name: str, other: str | None = None) -> np.ndarray:
        """Where both have a value and the values agree; with `other`, the first's `name` and the second's
        `other`.
        """
        a, b = self._codes(name, other or name)
        return (a == b) & (a >= 0)

    def different(self, name: str, other: str | None = None) -> np.ndarray:
        """Where both have a value and the values differ."""
        a, b = self._codes(name, other or name)
        return (a != b) & (a >= 0) & (b >= 0)

    def both(self, test: pl.Expr) -> np.ndarray:
        holds = self.rows.select(test.fill_null(value=False)).to_series().to_numpy()
        return holds[self.first] & holds[self.second]

    def near(self, day: str, days: int) -> np.ndarray:
        """Where both have that day and the two lie no further apart."""
        values = self.rows[day].cast(pl.Float64()).to_numpy()  # NaN for null, which is near nothing
        return np.abs(values[self.first] - values[self.second]) <= days

    def either(self, test: pl.Expr) -> np.ndarray:
        holds = self.rows.select(test).to_series().to_numpy()
        return holds[self.first] | holds[self.second]

    def _codes(self, name: str, other: str) -> tuple[np.ndarray, np.ndarray]:
        """A number for each value, -1 for null."""
        values = pl.concat([self.rows[name], self.rows[other]])
        codes = values.rank("dense").cast(pl.Int64()).fill_null(-1).to_numpy().reshape(2, -1)
        return codes[0][self.first], codes[1][self.second]


def _points(
    rows: pl.DataFrame, contents: list[_Content], first: np.ndarray, second: np.ndarray, rules: Grouping
) -> np.ndarray:
    """Points of each pair; minus infinity where something contradicts, or where no content could make them
    enough.
    """
    rows = rows.with_columns(source_party=_party("source"), target_party=_party("target"))
    pairs = _Pairs(rows, first, second)
    points = (
        np.select(
            [pairs.equal("article_id"), pairs.equal("copy_group_id"), pairs.equal("story_id")],
            [rules.same_article, rules.same_copy_group, rules.same_story],
        )
        + rules.headline * (pairs.equal("article_id") & pairs.either(pl.col("sentence_index") < 0))
        + rules.other_story * (pairs.different("story_id") & pairs.near("published_on", rules.same_news_days))
        + rules.same_code * pairs.equal("cameo_code")
        + rules.other_mode * pairs.different("event_mode")
        + rules.other_type * pairs.different("event_type")
        + rules.same_place * pairs.equal("place_name")
        + rules.other_place * pairs.different("place_name")
        + _day_points(pairs, rules)
        + _party_points(pairs, rules)
    )
    points[pairs.different("place_country_code") | _other_act_of_one_sentence(pairs)] = -np.inf
    open_ = points + rules.content + rules.same_number >= rules.enough
    points[open_] += _content_points(contents, first[open_], second[open_], rules)
    return np.round(points, 6)


def _other_act_of_one_sentence(pairs: _Pairs) -> np.ndarray:
    """A sentence that is coded twice tells of two acts, unless the same words were coded in both orders."""
    one_sentence = pairs.equal("article_id") & pairs.equal("sentence_index")
    one_act = pairs.equal("action_start") & pairs.equal("action_text")
    other_party = pairs.different("source_narrow") | pairs.different("target_narrow")
    both_orders = pairs.equal("source_actor_id", "target_actor_id") | pairs.equal("target_actor_id", "source_actor_id")
    return one_sentence & (~one_act | (other_party & ~both_orders))


def _day_points(pairs: _Pairs, rules: Grouping) -> np.ndarray:
    """Points for the days: minus infinity where they contradict, no number where one is missing across
    stories.
    """
    start, end = pl.col("first_day"), pl.col("last_day")
    days = pairs.rows.select(start=start.fill_null(0), end=end.fill_null(0), slack=_slack(rules)).to_numpy()
    (start_a, end_a, slack_a), (start_b, end_b, slack_b) = days[pairs.first].T, days[pairs.second].T
    apart = np.maximum(start_a - end_b, start_b - end_a)
    dated = pairs.both(start.is_not_null())
    exact = dated & pairs.both(pl.col("event_precision") == "day")
    vague = np.maximum(end_a - start_a, end_b - start_b) > 31
    one_article = pairs.equal("article_id")
    together = one_article | pairs.equal("story_id") | pairs.equal("copy_group_id")
    within = apart <= np.maximum(slack_a, slack_b)
    cases: list[tuple[np.ndarray, float]] = [
        (exact & (apart == 0), rules.same_day),
        (exact & one_article, -np.inf),  # an article that names two days tells of two acts
        (exact & within, rules.next_day),
        (dated & (apart <= 0) & ~vague, rules.overlapping_days),
        (dated & (apart <= 0), rules.overlapping_seasons),
        (dated & within, rules.days_off),
        (dated & together & (apart <= rules.wrong_days_at_most), rules.wrong_day),
        (dated, -np.inf),
        (together, 0.0),
    ]
    return np.select([case for case, _ in cases], [worth for _, worth in cases], default=np.nan)


def _party_points(pairs: _Pairs, rules: Grouping) -> np.ndarray:
    """Points for the actors, in the order given or, for reciprocal types, in the better of both orders."""
    straight = _order_points(pairs, rules, {"source": "source", "target": "target"})
    crossed = _order_points(pairs, rules, {"source": "target", "target": "source"})
    reciprocal = pairs.both(pl.col("event_type").is_in(RECIPROCAL_TYPES))
    return np.where(reciprocal, np.maximum(straight, crossed), straight)


def _order_points(pairs: _Pairs, rules: Grouping, sides: dict[str, str]) -> np.ndarray:
    points = np.zeros(len(pairs.first))
    for side, other in sides.items():
        points += rules.same_actor * pairs.equal(f"{side}_actor_id", f"{other}_actor_id")
        points += rules.other_actor * pairs.different(f"{side}_narrow", f"{other}_narrow")
        points[pairs.different(f"{side}_party", f"{other}_party")] = -np.inf
    return points


def _content_points(contents: list[_Content], first: np.ndarray, second: np.ndarray, rules: Grouping) -> np.ndarray:
    """Points for the words of the two sentences, those near the act counting most, and for their numbers."""
    pairs = ((contents[a].weights, contents[b].weights) for a, b in zip(first.tolist(), second.tolist(), strict=True))
    return np.array([rules.content * _cosine(a, b) + rules.same_number * _share_number(a, b) for a, b in pairs])


def _content(told: tuple[str, ...], words: CommonWords) -> _Content:
    """What a sentence says, but for the names of the countries, which all reports of the bucket share."""
    sentence, action, source, target = told
    sentence = sentence or action
    parties = {part[:4] for actor in (source, target) if actor in words.countries for part in actor.split("-")}
    found = [(match.group().lower(), match.start()) for match in _WORD.finditer(sentence)]
    at = sentence.find(action)
    act = next((place for place, (_, start) in enumerate(found) if start >= at), 0)
    weights: dict[str, float] = {}
    telling: set[str] = set()
    for place, (word, start) in enumerate(found):
        weight, stem = words.weight(word), _stem(word)
        is_near, is_act = abs(place - act) <= CONTENT_REACH, at <= start < at + len(action)
        if weight == 0 or word[:4] in parties:
            continue
        scaled = weight * (1.0 if is_near else FAR_WEIGHT) * (ACT_WEIGHT if is_act else 1.0)
        weights[stem] = max(scaled, weights.get(stem, 0.0))
        if is_near and not is_act and weight >= TELLING_WEIGHT:
            telling.add(stem)
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return _Content({stem: weight / length for stem, weight in weights.items()}, sorted(telling))


def _stem(word: str) -> str:
    """Cuts the endings by which forms of one word differ ("arrest", "arrested", "arrests")."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    return sum(weight * b[term] for term, weight in a.items() if term in b)


def _share_number(a: dict[str, float], b: dict[str, float]) -> bool:
    return any(term[0].isdigit() and term in b for term in a)


def _components(groups: np.ndarray) -> list[np.ndarray]:
    """The places of each component of three and more."""
    order = np.argsort(groups, kind="stable")
    components = np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)
    return [members for members in components if len(members) > 2]


def _matrix(count: int, points: np.ndarray) -> np.ndarray:
    """Points of the pairs above the diagonal, row by row, as a symmetric matrix."""
    matrix = np.full((count, count), np.nan)
    matrix[np.triu_indices(count, 1)] = points
    return np.fmax(matrix, matrix.T)


# Settled together, so that a row never mixes two reports' halves.
TOGETHER = (
    ("source_actor_id", "source_country_code", "source_sector_code"),
    ("target_actor_id", "target_country_code", "target_sector_code"),
    ("event_type", "event_mode", "cameo_code", "quad_class", "goldstein"),
    ("place_name", "place_country_code", "latitude", "longitude", "place_precision"),
    ("status",),
)
TOLD_APART = (
    "source_actor_id", "source_sector_code", "target_actor_id", "target_sector_code",
    "event_type", "event_mode", "cameo_code", "event_on", "event_precision", "place_name", "status",
)  # fmt: skip
EXACTNESS = {"day": 1.0, "week": 0.7, "month": 0.5, "season": 0.3, "year": 0.2}


def events_of(reports: pl.DataFrame) -> pl.DataFrame:
    """EVENTS, from a reports frame with its `event_id`: values by weighted majority, disagreements kept.

    A report weighs its confidence, divided by the reports of the same copy group that say it too: a text
    reprinted a hundred times has one voice. Of equal weight, the value that sorts first is taken.
    """
    if reports.is_empty():
        return EVENTS.frame()
    rows = reports.sort("event_id", "report_id").with_columns(
        voice=pl.col("confidence").clip(0.01, 1.0) / pl.len().over("event_id", "copy_group_id")
    )
    parts = [_agreed_day(rows), *(_majority(rows, columns) for columns in TOGETHER), _disagreements(rows)]
    events = _counts(rows)
    for part in parts:
        events = events.join(part, on="event_id", how="left", maintain_order="left")
    none = pl.lit([], dtype=EVENTS.schema["disagreements"])
    return events.with_columns(
        pl.col("event_precision").fill_null("unknown"), pl.col("disagreements").fill_null(none)
    ).select(pl.col(name).cast(dtype) for name, dtype in EVENTS.schema.items())


def _agreed_day(rows: pl.DataFrame) -> pl.DataFrame:
    """`event_id, event_on, event_precision`: the day that most voices allow, an exact one rather than a vague
    one.
    """
    start, end = _interval()
    told = rows.select("event_id", "voice", "event_on", "event_precision", start=start, end=end).drop_nulls("start")
    candidates = told.drop("voice").unique()
    fits = (pl.col("start") <= pl.col("end_right")) & (pl.col("start_right") <= pl.col("end"))
    return (
        candidates.join(told, on="event_id")
        .filter(fits)
        .group_by("event_id", "event_on", "event_precision")
        .agg(voices=pl.col("voice").sum())
        .with_columns(votes=(pl.col("voices") * _exactness()).round(9))
        .sort("event_id", "votes", "event_on", "event_precision", descending=[False, True, False, False])
        .unique("event_id", keep="first", maintain_order=True)
        .select("event_id", "event_on", "event_precision")
    )


def _exactness() -> pl.Expr:
    return pl.col("event_precision").replace_strict(EXACTNESS, default=0.0)


def _counts(rows: pl.DataFrame) -> pl.DataFrame:
    chance_wrong = rows.group_by("event_id", "copy_group_id").agg(wrong=1 - pl.col("confidence").max())
    confidence = chance_wrong.group_by("event_id").agg(confidence=(1 - pl.col("wrong").product()).clip(0.0, 1.0))
    counts = rows.group_by("event_id", maintain_order=True).agg(
        story_id=pl.when(pl.col("story_id").n_unique() == 1).then(pl.col("story_id").first()),
        report_count=pl.len(),
        article_count=pl.col("article_id").n_unique(),
        copy_group_count=pl.col("copy_group_id").n_unique(),
        publisher_count=pl.col("publisher").drop_nulls().n_unique(),
        publishers=pl.col("publisher").drop_nulls().unique().sort(),
        languages=pl.col("language").drop_nulls().unique().sort(),
        first_reported_on=pl.col("published_on").min(),
        last_reported_on=pl.col("published_on").max(),
    )
    return counts.join(confidence, on="event_id", maintain_order="left")


def _majority(rows: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The weightiest combination of these columns for each event; one whose first column is null only if all
    are.
    """
    votes = rows.group_by("event_id", *columns).agg(votes=pl.col("voice").sum().round(9))
    order = ("known", "votes", *columns)
    return (
        votes.with_columns(known=pl.col(columns[0]).is_not_null())
        .sort("event_id", *order, descending=[False, True, True, *[False] * len(columns)], nulls_last=True)
        .unique("event_id", keep="first", maintain_order=True)
        .drop("known", "votes")
    )


def _disagreements(rows: pl.DataFrame) -> pl.DataFrame:
    """`event_id, disagreements`: each field on which reports differ, its values by falling count."""
    parts = [_field_counts(rows, field) for field in TOLD_APART]
    return (
        pl.concat(parts)
        .sort("event_id", "field")
        .group_by("event_id", maintain_order=True)
        .agg(disagreements=pl.struct("field", "values", "counts"))
    )


def _field_counts(rows: pl.DataFrame, field: str) -> pl.DataFrame:
    return (
        rows.select("event_id", value=pl.col(field).cast(pl.String()))
        .drop_nulls("value")
        .group_by("event_id", "value")
        .agg(count=pl.len().cast(pl.Int64()))
        .sort("event_id", "count", "value", descending=[False, True, False])
        .group_by("event_id", maintain_order=True)
        .agg(field=pl.lit(field).first(), values=pl.col("value"), counts=pl.col("count"))
        .filter(pl.col("values").list.len() > 1)
        .select("event_id", "field", "values", "counts")
    )
