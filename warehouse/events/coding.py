"""What coding makes: one record for one clause that says who did what to whom."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse import ids
from warehouse.mentions.mention import Mention


@dataclass(frozen=True, slots=True)
class Coding:
    """One coding of one clause of one article. The fields are those of `REPORT_CODINGS`.

    Offsets are into the article's body, or its title when `sentence_index` is -1 (the headline). `source` and `target`
    are the mentions that fill the roles; the table's party columns are read off them. `source_span` and `target_span`
    are offsets of the words for them with what describes them: "rebels loyal to the former president" where "rebels" is
    the mention. An act may be directed at something that is no actor: it has a `target_span` without a `target`.
    """

    article_id: str
    sentence_index: int
    source: Mention | None
    target: Mention | None
    action_start: int
    action_end: int
    action_text: str
    event_type: str | None
    event_mode: str | None
    cameo_code: str
    quad_class: int | None
    goldstein: float | None
    status: str  # actual, planned, conditional, denied or past_background
    confidence: float
    rule_id: str
    method: str = "lexicon"
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None
    source_text: str | None = None
    target_text: str | None = None
    attributed_to_actor_id: str | None = None
    event_date_value: str | None = None
    event_date_text: str | None = None
    event_date_start: int | None = None
    event_date_end: int | None = None
    place_name: str | None = None
    place_country_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    place_precision: str | None = None
    place_start: int | None = None
    place_end: int | None = None

    @property
    def report_id(self) -> str:
        return ids.row_id(
            self.article_id,
            self.sentence_index,
            self.action_start,
            self.action_end,
            self.source.mention_id if self.source else "",
            self.target.mention_id if self.target else "",
            self.cameo_code,
        )
