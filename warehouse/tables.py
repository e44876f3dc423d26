"""Every table of the lake, declared once.

The same declaration drives the types of frames, the checks before a commit, the comments in DuckDB, the table
`dictionary` and `docs/data_dictionary.md`. A stage makes exactly these columns; a second list of columns anywhere
is a mistake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

DAY = pl.Date()
MOMENT = pl.Datetime("us")  # UTC, naive
TEXT = pl.String()
ID = pl.String()
COUNT = pl.Int64()
OFFSET = pl.Int32()
SHARE = pl.Float64()  # 0 to 1
FLAG = pl.Boolean()
# Rows that lie together in a file, as DuckDB has it; and so many as it works on at a time, which is the least.
USUAL, LEAST = 122_880, 2_048


class Column(NamedTuple):
    """One column: its Polars type, its meaning in one sentence, and whether it may be null."""

    type: pl.DataType
    meaning: str
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One table: what a row is, which columns make it unique, and what is true of each row.

    `rules` are named as the sentence they defend; a row that is not known to break one passes. Files are sorted by
    `sorted_by` and lie in groups of `rows_together` rows, so that a question for one of its values leaves most groups
    unread: the fewer rows together, the less is read for one row, and the more for all of them.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    rules: Mapping[str, pl.Expr] = field(default_factory=dict)
    sorted_by: tuple[str, ...] = ()
    rows_together: int = USUAL

    @property
    def schema(self) -> pl.Schema:
        return pl.Schema({name: column.type for name, column in self.columns.items()})

    def frame(self, rows: Sequence[Sequence[object]] = ()) -> pl.DataFrame:
        """A frame of this table's columns and types, from rows in the order of the columns; empty without rows."""
        return pl.DataFrame(rows, schema=self.schema, orient="row")


@dataclass(frozen=True)
class View:
    """What people read in place of narrow tables: their columns joined, each once, and columns of its own."""

    name: str
    meaning: str
    of: tuple[Table, ...] = ()
    leave_out: tuple[str, ...] = ()
    own: Mapping[str, Column] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, Column]:
        joined = {name: column for table in self.of for name, column in table.columns.items()}
        return {name: column for name, column in joined.items() if name not in self.leave_out} | dict(self.own)


def one_of(column: str, *values: str) -> pl.Expr:
    return pl.col(column).is_in(values)


def between(column: str, low: float, high: float) -> pl.Expr:
    return pl.col(column).is_between(low, high)


RUN = {"run_id": Column(ID, "The run that made this row.")}
MADE_BY = RUN | {
    "coder_version": Column(TEXT, "Hash of the code, language model, knowledge files and overlay that made this row.")
}
SPAN = pl.Struct({"start": OFFSET, "end": OFFSET})
# `implies` is what the clue says of the day of publication, as ISO 8601 with unknown parts as X ("2006-XX-XX",
# "XXXX-08-29"), a bound (">=2004-01-05"), an interval ("2004-01-05/2009-07-31") or a weekday ("weekday=friday").
EVIDENCE = pl.List(pl.Struct({"kind": TEXT, "text": TEXT, "implies": TEXT, "verdict": TEXT, "weight": pl.Float64()}))
CANDIDATE = pl.List(pl.Struct({"actor_id": ID, "confidence": SHARE}))
DISAGREEMENT = pl.List(pl.Struct({"field": TEXT, "values": pl.List(TEXT), "counts": pl.List(COUNT)}))

DOCUMENTS = Table(
    name="documents",
    meaning="One row a document: the bytes as received, never edited, kept once however often they come.",
    key=("document_id",),
    columns={
        "document_id": Column(ID, "SHA-256 of the bytes, in hexadecimal."),
        "uri": Column(TEXT, "Where the bytes first came from; `file#member` for archive members and records."),
        "media_type": Column(TEXT, "Type of the bytes, such as text/plain or text/html."),
        "byte_count": Column(COUNT, "Length of the bytes."),
        "content": Column(pl.Binary(), "The bytes themselves."),
        "landed_at": Column(MOMENT, "When they were landed (UTC)."),
    }
    | RUN,
    rules={
        "document_id_is_a_sha256": pl.col("document_id").str.contains(r"^[0-9a-f]{64}$"),
        "byte_count_is_the_length_of_content": pl.col("byte_count") == pl.col("content").bin.size().cast(COUNT),
    },
    sorted_by=("document_id",),
    rows_together=LEAST,
)

