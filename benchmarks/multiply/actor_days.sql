insert into actor_days by name
select
    actor_of(actor_id, clone) as actor_id,
    earlier(day, clone) as day,
    article_count,
    sentence_count,
    mention_count
from seed_actor_days
cross join clones
where day is not null
order by day
