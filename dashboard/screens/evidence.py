"""Is it true, and why was it coded?"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard import frame, lake, show, verdicts
from dashboard.colours import QUADS, palette
from dashboard.filters import Filters
from dashboard.text import Mark, act_name, as_html, as_markdown, count, day_text, marked

SIDE_BY_SIDE = 4  # reports that fit beside each other

# Rows of the comparison: what is asked of each report, and the columns that answer it.
COMPARED = (
    ("Publisher", ("publisher",)),
    ("Published", ("published_on",)),
    ("Source", ("source_name",)),
    ("Act", ("act",)),
    ("Words", ("action_text",)),
    ("Target", ("target_name",)),
    ("Day", ("day",)),
    ("Place", ("place_name",)),
    ("Status", ("status",)),
    ("Said by", ("attributed_to_name",)),
    ("Rule", ("rule_id",)),
    ("Confidence", ("confidence",)),
)
NOT_A_DISAGREEMENT = {"Publisher", "Published", "Words", "Rule", "Confidence", "Said by"}


def main() -> None:
    filters = frame.begin("Evidence", "Is it true, and why was it coded?", ())
    event_id, report_id, article_id = asked()
    if event_id is None and article_id is None:
        offer(filters)
        return
    report: Mapping[str, Any] | None = None
    if event_id:
        walk(filters, event_id)
        report = show_event(event_id, report_id)
        if report is None:
            offer(filters)
            return
        article_id = report["article_id"]
    assert article_id is not None
    show_article(article_id, report)


def asked() -> tuple[str | None, str | None, str | None]:
    """Event, report and article of the address; a report alone leads to its event."""
    event, report, article = (st.query_params.get(name) for name in ("event", "report", "article"))
    if report and not event:
        found = lake.run("event_of_report", report=report)
        event = found["event_id"][0] if found.height else None
        if event is None:
            st.warning("That report is not in this snapshot: its article may have been coded anew since.")
    if event and lake.run("event_card", event=event).is_empty():
        event = successor(event)
    return event, report, article


def successor(event: str) -> str | None:
    """The event that took over a retired id, told to the reader."""
    retired = lake.run("retired_event", event=event)
    now = retired["new_id"][0] if retired.height else None
    if now:
        st.info("This link's event has since been joined with others; this is the event that holds its reports now.")
    elif retired.height:
        st.warning("The reports of that event are gone: their articles were coded anew, and tell of it no more.")
    else:
        st.warning("There is no such event in this snapshot. Links hold for the lake and snapshot they were made on.")
    return now


def offer(filters: Filters) -> None:
    st.markdown("Choose an event to see the sentences behind it. These are the most reported:")
    show.event_list(filters, "offer", how_many=6, sort="reports")


def walk(filters: Filters, event_id: str) -> None:
    """To the events before and after this one in the list that the reader comes from."""
    sort = st.query_params.get("sort", "newest")
    found = lake.run("event_neighbours", **filters.values(), sort=sort, event=event_id)
    if found.is_empty():
        return
    place = found.row(0, named=True)
    with st.container(horizontal=True, vertical_alignment="center", key="walk"):
        for label, icon, column in (
            ("Previous", ":material/arrow_back:", "previous_id"),
            ("Next", ":material/arrow_forward:", "next_id"),
        ):
            st.page_link(
                show.EVIDENCE,
                label=label,
                icon=icon,
                query_params=filters.query() | {"event": [place[column] or event_id], "sort": [sort]},
                disabled=place[column] is None,
            )
        narrowed = ", ".join(filters.narrowing())
        of = f" with {narrowed}" if narrowed else ""
        st.caption(f"{place['place']:,} of {place['event_count']:,} events{as_markdown(of)}", width="content")


def show_event(event_id: str, report_id: str | None) -> Mapping[str, Any] | None:
    """The event's card and its reports; returns the report that the reader looks at."""
    event = lake.run("event_card", event=event_id).row(0, named=True)
    reports = lake.run("event_reports", event=event_id)
    if reports.is_empty():
        st.warning("This event has no reports in this snapshot.")
        return None
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html(event_head(event), width="stretch")
        verdicts.control(event)
    listed = list(reports.iter_rows(named=True))
    chosen = next((report for report in listed if report["report_id"] == report_id), listed[0])
    if len(listed) > 1:
        compare(event, listed, chosen)
    return chosen


