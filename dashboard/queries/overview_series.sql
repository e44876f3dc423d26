-- One row per period of the window: articles published, publishers and actors in them, and events.
with
    published as (
        select
            date_trunc($grain, day)::date as period,
            sum(article_count)::bigint as article_count,
            count(distinct publisher) as publisher_count
        from article_days
        where
            (len($publishers::varchar[]) = 0 or list_contains($publishers::varchar[], publisher))
            and (len($languages::varchar[]) = 0 or list_contains($languages::varchar[], language))
        group by all
    ),
    named as (
        select date_trunc($grain, day)::date as period, count(distinct actor_id) as actor_count
        from actor_days
        group by all
    ),
    happened as (
        select date_trunc($grain, day)::date as period, count(*) as event_count
        from {kept_events}
        group by all
    )
select
    period,
    coalesce(article_count, 0) as article_count,
    coalesce(event_count, 0) as event_count,
    coalesce(actor_count, 0) as actor_count,
    coalesce(publisher_count, 0) as publisher_count
from {periods}
left join published using (period)
left join happened using (period)
left join named using (period)
order by period
