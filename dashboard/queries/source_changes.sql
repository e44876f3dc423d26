-- One row per publisher that began within the window, or that fell silent in it: had published for a month or more, and
-- then nothing for the last eighth of the window. A jump on such a day may be one of what is collected.
with
    spans as (
        select
            coalesce(publisher, 'unknown') as publisher,
            min(day) as first_on,
            max(day) as last_on,
            sum(article_count) as articles
        from article_days
        where day is not null
        group by all
        having articles >= 5
    ),
    windows as (
        select
            $window_from::date as window_from,
            $window_to::date as window_to,
            greatest(28, ($window_to::date - $window_from::date) // 8)::int as margin
    )
select publisher, first_on as day, 'begins' as change, articles::bigint as article_count
from spans
cross join windows
where first_on between window_from + margin and window_to
union all
select publisher, last_on, 'falls silent', articles::bigint
from spans
cross join windows
where last_on between window_from and window_to - margin and last_on - first_on >= 28
order by day, publisher
