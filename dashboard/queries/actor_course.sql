-- One row per period of the window: texts that mention the actor asked for, and those published; copies count once.
with
    named as (
        select date_trunc($grain, day)::date as period, sum(article_count)::bigint as total
        from actor_days
        where actor_id = $actor and day is not null
        group by all
    ),
    published as (
        select date_trunc($grain, published_on)::date as period, count(distinct copy_group_id) as article_count
        from articles
        where published_on is not null
        group by all
    ),
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
    )
select
    period,
    coalesce(total, 0) as total,
    coalesce(article_count, 0) as article_count,
    1000.0 * coalesce(total, 0) / article_count as share
from periods
left join named using (period)
left join published using (period)
order by period
