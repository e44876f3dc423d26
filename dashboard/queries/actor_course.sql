-- One row per period of the window: texts that mention the actor asked for, and those published; copies count once.
with
    named as (
        select date_trunc($grain, day)::date as period, sum(article_count)::bigint as total
        from actor_days
        where actor_id = $actor and day is not null
        group by all
    ),
    texts as (
        select date_trunc($grain, day)::date as period, sum(text_count)::bigint as article_count
        from article_days
        where day is not null
        group by all
    )
select
    period,
    coalesce(total, 0) as total,
    coalesce(article_count, 0) as article_count,
    1000.0 * coalesce(total, 0) / article_count as share
from {periods}
left join named using (period)
left join texts using (period)
order by period
