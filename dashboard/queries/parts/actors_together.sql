-- One row per pair of actors: in how many articles (or sentences) of the days asked for both are mentioned.
select
    actor_a_id,
    actor_b_id,
    sum(case $level when 'article' then article_count else sentence_count end)::double as together,
    sum(weight) as weight
from comention_days
where
    ($since::date is null or day >= $since::date)
    and ($until::date is null or day <= $until::date)
group by all
