"""What follows from new articles: copy groups, stories, days, events, actors and co-mentions.

Each step asks the lake for what the new articles touch and nothing else, lets the stage's own function decide, and
stores what differs. What comes out depends on the articles in the lake, never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from warehouse import tables
from warehouse.articles import copies, stories
from warehouse.articles.dates.among import date_among
from warehouse.articles.stories import CommonWords
from warehouse.articles.together import alone
from warehouse.articles.totals import article_days
from warehouse.articles.words import article_words
from warehouse.events import days as event_days
from warehouse.events import grouping
from warehouse.knowledge.actor_names import Actors
from warehouse.mentions import comentions
from warehouse.mentions.actors import actor_rows, role_rows
from warehouse.mentions.forms import actor_forms, actor_readings
from warehouse.records import clues_of, date_rows, published_of
from warehouse.store.session import Session
from warehouse.tables import Table

NO_PAIRS = pl.DataFrame(schema={"article_a": pl.String(), "article_b": pl.String(), "similarity": pl.Float64()})
FUTURE = {"planned", "conditional"}
TOLD_IN = ("article_id", "title", "body", "sentence_spans", "publisher", "language")


def follow(session: Session, fresh: dict[str, pl.DataFrame], actors: Actors, words: CommonWords) -> int:
    """Work out everything that follows from articles just added; by how many the events have grown is returned."""
    articles = fresh["article_texts"].select("article_id")
    if articles.is_empty():
        return 0
    session.insert(tables.ARTICLE_DATES, fresh["article_dates"])
    session.insert(tables.ARTICLE_GROUPS, alone(articles))
    session.insert(tables.ARTICLE_WORDS, article_words(fresh["article_texts"]))
    regrouped = link_copies(session, fresh["copy_signatures"])
    retold = link_stories(session, fresh["story_terms"])
    redated = date_again(session, articles, retold)
    originals = choose_originals(session, union(regrouped, redated))
    changed = union(articles, regrouped, retold, redated, originals)
    growth = regroup_events(session, changed, union(articles, redated), words)
    add_actors(session, fresh["mentions"], actors)
    count_articles(session, changed)
    count_comentions(session, changed)
    return growth


def union(*articles: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([frame.select("article_id") for frame in articles]).unique().sort("article_id")


def link_copies(session: Session, new: pl.DataFrame) -> pl.DataFrame:
    """Put new articles into copy groups; the articles whose group has changed are returned."""
    candidates = session.standing(tables.COPY_SIGNATURES, session.fetch("copy_candidates", new_signatures=new))
    pairs = copies.copy_pairs(new, candidates)
    if pairs.is_empty():
        return pairs.select(article_id="article_a")
    asked = union(pairs.select(article_id="article_a"), pairs.select(article_id="article_b"))
    existing = session.fetch("groups_of", asked=asked)
    members = union(asked, existing)
    groups = copies.copy_groups(pairs, existing, session.standing(tables.ARTICLE_DATES, members))
    return put_groups(session, groups)


def link_stories(
    session: Session, new: pl.DataFrame, gone: pl.DataFrame | None = None, loosened: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Put articles with new STORY_TERMS into stories; the articles whose story has changed are returned.

    `gone` are terms that stood before this transaction and no longer stand; `loosened` are the articles (`article_id`)
    that were taken out of the families of theirs.
    """
    gone = new.clear() if gone is None else gone
    come, went = story_links(session, new), story_links(session.before(), gone)
    session.add_up(tables.STORY_LINKS, stories.link_counts(come), stories.link_counts(went))
    fallen = session.standing(tables.STORY_TERMS, stories.link_counts(went).select("article_id"))
    # Those that have lost links ask for less of the links that they still have.
    touched = [stories.link_counts(links) for links in (come, went, story_links(session, fallen))]
    asked = union(*touched, *([] if loosened is None else [loosened, new]))
    rows = session.standing(tables.STORY_TERMS, session.fetch("families_of", asked=asked))
    counts = session.standing(tables.STORY_LINKS, rows.select("article_id"))
    return put_groups(session, stories.story_groups(rows, counts))


def story_links(session: Session, terms: pl.DataFrame) -> pl.DataFrame:
    """What articles with these STORY_TERMS are linked to."""
    if terms.is_empty():
        return stories.story_links(terms, terms)
    near = {"window": stories.WINDOW_DAYS, "known": stories.KNOWN_DAYS, "more": stories.KEYS_OF_UNDATED}
    candidates = session.fetch("story_candidates", near, new_terms=terms)
    return stories.story_links(terms, session.standing(tables.STORY_TERMS, candidates))


def put_groups(session: Session, groups: pl.DataFrame) -> pl.DataFrame:
    """Store the given columns of ARTICLE_GROUPS where they differ from what stands; the differing articles."""
    standing = session.standing(tables.ARTICLE_GROUPS, groups.select("article_id"))
    wanted = standing.drop(groups.columns[1:]).join(groups, on="article_id").select(standing.columns)
    differing = wanted.join(standing, on=standing.columns, how="anti")
    session.replace(tables.ARTICLE_GROUPS, differing)
    return differing.select("article_id")


