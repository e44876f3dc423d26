-- One row per publisher (the twelve with most articles) and period of the window in which it published: how many.
with
    most as (
        select coalesce(publisher, 'unknown') as publisher, sum(article_count) as articles
        from article_days
        where day between $window_from::date and $window_to::date
        group by all
        order by articles desc, publisher
        limit 12
    )
select
    coalesce(article_days.publisher, 'unknown') as publisher,
    date_trunc($grain, day)::date as period,
    sum(article_count)::bigint as article_count
from article_days
semi join most on most.publisher = coalesce(article_days.publisher, 'unknown')
where day between $window_from::date and $window_to::date
group by all
order by publisher, period
