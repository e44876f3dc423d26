"""Reports to events: which reports tell of the same act.

Two reports are compared only within a **bucket**: the same two parties (by country, else by actor) in either
order, the same family of types, the same class of status. Within it, a pair is ruled out where direction, day
or place contradict each other; else it gains and loses points for what agrees and differs (`Grouping` says
how many), and pairs with enough points are linked. Linked reports form components; within a component, groups
are made by average linkage, so that one ambiguous report does not weld two look-alike acts together.

The result depends on the set of reports alone. An event never crosses a bucket, so that regrouping all
reports of the touched buckets gives what regrouping everything would give.

**What the store does.** When reports are new, gone, or have got another day, story or copy group:
`grouping_keys(reports)` names their buckets (a column worth keeping beside the report); fetch all reports of
these buckets, call `group_reports`, then `events_of` on the same frame with the `event_id` joined, and
replace both.

**Columns of a reports frame**: those of REPORT_CODINGS; `event_on` and `event_precision`; of the article
`published_on`, `copy_group_id`, `story_id`, `publisher`; and `sentence`, the text of the sentence coded.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np
import polars as pl

from warehouse.articles.stories import CommonWords
from warehouse.components import component_roots
from warehouse.linkage import average_linkage
from warehouse.tables import EVENTS


@dataclass(frozen=True)
class Grouping:
    """Points for what two reports share, and how many make them one event. The default is strict.

    Raising `enough` makes more and smaller events.
    """

    enough: float = 0.60
    content: float = 1.00  # times the cosine of the words around the act, 0 to 1
    same_article: float = 0.10
    same_copy_group: float = 0.20
    same_story: float = 0.20
    same_day: float = 0.25  # both known to the day, and equal
    next_day: float = 0.05  # both known to the day, one apart: time zones, late reports
    overlapping_days: float = 0.10  # one known less precisely, and the other fits in
    days_off: float = -0.10  # within the slack of the less precise one
    wrong_day: float = -0.15  # days contradict each other inside one story
    same_code: float = 0.15  # CAMEO code
    other_mode: float = -0.25
    other_type: float = -0.15  # of the same family
    same_actor: float = 0.05  # each party
    other_actor: float = -0.05  # each party, both known and different
    same_place: float = 0.10
    other_place: float = -0.20  # within one country
    wrong_days_at_most: int = 31  # inside one story
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
SPAN_DAYS = {"day": 0, "week": 6, "month": 30, "season": 91, "year": 365}
STATUS_CLASSES = {"actual": "fact", "past_background": "fact"}
CONTENT_REACH = 12  # words on either side of the act that count in full

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d")


def grouping_keys(reports: pl.DataFrame) -> pl.DataFrame:
    """`report_id, bucket`: reports of different buckets never tell of the same event."""
    source, target = _party("source"), _party("target")
    family = pl.col("event_type").replace_strict(FAMILIES, default=None)
    return reports.select(
        "report_id",
        bucket=pl.concat_str(
            pl.min_horizontal(source, target),
            pl.max_horizontal(source, target),
            family.fill_null(pl.lit("root ") + pl.col("cameo_code").str.head(2)),
            pl.col("status").replace(STATUS_CLASSES),
            separator="|",
        ),
    )


def _party(side: str) -> pl.Expr:
    return pl.coalesce(f"{side}_country_code", f"{side}_actor_id", pl.lit("?"))


def group_reports(reports: pl.DataFrame, words: CommonWords, rules: Grouping = DEFAULT) -> pl.DataFrame:
    """`report_id, event_id` of every report; the id of an event is that of its smallest report."""
    rows = reports.join(grouping_keys(reports), on="report_id").sort("bucket", "report_id")
    groups = [_group_bucket(bucket, words, rules) for bucket in rows.partition_by("bucket", maintain_order=True)]
    empty = pl.DataFrame(schema={"report_id": pl.String(), "event_id": pl.String()})
    return pl.concat([empty, *groups]).sort("report_id")


def _group_bucket(rows: pl.DataFrame, words: CommonWords, rules: Grouping) -> pl.DataFrame:
    """Groups the reports of one bucket, sorted by report_id."""
    points = _points(rows, words, rules)
    first, second = np.nonzero(np.triu(points >= rules.enough, 1))
    groups = component_roots(len(rows), first, second)
    for root in np.unique(groups):
        members = np.flatnonzero(groups == root)
        if len(members) > 2:
            groups[members] = members[average_linkage(points[np.ix_(members, members)], rules.enough)]
    return rows.select("report_id", event_id=pl.col("report_id").gather(groups))


def _points(rows: pl.DataFrame, words: CommonWords, rules: Grouping) -> np.ndarray:
    """Points of every pair; minus infinity where something contradicts."""
    points = rules.content * _content(rows, words)
    points += rules.same_article * _equal(rows["article_id"])
    points += rules.same_copy_group * _equal(rows["copy_group_id"])
    points += rules.same_story * _equal(rows["story_id"])
    points += rules.same_code * _equal(rows["cameo_code"])
    points += rules.other_mode * _different(rows["event_mode"])
    points += rules.other_type * _different(rows["event_type"])
    points += rules.same_place * _equal(rows["place_name"]) + rules.other_place * _different(rows["place_name"])
    points += _day_points(rows, rules)
    points += _party_points(rows, rules)
    points[_different(rows["place_country_code"])] = -np.inf
    return np.round(points, 6)


def _equal(values: pl.Series) -> np.ndarray:
    codes = _codes(values)
    return (codes[:, None] == codes[None, :]) & (codes >= 0)[:, None]


def _different(values: pl.Series) -> np.ndarray:
    codes = _codes(values)
    known = codes >= 0
    return (codes[:, None] != codes[None, :]) & known[:, None] & known[None, :]


def _codes(values: pl.Series) -> np.ndarray:
    """A number for each value, -1 for null."""
    return values.rank("dense").cast(pl.Int64()).fill_null(-1).to_numpy()


def _day_points(rows: pl.DataFrame, rules: Grouping) -> np.ndarray:
    """Points for the days; minus infinity where they contradict, or where a day is missing across stories."""
    start = rows["event_on"].cast(pl.Int64()).fill_null(0).to_numpy()
    precision = rows["event_precision"]
    span = precision.replace_strict(SPAN_DAYS, default=0, return_dtype=pl.Int64()).to_numpy()
    slack = precision.replace_strict(dict(rules.slack_days), default=0, return_dtype=pl.Int64()).to_numpy()
    dated = (rows["event_on"].is_not_null() & (precision != "unknown")).to_numpy()
    exact = dated & (precision == "day").to_numpy()
    end = start + span
    apart = np.maximum(start[:, None] - end[None, :], start[None, :] - end[:, None])
    both_dated, both_exact = dated[:, None] & dated[None, :], exact[:, None] & exact[None, :]
    together = _equal(rows["story_id"]) | _equal(rows["article_id"]) | _equal(rows["copy_group_id"])
    within = apart <= np.maximum(slack[:, None], slack[None, :])
    return np.select(
        [
            both_exact & (apart == 0),
            both_exact & within,
            both_dated & (apart <= 0),
            both_dated & within,
            both_dated & together & (apart <= rules.wrong_days_at_most),
            ~both_dated & together,
        ],
        [rules.same_day, rules.next_day, rules.overlapping_days, rules.days_off, rules.wrong_day, 0.0],
        default=-np.inf,
    )


def _party_points(rows: pl.DataFrame, rules: Grouping) -> np.ndarray:
    """Points for the actors, in the order given or, for reciprocal types, in the better of both orders."""
    straight = _order_points(rows, ("source", "target"), rules)
    crossed = _order_points(rows, ("target", "source"), rules)
    reciprocal = rows["event_type"].is_in(RECIPROCAL_TYPES).fill_null(value=False).to_numpy()
    both = reciprocal[:, None] & reciprocal[None, :]
    return np.where(both, np.maximum(straight, crossed), straight)


def _order_points(rows: pl.DataFrame, others: tuple[str, str], rules: Grouping) -> np.ndarray:
    points = np.zeros((len(rows), len(rows)))
    for side, other in zip(("source", "target"), others, strict=True):
        party, counterpart = (rows.select(_party(name)).to_series() for name in (side, other))
        codes = _codes(pl.concat([party, counterpart])).reshape(2, -1)
        points[codes[0][:, None] != codes[1][None, :]] = -np.inf
        actors = _codes(pl.concat([rows[f"{side}_actor_id"], rows[f"{other}_actor_id"]])).reshape(2, -1)
        known = (actors[0] >= 0)[:, None] & (actors[1] >= 0)[None, :]
        same = actors[0][:, None] == actors[1][None, :]
        points += np.where(known, np.where(same, rules.same_actor, rules.other_actor), 0.0)
    return points


def _content(rows: pl.DataFrame, words: CommonWords) -> np.ndarray:
    """Cosine of the words of each two sentences, those near the act counting most."""
    vectors = [
        _vector(sentence, action, words) for sentence, action in rows.select("sentence", "action_text").iter_rows()
    ]
    vocabulary = {term: place for place, term in enumerate(sorted({term for vector in vectors for term in vector}))}
    matrix = np.zeros((len(vectors), len(vocabulary)))
    for row, vector in enumerate(vectors):
        for term, weight in vector.items():
            matrix[row, vocabulary[term]] = weight
    return matrix @ matrix.T


def _vector(sentence: str | None, action: str, words: CommonWords) -> dict[str, float]:
    found = [(match.group().lower(), match.start()) for match in _WORD.finditer(sentence or action)]
    at = (sentence or action).find(action)
    act = next((place for place, (_, start) in enumerate(found) if start >= at), 0)
    vector: dict[str, float] = {}
    for place, (word, _) in enumerate(found):
        weight = words.weight(word) * (1.0 if abs(place - act) <= CONTENT_REACH else 0.5)
        if weight > 0:
            vector[_stem(word)] = max(weight, vector.get(_stem(word), 0.0))
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in vector.items()}


def _stem(word: str) -> str:
    """Cuts the endings by which forms of one word differ ("arrest", "arrested", "arrests")."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


