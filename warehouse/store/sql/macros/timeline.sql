-- timeline(unit): one row a period ('day', 'week', 'month', 'quarter', 'year') and quad class of actual and past acts,
-- with events, reports and the articles that hold them, and all articles published in that period beside them.
-- The row without a period holds the events whose day is not known.
create or replace macro timeline(unit) as table
with acts as (
    select
        date_trunc(unit, event_on)::date as period,
        quad_class,
        count(*) as event_count,
        sum(report_count)::bigint as report_count,
        sum(article_count)::bigint as article_count
    from events
    where status in ('actual', 'past_background')
    group by all
),
published as (
    select date_trunc(unit, published_on)::date as period, count(*) as published_article_count
    from article_dates
    group by all
)
select acts.*, coalesce(published_article_count, 0) as published_article_count
from acts
left join published on published.period is not distinct from acts.period
order by period, quad_class
