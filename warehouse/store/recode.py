"""Articles coded anew: which ones a change can alter, and one transaction that puts the new rows in place of the old.

Nothing but the given articles' mentions and reports is replaced, and what follows from them: the events, counts and
actors that they touch. Where also the text of an article is read otherwise, its copies, story and days follow too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from warehouse import tables
from warehouse.articles.stories import CommonWords
from warehouse.articles.together import alone
from warehouse.articles.words import WORD, article_words, fold
from warehouse.knowledge.actor_names import Actors
from warehouse.knowledge.files import Rows
from warehouse.knowledge.reach import NOTHING, Reach, Use, reach
from warehouse.landing.documents import Document
from warehouse.records import publishers_of
from warehouse.store import checks, sqlfiles
from warehouse.store.commit import MADE, Counts, Run, read_batches, remember_coder, write_run
from warehouse.store.follow import (
    add_actors,
    choose_originals,
    count_articles,
    count_comentions,
    date_again,
    link_copies,
    link_stories,
    regroup_events,
    union,
)
from warehouse.store.lake import Lake
from warehouse.store.session import Session
from warehouse.tables import Table

READ = (tables.ARTICLE_TEXTS, tables.COPY_SIGNATURES, tables.STORY_TERMS)
STAGES_AGAIN = ("articles", "mentions", "events")
NOT_SAID = ("run_id", "coder_version")  # of a row: who made it, not what it says
ARTICLE = {"article_id": pl.String()}
AT_ONCE = 2_000  # texts that are looked through together
ROWS_AT_ONCE = 500  # documents that are read together


class NotInLake(ValueError):
    """Articles were asked for that the lake does not hold."""


@dataclass(frozen=True)
class Plan:
    """Articles to be coded anew (documents that never became articles may be among them), in order, and why."""

    article_ids: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """How many rows came, went, and say something else under the same id."""

    added: int = 0
    gone: int = 0
    changed: int = 0

    def __add__(self, other: Change) -> Change:
        return Change(self.added + other.added, self.gone + other.gone, self.changed + other.changed)

    @property
    def total(self) -> int:
        return self.added + self.gone + self.changed


@dataclass
class Difference:
    """What coding anew changed. `event_rows` has one entry an event that differs: how, and each field old → new."""

    article_count: int = 0
    differing_article_count: int = 0
    mentions: Change = field(default_factory=Change)
    reports: Change = field(default_factory=Change)
    events: Change = field(default_factory=Change)
    event_rows: list[dict[str, Any]] = field(default_factory=list)
    snapshot: int | None = None

    def __add__(self, other: Difference) -> Difference:
        return Difference(
            self.article_count + other.article_count,
            self.differing_article_count + other.differing_article_count,
            self.mentions + other.mentions,
            self.reports + other.reports,
            self.events + other.events,
            self.event_rows + other.event_rows,
            other.snapshot or self.snapshot,
        )


class Watched(Session):
    """A session that remembers which events were written or taken away."""

    def __init__(self, cursor: Any):
        super().__init__(cursor)
        self.event_ids: set[str] = set()

    def insert(self, table: Table, rows: pl.DataFrame) -> int:
        self._note(table, rows)
        return super().insert(table, rows)

    def delete(self, table: Table, keys: pl.DataFrame) -> None:
        self._note(table, keys)
        super().delete(table, keys)

    def _note(self, table: Table, rows: pl.DataFrame) -> None:
        if table is tables.EVENTS:
            self.event_ids.update(rows["event_id"])


class _OnlyLookedAt(Exception):
    """Ends the transaction of a preview; carries what would have changed."""

    def __init__(self, difference: Difference):
        self.difference = difference


# Which articles


def named(lake: Lake, article_ids: Sequence[str]) -> Plan:
    """The articles of these ids, or of their beginnings. Raises NotInLake."""
    session = Session(lake.cursor())
    found: dict[str, None] = {}
    for begin in article_ids:
        known = session.ask(sqlfiles.read("recode/articles_named"), {"begin": begin})["article_id"].to_list()
        if len(known) != 1:
            fault = "no article has this id" if not known else "several articles' ids begin so; write more of it"
            raise NotInLake(f'{begin}: {fault}. `wirelake sql "select article_id, title from articles"` lists them.')
        found[known[0]] = None
    return Plan(tuple(found), (f"{len(found)} named",))


def outdated(lake: Lake, coder_version: str, made_of: str, overlay: Mapping[str, Rows]) -> Plan:
    """The articles that the present coder and overlay may code otherwise than the ones that coded them."""
    session = Session(lake.cursor())
    found: dict[str, None] = {}
    reasons: list[str] = []
    for row in session.ask(sqlfiles.read("recode/versions")).iter_rows(named=True):
        if row["coder_version"] == coder_version:
            continue
        change = reach(json.loads(row["overlay"]), overlay) if row["made_of"] == made_of else None
        articles = reached(session, row["coder_version"], change)
        found |= dict.fromkeys(articles)
        if articles:
            why = "coded by another version of the coder" if change is None else _why(change)
            reasons.append(f"{len(articles)} {why}")
    return Plan(tuple(sorted(found)), tuple(reasons))


def reached(session: Session, version: str, change: Reach | None) -> list[str]:
    """The articles of a version of the coder that a change reaches; of another coder (None) all, and documents that
    are no articles yet."""
    if change == NOTHING:
        return []
    mine = session.ask(sqlfiles.read("recode/articles_of_version"), {"version": version})
    if change is None or change.is_everything:
        unread = session.ask(sqlfiles.read("recode/documents_without_article"))
        return pl.concat([mine, unread])["article_id"].to_list()
    found = pl.concat([users(session, change.uses), officials(session, change), holders(session, change)]).unique()
    return mine.join(found, on="article_id", how="semi")["article_id"].to_list()


def users(session: Session, uses: Iterable[Use]) -> pl.DataFrame:
    schema = {"actor_id": pl.String(), "text": pl.String(), "article": pl.String()}
    rows = pl.DataFrame(sorted(uses), schema=schema, orient="row")
    return session.ask(sqlfiles.read("recode/articles_using"), uses=rows)


def officials(session: Session, change: Reach) -> pl.DataFrame:
    asked = pl.DataFrame({"country_code": sorted(change.offices)}, schema={"country_code": pl.String()})
    return session.ask(sqlfiles.read("recode/articles_with_roles"), asked=asked)


def holders(session: Session, change: Reach) -> pl.DataFrame:
    """The articles that hold one of the names or words: found by the index of words, confirmed in their texts."""
    wordings = [
        (wording, fold(word), is_beginning and word == last)
        for wording, is_beginning in [*((n, False) for n in change.names), *((w, True) for w in change.words)]
        if (words := WORD.findall(wording))
        for word, last in ((word, words[-1]) for word in words)
    ]
    schema = {"wording": pl.String(), "word": pl.String(), "is_beginning": pl.Boolean()}
    rows = pl.DataFrame(sorted(set(wordings)), schema=schema, orient="row")
    if rows.is_empty():
        return pl.DataFrame(schema=ARTICLE)
    likely = session.ask(sqlfiles.read("recode/articles_holding"), wordings=rows).sort("article_id")
    kept = [
        row["article_id"]
        for part in likely.iter_slices(AT_ONCE)
        for row in session.ask(sqlfiles.read("recode/texts_of"), asked=part).iter_rows(named=True)
        if change.is_in(f"{row['title'] or ''}\n{row['body']}")
    ]
    return pl.DataFrame({"article_id": kept}, schema=ARTICLE)


def _why(change: Reach) -> str:
    if change.is_everything:
        return f"because {', '.join(sorted(change.files))} may matter to any article"
    told = [f"“{wording}”" for wording in sorted(change.names | change.words)]
    told += [use.actor_id or f"“{use.text}”" for use in sorted(change.uses)] + sorted(change.offices)
    shown = list(dict.fromkeys(told))
    return f"by {', '.join(shown[:6])}" + (f" and {len(shown) - 6} more" if len(shown) > 6 else "")


def documents(lake: Lake, plan: Plan) -> Iterator[Document]:
    """The plan's documents, a few in memory at a time, in the order in which the lake keeps them."""
    asked = pl.DataFrame({"article_id": list(plan.article_ids)}, schema=ARTICLE)
    publishers = publishers_of(Session(lake.cursor()).ask(sqlfiles.read("recode/sightings_of"), asked=asked))
    cursor = lake.cursor()
    cursor.register("asked", asked.to_arrow())
    reader = cursor.execute(sqlfiles.read("recode/documents_of"))
    while rows := reader.fetchmany(ROWS_AT_ONCE):
        for document_id, uri, media_type, content in rows:
            yield Document(uri, media_type, content, publishers.get(document_id))


