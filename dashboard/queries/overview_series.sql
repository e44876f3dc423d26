-- One row per period of the window: articles published, publishers and actors in them, and events.
with
    periods as (
        select unnest(generate_series(
            date_trunc($grain, $window_from::date),
            date_trunc($grain, $window_to::date),
            case $grain
                when 'day' then interval 1 day
                when 'week' then interval 7 days
                when 'month' then interval 1 month
                else interval 1 year
            end
        ))::date as period
    ),
    published as (
        select
            date_trunc($grain, published_on)::date as period,
            count(*) as article_count,
            count(distinct publisher) as publisher_count
        from {kept_articles}
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
from periods
left join published using (period)
left join happened using (period)
left join named using (period)
order by period
