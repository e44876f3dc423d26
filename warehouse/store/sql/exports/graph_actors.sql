-- Actors that are mentioned together with another.
select
    actor_id,
    actor_name as name,
    actor_type,
    country_code,
    sector_code,
    (select sum(article_count)::bigint from actor_days where actor_days.actor_id = actors.actor_id) as article_count
from actors
where actor_id in (select actor_a_id from comention_days union all select actor_b_id from comention_days)
order by actor_id