def event_head(event: Mapping[str, Any]) -> str:
    act = act_name(event["event_type"], event["event_mode"], event["cameo_code"])
    parties = f"<b>{as_html(event['source_name'])}</b>"
    if event["target_name"]:
        parties += f" → <b>{as_html(event['target_name'])}</b>"
    status = show.NOT_HAPPENED.get(event["status"])
    flag = f"<span class='wl-flag'>{status}</span>" if status else ""
    facts = [
        day_text(event["event_on"], event["event_precision"]),
        f"in {event['place_name']}" if event["place_name"] else "",
        f"CAMEO {event['cameo_code']}",
        QUADS[event["quad_class"] or 0].lower(),
        f"Goldstein {event['goldstein']:+.1f}" if event["goldstein"] is not None else "",
        count(event["report_count"], "report") + " in " + count(event["article_count"], "article"),
        count(event["copy_group_count"], "distinct text"),
        count(event["publisher_count"], "publisher") if event["publisher_count"] else "",
        f"confidence {event['confidence']:.2f}",
    ]
    return (
        f"<div class='wl-card'><span class='wl-chip' style='background:{palette().quad(event['quad_class'])}'></span>"
        f"<span class='wl-big'>{as_html(act)}</span> <span class='wl-big'>{parties}</span> {flag}"
        f"<p class='wl-note'>{as_html(' · '.join(filter(None, facts)))}</p></div>"
    )