# The transaction


def replace(
    lake: Lake,
    batches: Sequence[Path],
    run: Run,
    actors: Actors,
    words: CommonWords,
    clock: Callable[[], datetime],
    *,
    keep: bool = True,
) -> Difference:
    """Put what the batches hold of articles in place of what the lake holds of them, in one commit.

    With `keep=False` everything is worked out and nothing is kept: what would change is returned all the same.
    Raises RuleBroken or ChecksFailed; then nothing has changed.
    """
    frames = read_batches(batches)
    try:
        with lake.writing() as cursor:
            session = Watched(cursor)
            known = session.fetch("known_documents", asked=frames["documents"].select("document_id"))
            difference = put_again(session, known.rename({"document_id": "article_id"}), frames, run, actors, words)
            before = cursor.execute(sqlfiles.read("newest_snapshot")).fetchone()
            made = {table.name: frames[table.name].height for table in (tables.MENTIONS, tables.REPORT_CODINGS)}
            growth = difference.events.added - difference.events.gone
            counts = Counts(0, 0, known.height, made["mentions"], made["report_codings"], growth)
            write_run(session, run, counts, before, clock())
            if not keep:
                raise _OnlyLookedAt(difference)
    except _OnlyLookedAt as looked:
        return looked.difference
    difference.snapshot = lake.snapshot()
    return difference


