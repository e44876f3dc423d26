-- Events that happened, with the names of their actors and their first report. Where no report tells the day, it is
-- that of the first report, as these data sets date all of theirs; an act of unknown age with neither is left out.
create or replace temp table acts as
with happened as (
    select * replace (coalesce(event_on, if(status = 'actual', first_reported_on, null)) as event_on)
    from events
    where status in ('actual', 'past_background')
),
told as (
    select
        report_events.event_id,
        min(documents.landed_at) as added_at,
        bool_or(action_start < coalesce(nullif(instr(body, chr(10) || chr(10)), 0), length(body))) as in_lead,
        arg_min(
            struct_pack(
                report_id := reports.report_id,
                article_id := reports.article_id,
                sentence_index := reports.sentence_index,
                source := coalesce(articles.url, documents.uri)
            ),
            (coalesce(articles.published_on, date '9999-12-31'), reports.report_id)
        ) as first_report,
        list(distinct coalesce(articles.url, documents.uri) order by coalesce(articles.url, documents.uri)) as sources,
        list(distinct articles.publisher order by articles.publisher) filter (articles.publisher is not null)
            as publishers
    from report_events
    join reports using (report_id)
    join articles using (article_id)
    join documents using (document_id)
    group by report_events.event_id
)
select
    happened.*,
    told.* exclude (event_id),
    source.actor_name as source_name,
    target.actor_name as target_name
from happened
join told using (event_id)
left join actors as source on source.actor_id = source_actor_id
left join actors as target on target.actor_id = target_actor_id
where event_on is not null;