def date_again(session: Session, fresh: pl.DataFrame, retold: pl.DataFrame) -> pl.DataFrame:
    """Date by their own clues and each other's the articles whose evidence has changed.

    These are all of the stories in which `fresh` articles are or which those `retold` are in now or were before, and
    whoever tells of an act that a fresh one tells of. Those that changed are returned (`article_id`), each with the
    day it had before (`day`, null for none). Another article is evidence only as it is dated without this one: by its
    own clues.
    """
    left = session.before().fetch("stories_of", asked=retold)
    stories_told = session.fetch("stories_of", asked=union(fresh, retold))
    wanted = union(stories_told, left, session.fetch("kin_of", asked=fresh))
    again = session.fetch("stories_of", asked=wanted)
    everybody = union(again, session.fetch("kin_of", asked=wanted))
    told = session.standing(tables.ARTICLE_TEXTS, everybody, ("article_id", "date_clues"))
    clues = {article: clues_of(rows) for article, rows in told.iter_rows()}
    story_of = dict(again.select("article_id", "story_id").iter_rows())
    days = date_among(clues, story_of, set(wanted["article_id"]) & story_of.keys())
    wanted = date_rows(days)
    standing = session.standing(tables.ARTICLE_DATES, wanted.select("article_id"), wanted.columns)
    both = wanted.join(standing, on="article_id", suffix="_before")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in wanted.columns[1:])
    changed = both.filter(differs).select("article_id", day="published_on_before")
    session.replace(tables.ARTICLE_DATES, wanted.join(changed, on="article_id", how="semi"))
    return changed


def choose_originals(session: Session, articles: pl.DataFrame) -> pl.DataFrame:
    """Say again which copy stands for its group, now that days are known; those that changed."""
    existing = session.fetch("groups_of", asked=articles)
    if existing.is_empty():
        return existing.select("article_id")
    dates = session.standing(tables.ARTICLE_DATES, existing.select("article_id"))
    return put_groups(session, copies.copy_groups(NO_PAIRS, existing, dates))


def regroup_events(session: Session, changed: pl.DataFrame, dated: pl.DataFrame, words: CommonWords) -> int:
    """Day the reports of `dated` articles, and group anew the families that reports of `changed` articles belong to."""
    put_days(session, dated)
    asked = session.fetch("reports_of_articles", asked=changed)
    if asked.is_empty():
        return 0
    near = reports_told(session, session.fetch("reports_near", asked=changed))
    linked = grouping.report_links(near, asked["report_id"], words)
    whole = session.fetch("reports_of_families", asked=pl.concat([asked, linked]).unique())
    reports = reports_told(session, whole)
    grouped = reports.drop("event_id", "family_id").join(grouping.group_reports(reports, words), on="report_id")
    moved = grouped.join(reports, on=["report_id", "event_id", "family_id"], how="anti")
    session.replace(tables.REPORT_EVENTS, moved)
    return put_events(session, reports.select("event_id").unique(), grouping.events_of(grouped))


def reports_told(session: Session, asked: pl.DataFrame) -> pl.DataFrame:
    """One row a report of `asked` (`report_id`), with what grouping looks at."""
    codings = session.standing(tables.REPORT_CODINGS, asked)
    articles = codings.select("article_id").unique()
    texts = session.standing(tables.ARTICLE_TEXTS, articles, TOLD_IN)
    reports = codings.join(session.standing(tables.REPORT_EVENTS, asked), on="report_id")
    for of_article in (
        texts.select("article_id", "publisher", "language"),
        session.standing(tables.ARTICLE_DATES, articles, ("article_id", "published_on", *grouping.BOUNDS)),
        session.standing(tables.ARTICLE_GROUPS, articles, ("article_id", "copy_group_id", "story_id")),
    ):
        reports = reports.join(of_article, on="article_id")
    text_of = {row["article_id"]: row for row in texts.iter_rows(named=True)}
    places = reports.select("article_id", "sentence_index").iter_rows()
    sentences = [sentence_of(text_of[article], index) for article, index in places]
    return reports.with_columns(sentence=pl.Series(sentences, dtype=pl.String()))


def sentence_of(text: Mapping[str, Any], index: int) -> str | None:
    """A sentence of an article, the headline for -1."""
    if index < 0:
        return text["title"]
    span = text["sentence_spans"][index]
    return text["body"][span["start"] : span["end"]]