def put_again(
    session: Watched,
    asked: pl.DataFrame,
    frames: Mapping[str, pl.DataFrame],
    run: Run,
    actors: Actors,
    words: CommonWords,
) -> Difference:
    old = {table.name: session.standing(table, asked) for table in MADE}
    new = {table.name: frames[table.name].join(asked, on="article_id", how="semi") for table in MADE}
    new["article_dates"] = frames["article_dates"].join(asked, on="article_id", how="semi")
    is_undone = takes_back(session, old["article_texts"], run.coder_version)
    reports = session.ask(sqlfiles.read("recode/reports_in"), asked=asked)
    left = session.standing(tables.REPORT_EVENTS, reports.select("report_id")).select("event_id", "family_id").unique()
    reread = pl.concat([differing(table, old[table.name], new[table.name])[1] for table in READ]).unique()
    loosened = loosen(session, reread, new)
    put_rows(session, asked, new, run)
    put_rejects(session, asked, frames["rejects"], run)
    session.delete(tables.EVENTS, left.select("event_id").unique())
    session.delete(tables.REPORT_EVENTS, gone(old["report_codings"], new["report_codings"], "report_id"))
    recoded = union(new["article_texts"])
    changed, redated = relate_again(session, reread, loosened, recoded, old["story_terms"])
    bereft = session.ask(sqlfiles.read("recode/articles_sharing_events"), asked=left)
    changed = union(changed, bereft)
    regroup_events(session, changed, union(recoded, redated), words)
    add_actors(session, new["mentions"], actors, old["mentions"])
    count_articles(session, union(changed, asked))
    count_comentions(session, union(changed, asked), asked)
    retire(session, reports, old, new, is_undone=is_undone)
    remember_coder(session, run)
    session.delete(tables.CODERS, session.ask(sqlfiles.read("recode/forgotten_coders")))
    checks.run(session, changed)
    return difference_of(session, asked, old, new)


