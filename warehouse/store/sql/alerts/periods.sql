-- One row a pair of countries and a period of $days days, counted back from today (0): its events, and their number
-- for each article that was published in it.
with found as (
    select
        source_country_code as source_code,
        target_country_code as target_code,
        ($today::date - event_on) // $days as period,
        publisher_count
    from {meant_events}
    where
        event_on between $today::date - ($days * $periods - 1)::integer and $today::date
        and source_country_code is not null
        and target_country_code is not null
        and source_country_code <> target_country_code
),
articles_of as (
    select ($today::date - published_on) // $days as period, count(*) as article_count
    from article_dates
    where published_on between $today::date - ($days * $periods - 1)::integer and $today::date
    group by all
)
select
    source_code,
    target_code,
    period::integer as period,
    count(*) as event_count,
    count(*) / greatest(max(coalesce(article_count, 1)), 1) as share
from found
left join articles_of using (period)
group by source_code, target_code, period
having period > 0 or max(publisher_count) >= $least_publishers or $least_publishers <= 1
order by source_code, target_code, period
