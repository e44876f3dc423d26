insert into comention_days by name
select
    least(actor_of(actor_a_id, clone), actor_of(actor_b_id, clone)) as actor_a_id,
    greatest(actor_of(actor_a_id, clone), actor_of(actor_b_id, clone)) as actor_b_id,
    earlier(day, clone) as day,
    article_count,
    sentence_count,
    weight
from seed_comention_days
cross join clones
where day is not null and hash(actor_a_id, actor_b_id) % $keep = 0
order by day