SIGHTINGS = Table(
    name="sightings",
    meaning="One row a name under which the same bytes came.",
    key=("document_id", "uri"),
    columns={
        "document_id": Column(ID, "The document that was seen."),
        "uri": Column(TEXT, "The name under which it came."),
        "publisher": Column(TEXT, "Publisher under that name, where it is told.", nullable=True),
        "seen_at": Column(MOMENT, "When it was first seen under that name (UTC)."),
    },
    sorted_by=("document_id",),
)

ARTICLE_TEXTS = Table(
    name="article_texts",
    meaning="One row an article: what the document says, cleaned; never rewritten by later documents.",
    key=("article_id",),
    columns={
        "article_id": Column(ID, "The same as `document_id`."),
        "document_id": Column(ID, "The document that this is the reading of."),
        "title": Column(TEXT, "Headline; null when the document has none.", nullable=True),
        "body": Column(TEXT, "Text of the article without page furniture; paragraphs divided by a blank line."),
        "lead": Column(
            TEXT, "Summary set apart above the text: no part of the body, not coded, a clue to the day.", nullable=True
        ),
        "publisher": Column(TEXT, "Who published it, as named in the document or its metadata.", nullable=True),
        "byline": Column(TEXT, "Who wrote it, as named in the document.", nullable=True),
        "url": Column(TEXT, "The page's own (canonical) address, where it is told.", nullable=True),
        "section": Column(TEXT, "The publisher's section, such as World, where it is told.", nullable=True),
        "language": Column(TEXT, "ISO 639-1 code of the body's main language; `und` when it can't be told."),
        "dateline_place": Column(TEXT, "Place in the dateline, as it is usually written.", nullable=True),
        "dateline_agency": Column(TEXT, "Agency in the dateline, such as RIA Novosti.", nullable=True),
        "updated_on": Column(DAY, "Day of the last change that the page tells of.", nullable=True),
        "word_count": Column(COUNT, "Words in the body."),
        "sentence_spans": Column(pl.List(SPAN), "Where each sentence of the body begins and ends."),
        "paragraph_languages": Column(pl.List(TEXT), "ISO 639-1 code of each paragraph of the body."),
        "date_clues": Column(EVIDENCE, "What the document itself holds of its day of publication, before weighing."),
    }
    | MADE_BY,
    rules={
        "body_is_not_blank": pl.col("body").str.strip_chars() != "",
        "title_is_not_blank": pl.col("title").str.strip_chars() != "",
        "article_id_is_its_document_id": pl.col("article_id") == pl.col("document_id"),
    },
    sorted_by=("article_id",),
    rows_together=LEAST,
)

ARTICLE_DATES = Table(
    name="article_dates",
    meaning="One row an article: on which day it was published, how sure that is, and why.",
    key=("article_id",),
    columns={
        "article_id": Column(ID, "The article."),
        "published_on": Column(DAY, "Day of publication; null unless it is known to the day.", nullable=True),
        "published_year": Column(pl.Int32(), "Year of publication, where it is known.", nullable=True),
        "published_month": Column(pl.Int32(), "Month of publication, where it is known.", nullable=True),
        "published_day": Column(pl.Int32(), "Day of the month, where it is known.", nullable=True),
        "published_precision": Column(TEXT, "day, month, year, month_day (year unknown) or unknown."),
        "published_confidence": Column(SHARE, "How sure the stated parts are, 0 to 1."),
        "published_evidence": Column(EVIDENCE, "Each clue with what it implies and whether it was followed."),
        "published_no_earlier": Column(DAY, "First day that the evidence allows.", nullable=True),
        "published_no_later": Column(DAY, "Last day that the evidence allows.", nullable=True),
    },
    rules={
        "precision_is_known": one_of("published_precision", "day", "month", "year", "month_day", "unknown"),
        "a_day_is_given_only_at_day_precision": pl.col("published_on").is_not_null()
        == (pl.col("published_precision") == "day"),
        "confidence_is_a_share": between("published_confidence", 0, 1),
        "bounds_are_in_order": pl.col("published_no_earlier") <= pl.col("published_no_later"),
        "day_lies_within_its_bounds": pl.col("published_on").is_between(
            pl.col("published_no_earlier"), pl.col("published_no_later")
        ),
    },
    sorted_by=("article_id",),
    rows_together=5 * LEAST,
)