AGREED = (
    "source_actor_id", "source_country_code", "source_sector_code",
    "target_actor_id", "target_country_code", "target_sector_code",
    "event_type", "event_mode", "cameo_code", "quad_class", "goldstein",
    "event_on", "event_precision",
    "place_name", "place_country_code", "latitude", "longitude", "place_precision", "status",
)  # fmt: skip
# Settled together, so that a row never mixes two reports' halves.
TOGETHER = (
    ("source_actor_id", "source_country_code", "source_sector_code"),
    ("target_actor_id", "target_country_code", "target_sector_code"),
    ("event_type", "event_mode", "cameo_code", "quad_class", "goldstein"),
    ("event_on", "event_precision"),
    ("place_name", "place_country_code", "latitude", "longitude", "place_precision"),
    ("status",),
)
TOLD_APART = (
    "source_actor_id", "source_sector_code", "target_actor_id", "target_sector_code",
    "event_type", "event_mode", "cameo_code", "event_on", "event_precision", "place_name", "status",
)  # fmt: skip
PRECISION_WEIGHT = {"day": 1.0, "week": 0.7, "month": 0.5, "season": 0.3, "year": 0.2, "unknown": 0.01}


def events_of(reports: pl.DataFrame) -> pl.DataFrame:
    """EVENTS, from a reports frame with its `event_id`: values by weighted majority, disagreements kept.

    A report weighs its confidence, divided by the reports of the same copy group that say it too: a text
    reprinted a hundred times has one voice. Of equal weight, the value that sorts first is taken.
    """
    if reports.is_empty():
        return EVENTS.frame()
    rows = reports.sort("event_id", "report_id")
    rows = rows.with_columns(
        voice=pl.col("confidence").clip(0.01, 1.0) / pl.len().over("event_id", "copy_group_id")
    ).with_columns(day_voice=pl.col("voice") * pl.col("event_precision").replace_strict(PRECISION_WEIGHT, default=0.01))
    events = _counts(rows)
    for columns in TOGETHER:
        events = events.join(_majority(rows, columns), on="event_id", how="left", maintain_order="left")
    events = events.join(_disagreements(rows), on="event_id", how="left", maintain_order="left")
    events = events.with_columns(pl.col("disagreements").fill_null(pl.lit([], dtype=events.schema["disagreements"])))
    return events.select(pl.col(name).cast(dtype) for name, dtype in EVENTS.schema.items())


def _counts(rows: pl.DataFrame) -> pl.DataFrame:
    chance_wrong = rows.group_by("event_id", "copy_group_id").agg(wrong=1 - pl.col("confidence").max())
    confidence = chance_wrong.group_by("event_id").agg(confidence=(1 - pl.col("wrong").product()).clip(0.0, 1.0))
    counts = rows.group_by("event_id", maintain_order=True).agg(
        story_id=pl.when(pl.col("story_id").n_unique() == 1).then(pl.col("story_id").first()),
        report_count=pl.len(),
        article_count=pl.col("article_id").n_unique(),
        copy_group_count=pl.col("copy_group_id").n_unique(),
        publisher_count=pl.col("publisher").drop_nulls().n_unique(),
        first_reported_on=pl.col("published_on").min(),
        last_reported_on=pl.col("published_on").max(),
    )
    return counts.join(confidence, on="event_id", maintain_order="left")


def _majority(rows: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The weightiest combination of these columns for each event; one whose first column is null only if all
    are.
    """
    voice = "day_voice" if columns[0] == "event_on" else "voice"
    votes = rows.group_by("event_id", *columns).agg(votes=pl.col(voice).sum().round(9))
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
