-- One row: the day that parts the dated texts of the days asked for into two halves.
with
    days as (
        select day, sum(text_count) as texts
        from article_days
        where
            day is not null
            and ($since::date is null or day >= $since::date)
            and ($until::date is null or day <= $until::date)
        group by day
        having texts > 0
    ),
    so_far as (
        select day, sum(texts) over (order by day) as before_and_then, sum(texts) over () as all_of_them
        from days
    )
select
    min(day) filter (2 * before_and_then >= all_of_them) as median_day,
    min(day) as first_on,
    max(day) as last_on
from so_far
