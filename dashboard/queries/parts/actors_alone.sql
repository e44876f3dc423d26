-- One row per actor: in how many articles (or sentences) of the days asked for it is mentioned.
select
    actor_id,
    actor_name,
    actor_type,
    country_code,
    sum(case $level when 'article' then article_count else sentence_count end)::double as alone
from actor_days
join actors using (actor_id)
where
    ($since::date is null or day >= $since::date)
    and ($until::date is null or day <= $until::date)
    and (len($kinds::varchar[]) = 0 or list_contains($kinds::varchar[], actor_type) or actor_id = $focus)
group by all
