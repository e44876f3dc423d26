-- One row per report of the events asked for, with its sentence and where it stands; the surest first, six an event.
with
    telling as materialized (
        select report_id, event_id
        from report_events
        where event_id in (select unnest($events::varchar[]))
    ),
    listed as materialized (
        select report_codings.*, event_id
        from report_codings
        join telling using (report_id)
        qualify row_number() over (partition by event_id order by confidence desc, report_id) <= 6
    ),
    texts as materialized (
        select article_id, title, body, sentence_spans, publisher, published_on
        from article_texts
        join article_dates using (article_id)
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
order by event_id, confidence desc, report_id
