-- One row: the actor asked for, and how much of it there is.
select
    actors.*,
    coalesce(sum(article_count), 0)::bigint as article_count,
    coalesce(sum(mention_count), 0)::bigint as mention_count,
    min(day) as first_on,
    max(day) as last_on
from actors
left join actor_days using (actor_id)
where actor_id = $actor
group by all