def compare(event: Mapping[str, Any], reports: Sequence[Mapping[str, Any]], chosen: Mapping[str, Any]) -> None:
    """Reports side by side; where they differ is marked, and which value the event took."""
    distinct = list({report["copy_group_id"]: report for report in reversed(reports)}.values())[::-1]
    with show.figure(
        f"{count(len(reports), 'report')} of this event, from {count(len(distinct), 'distinct text')}",
        "Underlined: reports differ. The event carries the value most reports give, the surest where they are even.",
    ):
        hide = len(distinct) < len(reports) and st.toggle("Hide copies of one text", key="hide-copies")
        listed = distinct if hide else list(reports)
        pages = -(-len(listed) // SIDE_BY_SIDE)
        page = st.pagination(pages, key="reports-page") if pages > 1 else 1
        shown = listed[(page - 1) * SIDE_BY_SIDE : page * SIDE_BY_SIDE]
        st.html(comparison(shown, chosen))
        labels = {report["report_id"]: report_label(report) for report in listed}
        if chosen["report_id"] not in labels:
            labels = {chosen["report_id"]: report_label(chosen)} | labels
        key = f"report-of-{event['event_id']}"
        st.session_state[key] = chosen["report_id"]
        st.selectbox(
            "Read in its article",
            list(labels),
            format_func=labels.__getitem__,
            key=key,
            on_change=lambda: st.query_params.update(report=st.session_state[key]),
        )


def report_label(report: Mapping[str, Any]) -> str:
    where = f"{report['publisher'] or 'publisher unknown'}, {day_text(report['published_on'])}"
    return f"{where}: {report['title'] or 'no title'}"


def comparison(reports: Sequence[Mapping[str, Any]], chosen: Mapping[str, Any]) -> str:
    heads = "".join(
        f"<th>{'<b>▸ shown below</b>' if report['report_id'] == chosen['report_id'] else f'report {position}'}</th>"
        for position, report in enumerate(reports, start=1)
    )
    rows = [f"<tr><th></th>{heads}</tr>"]
    for label, columns in COMPARED:
        values = [" ".join(cell(report, column) for column in columns) for report in reports]
        told = {value for value in values if value != "–"}
        differs = label not in NOT_A_DISAGREEMENT and len(told) > 1
        mark = " class='wl-differs'"
        cells = "".join(
            f"<td><span{mark if differs and value in told else ''}>{as_html(value)}</span></td>" for value in values
        )
        rows.append(f"<tr><td>{label}</td>{cells}</tr>")
    return f"<table class='wl-facts-table wl-even'>{''.join(rows)}</table>"


def cell(report: Mapping[str, Any], column: str) -> str:
    match column:
        case "act":
            name = act_name(report["event_type"], report["event_mode"], report["cameo_code"])
            return f"{name} · {report['cameo_code']}"
        case "day":
            return day_text(report["event_on"], report["event_precision"])
        case "published_on":
            return day_text(report["published_on"])
        case "confidence":
            return f"{report['confidence']:.2f}"
        case _:
            return str(report[column]) if report[column] else "–"


def show_article(article_id: str, report: Mapping[str, Any] | None) -> None:
    found = lake.run("article", article=article_id)
    if found.is_empty():
        st.warning("There is no such article in this snapshot.")
        return
    article = found.row(0, named=True)
    mentions = lake.run("article_mentions", article=article_id)
    sentence = focus_of(report)
    text, facts = st.columns([5, 3], gap="large")
    with text:
        st.html(article_html(article, mentions, report, sentence))
        show.legend((*(("source", "act", "target", "day", "place") if report else ()), "other"))
    with facts:
        if report:
            why(report)
        dating(article)
        provenance(article)
        others(article, report)


def focus_of(report: Mapping[str, Any] | None) -> int | None:
    """The sentence to look at: the report's, or the one that the address names."""
    asked = st.query_params.get("sentence", "")
    return report["sentence_index"] if report else int(asked) if asked.isdecimal() else None


def article_html(
    article: Mapping[str, Any], mentions: pl.DataFrame, report: Mapping[str, Any] | None, sentence: int | None
) -> str:
    """Headline and body with every mention marked, and the report's words in its own sentence above them all."""
    in_title, in_body = marks_of(mentions, report)
    line = " · ".join(
        filter(
            None,
            (article["publisher"], day_text(article["published_on"]), article["dateline_place"], article["byline"]),
        )
    )
    body = article["body"]
    focus = focus_span(article, sentence)
    if focus:
        start, end = focus
        body_html = (
            marked(body[:start], in_body)
            + f"<span class='wl-focus' id='sentence'>{marked(body[start:end], in_body, start)}</span>"
            + marked(body[end:], in_body, end)
        )
    else:
        body_html = marked(body, in_body)
    title = marked(article["title"], in_title) if article["title"] else "<i>Without a headline</i>"
    lead = f"<p class='wl-lead'>{as_html(article['lead'])}</p>" if article["lead"] else ""
    return f"<div class='wl-text'><h2>{title}</h2><p class='wl-note'>{as_html(line)}</p>{lead}{body_html}</div>"


def marks_of(mentions: pl.DataFrame, report: Mapping[str, Any] | None) -> tuple[list[Mark], list[Mark]]:
    """Marks in the headline and in the body; those of the report come first and so win where they overlap."""
    title: list[Mark] = []
    body: list[Mark] = []
    if report:
        headline = report["sentence_index"] < 0
        (title if headline else body).extend(show.sentence_marks(report))
        # A party named in the other of the two texts is marked there.
        for party in ("source", "target"):
            start, end = report[f"{party}_start"], report[f"{party}_end"]
            if start is not None and not show.same_text(report, party):
                (body if headline else title).append(Mark(start, end, party))
    for mention in mentions.iter_rows(named=True):
        who = mention["actor_name"] or "not resolved"
        note = f"{who} ({mention['mention_kind']}, confidence {mention['confidence']:.2f})"
        mark = Mark(mention["start"], mention["end"], "other", note)
        (title if mention["sentence_index"] < 0 else body).append(mark)
    return title, body


def focus_span(article: Mapping[str, Any], sentence: int | None) -> tuple[int, int] | None:
    spans = article["sentence_spans"]
    if sentence is None or not 0 <= sentence < len(spans):
        return None
    span = spans[sentence]
    return span["start"], span["end"]


def facts_table(rows: Sequence[tuple[str, object]]) -> None:
    cells = "".join(
        f"<tr><td>{as_html(name)}</td><td>{as_html(value)}</td></tr>" for name, value in rows if value not in (None, "")
    )
    if cells:
        st.html(f"<table class='wl-facts-table'>{cells}</table>")


def why(report: Mapping[str, Any]) -> None:
    act = act_name(report["event_type"], report["event_mode"], report["cameo_code"])
    with show.figure("Why it was coded so"):
        facts_table(
            (
                ("Act", f"{act}, CAMEO {report['cameo_code']}, {QUADS[report['quad_class'] or 0].lower()}"),
                ("From the words", f"“{report['action_text']}”"),
                ("Source", party_text(report, "source")),
                ("Target", party_text(report, "target")),
                ("Day", day_words(report)),
                ("Place", place_text(report)),
                ("Status", frame.STATUS_WORDS[report["status"]]),
                ("Said by", report["attributed_to_name"]),
                ("Rule", report["rule_id"]),
                ("Coder", f"{report['method']}, version {report['coder_version'][:12]}"),
                ("Confidence", f"{report['confidence']:.2f}"),
            )
        )
        st.caption("The same in words, step by step, at the command line:")
        st.code(f"wirelake explain {report['event_id']}", language=None)


def party_text(report: Mapping[str, Any], party: str) -> str:
    code = (report[f"{party}_country_code"] or "") + (report[f"{party}_sector_code"] or "")
    name = report[f"{party}_name"]
    return f"{name} · {code}" if name and code else name or "nobody named"


def day_words(report: Mapping[str, Any]) -> str:
    day = day_text(report["event_on"], report["event_precision"])
    words = f", from “{report['event_date_text']}”" if report["event_date_text"] else ", no words for it"
    shift = report["suspect_shift"]
    doubt = f"; to be doubted: exactly {shift} days from the article's own, though no word says so" if shift else ""
    return day + words + doubt


def place_text(report: Mapping[str, Any]) -> str:
    name = report["place_name"]
    return f"{name} · {report['place_country_code'] or '–'}, known to the {report['place_precision']}" if name else ""


def dating(article: Mapping[str, Any]) -> None:
    """The day of publication as far as it is known, and each clue with what came of it."""
    low, high = article["published_no_earlier"], article["published_no_later"]
    bounds = f"{low or '…'} to {high or '…'}" if (low or high) and low != high else None
    with show.figure(f"Published: {publication(article)}", f"Confidence {article['published_confidence']:.2f}"):
        facts_table((("Evidence allows", bounds), ("Updated", article["updated_on"])))
        facts_table(
            [
                (clue["kind"], f"“{clue['text']}” → {clue['implies'] or 'nothing'}, {clue['verdict']}")
                for clue in article["published_evidence"] or []
            ]
        )


def publication(article: Mapping[str, Any]) -> str:
    """4 Mar 2007, or what is known of it: 29 August, year unknown."""
    year, month, number = (article[f"published_{part}"] for part in ("year", "month", "day"))
    if article["published_on"]:
        return day_text(article["published_on"])
    if month:
        words = f"{number or ''} {month_name[month]}".strip()
        return f"{words} {year}" if year else f"{words}, year unknown"
    return str(year) if year else "day unknown"


def provenance(article: Mapping[str, Any]) -> None:
    with show.figure("Where it comes from"):
        facts_table(
            (
                ("Document", article["uri"]),
                ("SHA-256", article["document_id"]),
                ("Bytes", f"{article['byte_count']:,} of {article['media_type']}"),
                ("Landed", f"{article['landed_at']:%d %b %Y %H:%M} UTC, run {article['landing_run_id']}"),
                ("Read and coded", f"run {article['reading_run_id']}, version {article['coder_version'][:12]}"),
                ("Language", article["language"]),
                ("Address", article["url"]),
            )
        )
        at, article_id = lake.snapshot(), article["article_id"]
        st.download_button(
            "The document as it was received",
            lambda: lake.run_at(at, "document", article=article_id)["content"][0],
            f"{article_id[:16]}.bin",
            "application/octet-stream",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
            help="Its bytes, unchanged: their SHA-256 is the number above.",
        )
        seen = lake.run("article_sightings", article=article["article_id"])
        if seen.height > 1:
            st.caption(f"The same bytes came under {seen.height} names:")
            st.dataframe(seen, hide_index=True)


def others(article: Mapping[str, Any], report: Mapping[str, Any] | None) -> None:
    reports = lake.run("article_reports", article=article["article_id"])
    rest = [row for row in reports.iter_rows(named=True) if report is None or row["report_id"] != report["report_id"]]
    with show.figure(
        f"Also in this article: {count(len(rest), 'other report')}" if report else count(len(rest), "report")
    ):
        for row in rest:
            act = act_name(row["event_type"], row["event_mode"], row["cameo_code"])
            target = f" → {row['target_name']}" if row["target_name"] else ""
            st.page_link(
                show.EVIDENCE,
                label=as_markdown(f"{act}: {row['source_name']}{target}"),
                query_params={"event": [row["event_id"]], "report": [row["report_id"]]},
            )
        if not rest:
            st.caption("Nothing else in it was coded.")
    copies = lake.run("article_copies", article=article["article_id"], copy_group=article["copy_group_id"])
    if copies.height:
        with show.figure(
            f"{count(copies.height, 'other copy', 'other copies')} of this text",
            "Copies count once where texts are counted.",
        ):
            for copy in copies.iter_rows(named=True):
                st.page_link(
                    show.EVIDENCE,
                    label=as_markdown(f"{copy['publisher'] or 'publisher unknown'}, {day_text(copy['published_on'])}"),
                    query_params={"article": [copy["article_id"]]},
                )


main()
