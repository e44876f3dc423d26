-- One row per actor first mentioned in the latest period, the most mentioned first.
select
    actor_id,
    actor_name,
    actor_type,
    country_code,
    min(day) as first_on,
    sum(mention_count)::bigint as mention_count,
    sum(article_count)::bigint as article_count
from actor_days
join actors using (actor_id)
where day is not null
group by all
having min(day) > $window_to::date - $period_days::int and min(day) <= $window_to::date
order by article_count desc, mention_count desc, actor_id
limit 12