def differing(table: Table, old: pl.DataFrame, new: pl.DataFrame) -> tuple[Change, pl.DataFrame]:
    """How rows differ but for who made them, and the articles whose rows do (`article_id`)."""
    key = table.key[0]
    columns = [name for name in table.columns if name not in NOT_SAID]
    was, now = ({row[key]: row for row in frame.select(columns).to_dicts()} for frame in (old, new))
    came, went = now.keys() - was.keys(), was.keys() - now.keys()
    other = {name for name in now.keys() & was.keys() if now[name] != was[name]}
    articles = {(now.get(name) or was[name])["article_id"] for name in (*came, *went, *other)}
    return Change(len(came), len(went), len(other)), pl.DataFrame({"article_id": sorted(articles)}, schema=ARTICLE)


def gone(old: pl.DataFrame, new: pl.DataFrame, key: str) -> pl.DataFrame:
    return old.select(key).join(new.select(key), on=key, how="anti")


def loosen(session: Session, reread: pl.DataFrame, new: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Take articles whose text is read otherwise, with all that they are linked to, out of copy groups and stories.

    Returned are the articles that were linked to them, and those that had days from them.
    """
    if reread.is_empty():
        return reread
    near = [session.fetch(query, asked=reread) for query in ("groups_of", "families_of", "stories_of", "kin_of")]
    linked = union(*near).join(reread, on="article_id", how="anti")
    for table in (tables.ARTICLE_GROUPS, tables.ARTICLE_DATES, tables.ARTICLE_WORDS):
        session.delete(table, reread)
    session.replace(tables.ARTICLE_GROUPS, alone(linked))
    articles = union(new["article_texts"]).join(reread, on="article_id", how="semi")
    session.insert(tables.ARTICLE_GROUPS, alone(articles))
    session.insert(tables.ARTICLE_DATES, new["article_dates"].join(articles, on="article_id", how="semi"))
    texts = new["article_texts"].join(articles, on="article_id", how="semi")
    session.insert(tables.ARTICLE_WORDS, article_words(texts))
    return linked


def put_rows(session: Session, asked: pl.DataFrame, new: Mapping[str, pl.DataFrame], run: Run) -> None:
    for table in MADE:
        session.delete(table, asked)
        session.insert(table, new[table.name].with_columns(run_id=pl.lit(run.run_id)))


def put_rejects(session: Session, asked: pl.DataFrame, rejects: pl.DataFrame, run: Run) -> None:
    documents = asked.rename({"article_id": "document_id"})
    session.delete(tables.REJECTS, documents.join(pl.DataFrame({"stage": STAGES_AGAIN}), how="cross"))
    again = rejects.join(documents, on="document_id", how="semi").filter(pl.col("stage").is_in(STAGES_AGAIN))
    session.insert(tables.REJECTS, again.with_columns(run_id=pl.lit(run.run_id)))


def relate_again(
    session: Session, reread: pl.DataFrame, loosened: pl.DataFrame, recoded: pl.DataFrame, old_terms: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Copies, stories and days of articles that are read otherwise; which articles changed, and which were re-dated."""
    if reread.is_empty():
        return recoded, reread
    apart = union(reread, loosened)
    regrouped = link_copies(session, session.standing(tables.COPY_SIGNATURES, apart))
    terms = session.standing(tables.STORY_TERMS, reread)
    retold = link_stories(session, terms, old_terms.join(reread, on="article_id", how="semi"), loosened)
    redated = date_again(session, apart, retold)
    originals = choose_originals(session, union(apart, regrouped, redated))
    changed = union(recoded, apart, regrouped, retold, redated, originals)
    return changed, union(apart, redated)


# Old links


def takes_back(session: Session, old: pl.DataFrame, coder_version: str) -> bool:
    """Whether this version was at work on the lake before those that it replaces: a change is undone."""
    asked = old.select("coder_version").unique()
    both = pl.concat([asked, pl.DataFrame({"coder_version": [coder_version]})]).unique()
    first = dict(session.ask(sqlfiles.read("recode/first_runs"), asked=both).iter_rows())
    others = [first.get(version) for version in asked["coder_version"] if version != coder_version]
    mine = first.get(coder_version)
    return mine is not None and bool(others) and all(other is not None and mine < other for other in others)


def retire(
    session: Session,
    reports: pl.DataFrame,
    old: Mapping[str, pl.DataFrame],
    new: Mapping[str, pl.DataFrame],
    *,
    is_undone: bool,
) -> None:
    """Let the ids of reports that are gone lead to the events that tell of the same now.

    What a change brought that is undone leaves no trace.
    """
    session.delete(tables.RETIRED_IDS, new["report_codings"].select(old_id="report_id"))
    lost = gone(old["report_codings"], new["report_codings"], "report_id")
    if lost.is_empty():
        return
    led = session.ask(sqlfiles.read("recode/led_to"), asked=lost.select(old_id="report_id"))
    session.delete(tables.RETIRED_IDS, led.select("old_id"))
    if is_undone:
        return
    now = session.ask(sqlfiles.read("recode/reports_in"), asked=union(new["article_texts"]))
    lost_reports = reports.join(lost, on="report_id")
    kin = session.before().standing(tables.REPORT_EVENTS, lost_reports.select("event_id").unique())
    kin_now = session.standing(tables.REPORT_EVENTS, kin.select("report_id")).select("report_id", new_id="event_id")
    moved = kin.select("report_id", "event_id").join(kin_now, on="report_id")
    heirs = {row["report_id"]: heir(row, now, moved) for row in lost_reports.to_dicts()}
    rows = [*heirs.items(), *((old_id, heirs.get(new_id)) for old_id, new_id in led.iter_rows())]
    session.replace(tables.RETIRED_IDS, tables.RETIRED_IDS.frame(rows))


def heir(report: Mapping[str, Any], now: pl.DataFrame, moved: pl.DataFrame) -> str | None:
    """The event that tells now what a report told: the one of its clause, else the one that the other reports of its
    event have gone to."""
    inside = now.filter(article_id=report["article_id"], sentence_index=report["sentence_index"])
    same = inside.filter(
        (pl.col("action_start") < report["action_end"]) & (pl.col("action_end") > report["action_start"])
    )["event_id"]
    found = Counter(same) or Counter(moved.filter(event_id=report["event_id"])["new_id"])
    return min(found.items(), key=lambda item: (-item[1], item[0]))[0] if found else None


# What differs


def difference_of(
    session: Watched, asked: pl.DataFrame, old: Mapping[str, pl.DataFrame], new: Mapping[str, pl.DataFrame]
) -> Difference:
    mentions, with_mentions = differing(tables.MENTIONS, old["mentions"], new["mentions"])
    reports, with_reports = differing(tables.REPORT_CODINGS, old["report_codings"], new["report_codings"])
    keys = pl.DataFrame({"event_id": sorted(session.event_ids)}, schema={"event_id": pl.String()})
    was = {row["event_id"]: row for row in session.before().standing(tables.EVENTS, keys).to_dicts()}
    now = {row["event_id"]: row for row in session.standing(tables.EVENTS, keys).to_dicts()}
    rows = list(event_differences(was, now))
    count = Counter(row["change"] for row in rows)
    return Difference(
        asked.height,
        union(with_mentions, with_reports).height,
        mentions,
        reports,
        Change(count["added"], count["gone"], count["changed"]),
        rows,
    )


def event_differences(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for event_id in sorted(was.keys() | now.keys()):
        before, after = was.get(event_id, {}), now.get(event_id, {})
        if before == after:
            continue
        change = "added" if not before else "gone" if not after else "changed"
        fields = {
            name: [before.get(name), after.get(name)]
            for name in tables.EVENTS.columns
            if before.get(name) != after.get(name) and name != "event_id"
        }
        yield {"event_id": event_id, "change": change, "fields": fields}