ARTICLE_GROUPS = Table(
    name="article_groups",
    meaning="One row an article: which text it is a copy of, and which story it tells.",
    key=("article_id",),
    columns={
        "article_id": Column(ID, "The article."),
        "copy_group_id": Column(ID, "Smallest article_id among the exact and near copies of this text."),
        "is_original": Column(FLAG, "Whether this is the copy that stands for its group: the earliest known."),
        "story_id": Column(ID, "Smallest article_id among the articles that tell of the same happening."),
        "family_id": Column(ID, "Smallest article_id among those it hangs together with; stories lie within families."),
    },
    sorted_by=("article_id",),
    rows_together=5 * LEAST,
)

MENTIONS = Table(
    name="mentions",
    meaning="One row a place in an article's text where an actor is named or referred to.",
    key=("mention_id",),
    columns={
        "mention_id": Column(ID, "Hash of the article, the sentence and the offsets."),
        "article_id": Column(ID, "The article."),
        "sentence_index": Column(OFFSET, "Sentence of the body, from 0; -1 for the headline."),
        "start": Column(OFFSET, "First character, as offset into `body` (into `title` for the headline)."),
        "end": Column(OFFSET, "Character after the last."),
        "text": Column(TEXT, "The words."),
        "mention_kind": Column(TEXT, "name, title, role, demonym, capital, pronoun, group or acronym."),
        "is_place": Column(FLAG, "A country or region named only as a location: left out of co-mentions."),
        "actor_id": Column(ID, "Who is meant; null when it can't be told.", nullable=True),
        "actor_name": Column(TEXT, "The name that English news uses most for that actor.", nullable=True),
        "actor_type": Column(
            TEXT,
            "person, country, igo, organisation (also people together who are nobody known: villagers), armed_group, "
            "region or other; other is also a named event or treaty, which is no party (`method` says event or "
            "treaty).",
            nullable=True,
        ),
        "country_code": Column(TEXT, "ISO 3166 alpha-3 of the actor's country; null for none.", nullable=True),
        "sector_code": Column(TEXT, "PLOVER sector, such as GOV or MIL; IGO for international bodies.", nullable=True),
        "role_text": Column(TEXT, "The office or role that the text gives.", nullable=True),
        "confidence": Column(SHARE, "How sure the resolution is, 0 to 1."),
        "method": Column(TEXT, "Which step resolved it."),
        "candidates": Column(CANDIDATE, "Whom it might be, when it can't be told; else empty."),
    }
    | MADE_BY,
    rules={
        "offsets_are_in_order": (pl.col("start") >= 0) & (pl.col("start") < pl.col("end")),
        "mention_kind_is_known": one_of(
            "mention_kind", "name", "title", "role", "demonym", "capital", "pronoun", "group", "acronym"
        ),
        "actor_type_is_known": one_of(
            "actor_type", "person", "country", "igo", "organisation", "armed_group", "region", "other"
        ),
        "confidence_is_a_share": between("confidence", 0, 1),
        "a_resolved_mention_has_a_name": pl.col("actor_id").is_null() | pl.col("actor_name").is_not_null(),
        "country_code_is_alpha_3": pl.col("country_code").str.contains(r"^[A-Z]{3}$"),
    },
    sorted_by=("article_id", "sentence_index", "start"),
    rows_together=10 * LEAST,
)


def party(which: str, article: str) -> dict[str, Column]:
    return {
        f"{which}_actor_id": Column(ID, f"Actor that is {article} of the act; null when unresolved.", nullable=True),
        f"{which}_country_code": Column(TEXT, f"Country of {article}, ISO 3166 alpha-3.", nullable=True),
        f"{which}_sector_code": Column(TEXT, f"PLOVER sector of {article}.", nullable=True),
    }


PARTIES = party("source", "the source") | party("target", "the target")

