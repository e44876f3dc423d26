-- evidence(event): one row a report of an event, with the sentence that it rests on and the document that holds it.
-- An id that is no longer an event's leads to the event that holds its report now.
create or replace macro evidence(event) as table
with wanted as (
    select coalesce(
        (select event_id from report_events where report_id = event),
        (select new_id from retired_ids where old_id = event),
        event
    ) as event_id
)
select
    reports.event_id,
    report_id,
    coalesce(sentence, '') as sentence,
    reports.source_text,
    action_text,
    reports.target_text,
    event_date_text,
    event_on,
    event_precision,
    place_name,
    event_type,
    event_mode,
    cameo_code,
    status,
    attributed_to_actor_id,
    reports.confidence,
    rule_id,
    articles.title,
    articles.publisher,
    articles.published_on,
    reports.article_id,
    reports.sentence_index,
    action_start,
    action_end,
    source.start as source_start,
    source."end" as source_end,
    target.start as target_start,
    target."end" as target_end,
    documents.uri,
    reports.coder_version,
    reports.run_id
from reports
join wanted using (event_id)
join articles using (article_id)
join documents on documents.document_id = articles.document_id
left join sentences using (article_id, sentence_index)
left join mentions as source on source.mention_id = source_mention_id
left join mentions as target on target.mention_id = target_mention_id
order by articles.published_on, report_id
