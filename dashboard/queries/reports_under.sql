-- One row per report of the events asked for, with its sentence and where it stands; the surest first, six an event.
with
    telling as materialized (
        select report_id, event_id
        from report_events
        where event_id in (select unnest($events::varchar[]))
    ),
    listed as materialized (
        select report_id, event_id, article_id, sentence_index, action_start, action_end, confidence
        from report_codings
        join telling using (report_id)
        qualify row_number() over (partition by event_id order by confidence desc, report_id) <= 6
    ),
    texts as materialized (
        select article_id, title, body, sentence_spans, publisher
        from article_texts
        where article_id in (select article_id from listed)
    ),
    days as materialized (
        select article_id, published_on
        from article_dates
        where article_id in (select article_id from listed)
    )
select
    event_id,
    report_id,
    article_id,
    sentence_index,
    action_start,
    action_end,
    confidence,
    publisher,
    published_on,
    case when sentence_index < 0 then 0 else sentence_spans[sentence_index + 1].start end as sentence_start,
    {sentence_text} as sentence
from listed
join texts using (article_id)
join days using (article_id)
order by event_id, confidence desc, report_id
