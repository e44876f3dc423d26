-- One row per day of the days asked for on which texts were published: how many then, until then, and in all.
select
    day,
    sum(text_count) as texts,
    sum(sum(text_count)) over (order by day) as so_far,
    sum(sum(text_count)) over () as in_all
from article_days
where
    day is not null
    and ($since::date is null or day >= $since::date)
    and ($until::date is null or day <= $until::date)
group by day
having sum(text_count) > 0