CODES = {
    "event_type": Column(TEXT, "PLOVER type; null for the CAMEO roots 01 and 02, which it lacks.", nullable=True),
    "event_mode": Column(TEXT, "PLOVER mode, where the type has modes and the words tell.", nullable=True),
    "cameo_code": Column(TEXT, "CAMEO code, as text with its leading zero."),
    "quad_class": Column(
        pl.Int32(),
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict (PLOVER's split).",
        nullable=True,
    ),
    "goldstein": Column(pl.Float64(), "Goldstein score of the CAMEO code, by ICEWS's table.", nullable=True),
}

EVENT_DAY = {
    "event_on": Column(DAY, "Day of the act; the first of its span when it is known less precisely.", nullable=True),
    "event_precision": Column(TEXT, "day, week, month, season, year or unknown."),
}

PLACE = {
    "place_name": Column(TEXT, "Where the text says that it happened.", nullable=True),
    "place_country_code": Column(TEXT, "Country of that place, ISO 3166 alpha-3.", nullable=True),
    "latitude": Column(pl.Float64(), "Degrees north, WGS 84.", nullable=True),
    "longitude": Column(pl.Float64(), "Degrees east, WGS 84.", nullable=True),
    "place_precision": Column(TEXT, "point, city, region or country.", nullable=True),
}

STATUS = {"status": Column(TEXT, "actual, planned, conditional, denied or past_background.")}

CODE_RULES = {
    "status_is_known": one_of("status", "actual", "planned", "conditional", "denied", "past_background"),
    "cameo_code_is_digits": pl.col("cameo_code").str.contains(r"^(0[1-9]|1[0-9]|20)[0-9]{0,2}$"),
    "quad_class_is_1_to_4": between("quad_class", 1, 4),
    "a_plover_type_has_a_quad_class": pl.col("event_type").is_null() == pl.col("quad_class").is_null(),
    "precision_is_known": one_of("event_precision", "day", "week", "month", "season", "year", "unknown"),
    "place_lies_on_the_globe": between("latitude", -90, 90) & between("longitude", -180, 180),
    "confidence_is_a_share": between("confidence", 0, 1),
}

REPORT_CODINGS = Table(
    name="report_codings",
    meaning="One row a coding of one clause of one article, with the rule and the words that made it.",
    key=("report_id",),
    columns={
        "report_id": Column(ID, "Hash of the article, the sentence, the spans and the code."),
        "article_id": Column(ID, "The article."),
        "sentence_index": Column(OFFSET, "Sentence of the body, from 0; -1 for the headline."),
        "source_mention_id": Column(ID, "Mention that is the source.", nullable=True),
        "target_mention_id": Column(ID, "Mention that is the target.", nullable=True),
    }
    | PARTIES
    | {
        "source_text": Column(TEXT, "The words for the source, with what describes it.", nullable=True),
        "target_text": Column(
            TEXT,
            "The words for the target; where no actor is one, those for what the act is directed at.",
            nullable=True,
        ),
        "action_start": Column(OFFSET, "First character of the words that name the act."),
        "action_end": Column(OFFSET, "Character after their last."),
        "action_text": Column(TEXT, "Those words."),
    }
    | CODES
    | {
        "event_date_value": Column(
            TEXT,
            "The words for the day, normalised, so that it can be computed again without parsing.",
            nullable=True,
        ),
        "event_date_text": Column(TEXT, "The words for the day.", nullable=True),
        "event_date_start": Column(OFFSET, "First character of those words.", nullable=True),
        "event_date_end": Column(OFFSET, "Character after their last.", nullable=True),
    }
    | PLACE
    | {
        "place_start": Column(OFFSET, "First character of the words for the place.", nullable=True),
        "place_end": Column(OFFSET, "Character after their last.", nullable=True),
    }
    | STATUS
    | {
        "attributed_to_actor_id": Column(ID, "Who says so, where the text puts it in somebody's mouth.", nullable=True),
        "confidence": Column(SHARE, "How sure the coding is, 0 to 1."),
        "rule_id": Column(TEXT, "The dictionary entry and pattern that spoke."),
        "method": Column(TEXT, "Which coder spoke: lexicon, model, or both."),
    }
    | MADE_BY,
    rules={name: rule for name, rule in CODE_RULES.items() if name != "precision_is_known"}
    | {"action_span_is_in_order": (pl.col("action_start") >= 0) & (pl.col("action_start") < pl.col("action_end"))},
    sorted_by=("article_id",),
    rows_together=4 * LEAST,
)

REPORT_EVENTS = Table(
    name="report_events",
    meaning="One row a report: which event it tells of, and on which day that was.",
    key=("report_id",),
    columns={
        "report_id": Column(ID, "The report."),
        "event_id": Column(ID, "The event that it tells of."),
        "bucket": Column(TEXT, "Parties, family of types and status class: an event never crosses a bucket."),
        "family_id": Column(ID, "Smallest report_id among those it hangs together with; events lie within families."),
        "first_month": Column(
            OFFSET, "First of the stretches of 30 days since 1970 in which it is compared with others.", nullable=True
        ),
        "last_month": Column(OFFSET, "Last of those stretches.", nullable=True),
    }
    | EVENT_DAY
    | {
        "suspect_shift": Column(
            pl.Int32(),
            "7, 30 or 365 where the day lies exactly that many days from the article's and the words name neither the "
            "day nor such a step: a day to be doubted. Null otherwise.",
            nullable=True,
        ),
    },
    rules={"precision_is_known": CODE_RULES["precision_is_known"]},
    sorted_by=("event_id",),
    rows_together=10 * LEAST,
)

EVENTS = Table(
    name="events",
    meaning="One row a thing that happened (or was planned, denied, made conditional): a group of reports.",
    key=("event_id",),
    columns={"event_id": Column(ID, "The smallest report_id of the group.")}
    | PARTIES
    | CODES
    | EVENT_DAY
    | PLACE
    | STATUS
    | {
        "story_id": Column(ID, "Story of the articles that tell of it; null when they are of several.", nullable=True),
        "report_count": Column(COUNT, "Reports that tell of it."),
        "article_count": Column(COUNT, "Articles that those reports stand in."),
        "copy_group_count": Column(COUNT, "The same, copies of one text counted once."),
        "publisher_count": Column(COUNT, "Publishers of those articles, as far as they are known."),
        "publishers": Column(pl.List(TEXT), "The same by name, in the order of the alphabet."),
        "languages": Column(
            pl.List(TEXT), "Main languages of those articles, ISO 639-1, in the order of the alphabet."
        ),
        "first_reported_on": Column(DAY, "Day of the earliest dated article.", nullable=True),
        "last_reported_on": Column(DAY, "Day of the latest dated article.", nullable=True),
        "confidence": Column(SHARE, "Chance that at least one of its reports is right, 0 to 1."),
        "disagreements": Column(DISAGREEMENT, "Where its reports differ: field, values, and reports for each."),
    },
    rules=CODE_RULES | {"an_event_has_reports": pl.col("report_count") >= 1},
    sorted_by=("event_id",),
    rows_together=4 * LEAST,
)

RETIRED_IDS = Table(
    name="retired_ids",
    meaning="One row an event id whose report was coded anew, so that old links still lead somewhere. "
    "An id that merely joined a larger event is a report_id of that event: `evidence` finds it.",
    key=("old_id",),
    columns={
        "old_id": Column(ID, "The id that was."),
        "new_id": Column(ID, "The event that holds its reports now; null when they are gone.", nullable=True),
    },
)

ACTORS = Table(
    name="actors",
    meaning="One row an actor that the lake mentions.",
    key=("actor_id",),
    columns={
        "actor_id": Column(ID, "A written name for actors from knowledge, a hash for those found in text."),
        "actor_name": Column(TEXT, "The name that English news uses most."),
        "actor_type": Column(TEXT, "person, country, igo, organisation, armed_group, region or other."),
        "country_code": Column(TEXT, "ISO 3166 alpha-3; null for none.", nullable=True),
        "sector_code": Column(TEXT, "Its PLOVER sector, or the one it is mentioned in most.", nullable=True),
        "origin": Column(TEXT, "knowledge, text or user."),
    },
    rules={"origin_is_known": one_of("origin", "knowledge", "text", "user")},
)

ACTOR_ROLES = Table(
    name="actor_roles",
    meaning="One row an office that an actor held.",
    key=("actor_id", "office", "country_code", "held_from"),
    columns={
        "actor_id": Column(ID, "The actor."),
        "office": Column(TEXT, "The office, such as President."),
        "country_code": Column(TEXT, "Country of the office; null for international bodies.", nullable=True),
        "sector_code": Column(TEXT, "PLOVER sector of the office.", nullable=True),
        "held_from": Column(DAY, "First day in office, where it is known.", nullable=True),
        "held_until": Column(DAY, "Last day in office; null while it is held or when not known.", nullable=True),
    },
)

COMENTION_DAYS = Table(
    name="comention_days",
    meaning="One row a pair of actors and a day on which articles mention both; copies of one text count once.",
    key=("actor_a_id", "actor_b_id", "day"),
    columns={
        "actor_a_id": Column(ID, "The actor whose id sorts first."),
        "actor_b_id": Column(ID, "The other."),
        "day": Column(DAY, "Day of publication; null for articles without one.", nullable=True),
        "article_count": Column(COUNT, "Articles that mention both."),
        "sentence_count": Column(COUNT, "Sentences that mention both."),
        "weight": Column(pl.Float64(), "Sum over those articles of 1/(k-1), k being the actors that each mentions."),
    },
    rules={"a_pair_is_in_order": pl.col("actor_a_id") < pl.col("actor_b_id")},
    sorted_by=("actor_a_id", "actor_b_id", "day"),
)

ACTOR_DAYS = Table(
    name="actor_days",
    meaning="One row an actor and a day on which articles mention it; copies of one text count once.",
    key=("actor_id", "day"),
    columns={
        "actor_id": Column(ID, "The actor."),
        "day": Column(DAY, "Day of publication; null for articles without one.", nullable=True),
        "article_count": Column(COUNT, "Articles that mention it."),
        "sentence_count": Column(COUNT, "Sentences that mention it."),
        "mention_count": Column(COUNT, "Mentions."),
    },
    sorted_by=("actor_id", "day"),
)

ARTICLE_DAYS = Table(
    name="article_days",
    meaning="One row a day, publisher and language: how many articles there are, to divide by.",
    key=("day", "publisher", "language"),
    columns={
        "day": Column(DAY, "Day of publication; null for articles without one.", nullable=True),
        "publisher": Column(TEXT, "Who published them; null where it is not told.", nullable=True),
        "language": Column(TEXT, "ISO 639-1 code of their main language."),
        "article_count": Column(COUNT, "Articles."),
        "text_count": Column(COUNT, "Articles that stand for their copy group: copies of one text count once."),
        "sentence_count": Column(COUNT, "Sentences of those texts, headlines included."),
    },
)

ACTOR_FORMS = Table(
    name="actor_forms",
    meaning="One row a form of words and the actor that it names, or nobody: how often, in how many articles.",
    key=("actor_id", "text", "mention_kind", "is_ambiguous"),
    columns={
        "actor_id": Column(ID, "Who is meant; null when it can't be told.", nullable=True),
        "text": Column(TEXT, "The words."),
        "mention_kind": Column(TEXT, "As in `mentions`."),
        "is_ambiguous": Column(FLAG, "Whether it can't be told because several actors might be meant."),
        "mention_count": Column(COUNT, "Mentions."),
        "article_count": Column(COUNT, "Articles that hold them."),
        "confidence_sum": Column(pl.Float64(), "Sum of their confidences; divide by `mention_count`."),
    },
)

ACTOR_READINGS = Table(
    name="actor_readings",
    meaning="One row an actor and a way in which mentions describe it; `actors` has the commonest.",
    key=("actor_id", "actor_name", "actor_type", "country_code", "sector_code"),
    columns={
        "actor_id": Column(ID, "The actor."),
        "actor_name": Column(TEXT, "Its name in those mentions.", nullable=True),
        "actor_type": Column(TEXT, "Its type there.", nullable=True),
        "country_code": Column(TEXT, "Its country there.", nullable=True),
        "sector_code": Column(TEXT, "Its sector there.", nullable=True),
        "mention_count": Column(COUNT, "Mentions."),
    },
)

ARTICLE_WORDS = Table(
    name="article_words",
    meaning="One row a word and an article that it stands in: the index by which texts are searched.",
    key=("word", "article_id"),
    columns={
        "word": Column(TEXT, "A run of letters and digits, without capitals and accents."),
        "article_id": Column(ID, "The article."),
        "positions": Column(
            pl.List(OFFSET),
            "Where it stands, in order: words of the body are counted from 0, those of the headline up to -2.",
        ),
    },
    sorted_by=("word", "article_id"),
)

COPY_SIGNATURES = Table(
    name="copy_signatures",
    meaning="One row an article: the MinHash of its words, by which copies are found.",
    key=("article_id",),
    columns={
        "article_id": Column(ID, "The article."),
        "shingle_count": Column(COUNT, "Distinct runs of words that went into the hash."),
        "signature": Column(pl.List(pl.UInt32()), "MinHash values."),
        "bands": Column(
            pl.List(pl.UInt64()), "One hash for each band of the signature; sharing one makes a candidate."
        ),
        "names": Column(pl.List(pl.UInt32()), "Hashes of its names and numbers, which tell filled-in forms apart."),
    },
)

STORY_TERMS = Table(
    name="story_terms",
    meaning="One row an article: the weighted terms and the days by which articles of one story are found.",
    key=("article_id",),
    columns={
        "article_id": Column(ID, "The article."),
        "terms": Column(pl.List(pl.UInt32()), "Hashes of its terms, by falling weight in headline and lead."),
        "weights": Column(pl.List(pl.Float32()), "Their weights in the text, of unit length together."),
        "lead_weights": Column(pl.List(pl.Float32()), "Their weights in headline and lead, of unit length together."),
        "names": Column(pl.List(pl.UInt32()), "Hashes of the names in headline and lead, which tell twins apart."),
        "numbers": Column(pl.List(pl.UInt32()), "Hashes of the numbers that it states, which tell twins apart."),
        "keys": Column(pl.List(pl.UInt64()), "Hashes of pairs of its heaviest terms; sharing one makes a candidate."),
        "acts": Column(pl.List(pl.List(TEXT)), "Stems of each act told with words for its day; four make a candidate."),
        "no_earlier": Column(DAY, "First day of publication that the document itself allows.", nullable=True),
        "no_later": Column(DAY, "Last day of publication that the document itself allows.", nullable=True),
    },
)

STORY_LINKS = Table(
    name="story_links",
    meaning="One row an article that others resemble, near in time: the more, the less each likeness says.",
    key=("article_id",),
    columns={
        "article_id": Column(ID, "The article."),
        "link_count": Column(COUNT, "Articles that resemble it."),
    },
)

REJECTS = Table(
    name="rejects",
    meaning="One row an input that did not become what it should, with the reason.",
    key=("uri", "document_id", "stage", "reason_code"),
    columns={
        "document_id": Column(ID, "The document, where its bytes could be had.", nullable=True),
        "uri": Column(TEXT, "The name under which it came."),
        "stage": Column(TEXT, "landing, articles, mentions or events."),
        "reason_code": Column(TEXT, "A short fixed code, such as empty or broken_archive."),
        "reason": Column(TEXT, "A sentence: what, where, what to do."),
    }
    | RUN,
)

RUNS = Table(
    name="runs",
    meaning="One row a commit of a run: what came in, what was made, with which versions.",
    key=("run_id",),
    columns={
        "run_id": Column(ID, "The run."),
        "flow": Column(TEXT, "Which flow: ingest, maintain, recode."),
        "started_at": Column(MOMENT, "When it began (UTC)."),
        "ended_at": Column(MOMENT, "When its last commit was made (UTC)."),
        "document_count": Column(COUNT, "New documents."),
        "article_count": Column(COUNT, "New articles."),
        "mention_count": Column(COUNT, "New mentions."),
        "report_count": Column(COUNT, "New reports."),
        "event_count": Column(COUNT, "Events after it less events before it."),
        "reject_count": Column(COUNT, "New rejects."),
        "coder_version": Column(TEXT, "Hash of the code, language model, knowledge files and overlay."),
        "knowledge_version": Column(TEXT, "Hash of the knowledge files and overlay."),
        "versions": Column(TEXT, "Versions of Python, DuckDB, Polars, Prefect, spaCy and the model, as JSON."),
        "settings": Column(TEXT, "Settings of the run, as JSON, without secrets."),
        "snapshot": Column(COUNT, "Snapshot that it began from."),
    },
)

PUBLISHER_PROFILES = Table(
    name="publisher_profiles",
    meaning="One row a line that recurs on a publisher's pages and is furniture, as `wirelake maintain profiles` has "
    "learnt it; the version of what is learnt is part of the coder's version.",
    key=("publisher", "line"),
    columns={
        "publisher": Column(TEXT, "Whose pages."),
        "line": Column(TEXT, "The line without case, punctuation at its ends, and with 0 for each number."),
        "document_count": Column(COUNT, "Documents looked at in which it stands; of copies one counts."),
        "share": Column(SHARE, "The same as a share of the publisher's documents looked at."),
    },
    rules={"share_is_a_share": between("share", 0.0, 1.0)},
)

CODERS = Table(
    name="coders",
    meaning="One row a version of the coder that made rows of this lake, and what the user's overlay said to it: "
    "what a later overlay changes is found by the difference.",
    key=("coder_version",),
    columns={
        "coder_version": Column(TEXT, "Hash of the code, language model, knowledge files and overlay."),
        "made_of": Column(TEXT, "The same hash without an overlay."),
        "overlay": Column(TEXT, "The overlay's files and their rows, as JSON."),
    },
)

DICTIONARY = Table(
    name="dictionary",
    meaning="One row a column of a table or view: the data dictionary, inside the lake.",
    key=("table_name", "column_name"),
    columns={
        "table_name": Column(TEXT, "Table, view or macro."),
        "table_kind": Column(TEXT, "table, view or macro."),
        "table_meaning": Column(TEXT, "What a row is."),
        "column_name": Column(TEXT, "Column; empty for macros.", nullable=True),
        "column_type": Column(TEXT, "Type, as DuckDB names it.", nullable=True),
        "column_meaning": Column(TEXT, "What it holds.", nullable=True),
        "position": Column(OFFSET, "Place in the table, from 1."),
    },
)

ARTICLES = View(
    name="articles",
    meaning="One row an article: clean text, date, place, language, copy group and story.",
    of=(ARTICLE_TEXTS, ARTICLE_DATES, ARTICLE_GROUPS),
    leave_out=("date_clues",),
)

REPORTS = View(
    name="reports",
    meaning="One row a coding of one clause of one article, with its event and day. Never count reports as events.",
    of=(REPORT_CODINGS, REPORT_EVENTS),
    leave_out=("family_id", "first_month", "last_month"),
)

LAKE_INFO = Table(
    name="lake_info",
    meaning="One row a fact about the lake itself, such as the version of its schema.",
    key=("name",),
    columns={
        "name": Column(TEXT, "What the fact is about."),
        "value": Column(TEXT, "The fact."),
    },
)

KEPT_SNAPSHOTS = Table(
    name="kept_snapshots",
    meaning="One row a snapshot that maintenance never expires, because somebody cites it.",
    key=("snapshot",),
    columns={
        "snapshot": Column(COUNT, "Number of the snapshot."),
        "note": Column(TEXT, "What it is kept for."),
        "kept_at": Column(MOMENT, "Since when it is kept (UTC)."),
    },
)

SENTENCES = View(
    name="sentences",
    meaning="One row a sentence of an article's body; the headline is sentence -1.",
    own={
        "article_id": Column(ID, "The article."),
        "sentence_index": Column(OFFSET, "Sentence of the body, from 0; -1 for the headline."),
        "start": Column(OFFSET, "First character, as offset into `body` (into `title` for the headline)."),
        "end": Column(OFFSET, "Character after the last."),
        "sentence": Column(TEXT, "The words."),
    },
)

TABLES: tuple[Table, ...] = (
    DOCUMENTS,
    SIGHTINGS,
    ARTICLE_TEXTS,
    ARTICLE_DATES,
    ARTICLE_GROUPS,
    MENTIONS,
    REPORT_CODINGS,
    REPORT_EVENTS,
    EVENTS,
    RETIRED_IDS,
    ACTORS,
    ACTOR_ROLES,
    COMENTION_DAYS,
    ACTOR_DAYS,
    ARTICLE_DAYS,
    ACTOR_FORMS,
    ACTOR_READINGS,
    ARTICLE_WORDS,
    COPY_SIGNATURES,
    STORY_TERMS,
    STORY_LINKS,
    REJECTS,
    RUNS,
    PUBLISHER_PROFILES,
    CODERS,
    DICTIONARY,
    LAKE_INFO,
    KEPT_SNAPSHOTS,
)
VIEWS: tuple[View, ...] = (ARTICLES, REPORTS, SENTENCES)