def put_days(session: Session, articles: pl.DataFrame) -> None:
    """Store the day of each report of these articles; a new report is an event of its own until it is grouped."""
    dates = session.standing(tables.ARTICLE_DATES, articles)
    reports = session.standing(tables.REPORT_CODINGS, articles).join(dates, on="article_id")
    if reports.is_empty():
        return
    known = session.fetch("events_of_reports", asked=reports.select("report_id"))
    dated = reports.with_columns(event_days_of(reports))
    own = pl.col("report_id")
    rows = (
        dated.join(grouping.grouping_keys(dated), on="report_id")
        .join(known, on="report_id", how="left")
        .with_columns(pl.col("event_id").fill_null(own), pl.col("family_id").fill_null(own))
    )
    session.delete(tables.REPORT_EVENTS, known.select("report_id"))
    session.insert(tables.REPORT_EVENTS, rows)


def event_days_of(reports: pl.DataFrame) -> list[pl.Series]:
    """`event_on`, `event_precision` and `suspect_shift` of reports, which have their article's dates."""
    resolved = [
        event_days.resolve(
            row["event_date_value"], published_of(row), tense="future" if row["status"] in FUTURE else "past"
        )
        if row["event_date_value"]
        else (None, "unknown")
        for row in reports.iter_rows(named=True)
    ]
    shifts = [
        event_days.suspect_shift(value, day, published_on)
        for (day, _), value, published_on in zip(
            resolved, reports["event_date_value"], reports["published_on"], strict=True
        )
    ]
    return [
        pl.Series("suspect_shift", shifts, dtype=pl.Int32()),
        pl.Series("event_on", [day for day, _ in resolved], dtype=pl.Date()),
        pl.Series("event_precision", [precision for _, precision in resolved], dtype=pl.String()),
    ]


def put_events(session: Session, before: pl.DataFrame, after: pl.DataFrame) -> int:
    """Put the events `after` in place of those with the ids `before`, where they differ; the growth in number."""
    standing = session.standing(tables.EVENTS, before)
    wanted = after.select(pl.col(name).cast(kind) for name, kind in tables.EVENTS.schema.items())
    old = {row["event_id"]: row for row in standing.iter_rows(named=True)}
    new = {row["event_id"]: row for row in wanted.iter_rows(named=True)}
    stale = [event for event, row in old.items() if new.get(event) != row]
    fresh = [event for event, row in new.items() if old.get(event) != row]
    session.delete(tables.EVENTS, pl.DataFrame({"event_id": stale}, schema={"event_id": pl.String()}))
    session.insert(tables.EVENTS, wanted.filter(pl.col("event_id").is_in(fresh)))
    return len(new) - len(old)


def add_actors(session: Session, mentions: pl.DataFrame, actors: Actors, gone: pl.DataFrame | None = None) -> None:
    """The actors that new mentions name, as all mentions of them tell, in which words, and the offices they held.

    `gone` are mentions that the new ones take the place of.
    """
    gone = mentions.clear() if gone is None else gone
    session.add_up(tables.ACTOR_FORMS, actor_forms(mentions), actor_forms(gone))
    session.add_up(tables.ACTOR_READINGS, actor_readings(mentions), actor_readings(gone))
    named = pl.concat([mentions.select("actor_id"), gone.select("actor_id")]).drop_nulls().unique().sort("actor_id")
    rows = actor_rows(session.standing(tables.ACTOR_READINGS, named), actors)
    put(session, tables.ACTORS, named, rows)
    put(session, tables.ACTOR_ROLES, named, role_rows(rows["actor_id"], actors))


def put(session: Session, table: Table, keys: pl.DataFrame, rows: pl.DataFrame) -> None:
    """Make `rows` all that the table holds for `keys`; what stands there as it should is left alone."""
    standing = session.standing(table, keys)
    columns = standing.columns
    session.delete(table, standing.join(rows, on=columns, how="anti", nulls_equal=True).select(table.key))
    session.insert(table, rows.join(standing, on=columns, how="anti", nulls_equal=True))


def count_articles(session: Session, changed: pl.DataFrame) -> None:
    """Count changed articles to the days on which they lie now, and no longer to those on which they lay before."""
    now = session.fetch("articles_counted", asked=changed)
    before = session.before().fetch("articles_counted", asked=changed)
    session.add_up(tables.ARTICLE_DAYS, article_days(now), article_days(before))


def count_comentions(session: Session, changed: pl.DataFrame, recoded: pl.DataFrame | None = None) -> None:
    """Take the counts of articles away as they were, and add them as they are.

    `changed` articles may count on another day or no more, by their dates and copies; those of `recoded` may also
    have other mentions.
    """
    now = session.fetch("counted_articles", asked=changed)
    before = session.before().fetch("counted_articles", asked=changed)
    moved = pl.concat([now.join(before, on=now.columns, how="anti", nulls_equal=True),
                       before.join(now, on=now.columns, how="anti", nulls_equal=True)])  # fmt: skip
    asked = union(moved) if recoded is None else union(moved, recoded)
    seen = session.fetch("mentions_counted", asked=asked)
    seen_before = session.before().fetch("mentions_counted", asked=asked)
    for table, count in (
        (tables.COMENTION_DAYS, comentions.comention_days),
        (tables.ACTOR_DAYS, comentions.actor_days),
    ):
        session.add_up(table, count(seen, now), count(seen_before, before))
