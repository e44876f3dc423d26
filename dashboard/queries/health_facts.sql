-- One row: what of the lake is as it should be, as counts.
with
    of_articles as (
        select
            coalesce(sum(article_count), 0)::bigint as article_count,
            coalesce(sum(article_count) filter (day is not null), 0)::bigint as dated_count,
            coalesce(sum(article_count) filter (language = 'und'), 0)::bigint as unknown_language_count,
            coalesce(sum(article_count - text_count), 0)::bigint as copy_count,
            coalesce(sum(article_count) filter (publisher is null), 0)::bigint as unknown_publisher_count,
            coalesce(sum(article_count) filter (day > current_date), 0)::bigint as future_count
        from article_days
    ),
    of_mentions as (
        select
            coalesce(sum(mention_count), 0)::bigint as mention_count,
            coalesce(sum(mention_count) filter (actor_id is null), 0)::bigint as unresolved_count
        from actor_forms
    )
select
    of_articles.*,
    of_mentions.*,
    (select count(*) from report_codings) as report_count,
    (select count(*) from report_codings where source_actor_id is null or target_actor_id is null) as partial_count,
    (select count(event_on) from report_events) as dated_report_count,
    (select count(suspect_shift) from report_events) as suspect_count,
    (select count(*) from events where event_on is null) as undated_event_count,
    (select count(*) from events) as event_count,
    (select count(*) from rejects) as reject_count,
    (select count(*) from documents) as document_count
from of_articles
cross join of_mentions
