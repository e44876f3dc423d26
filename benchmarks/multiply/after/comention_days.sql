-- Days of different copies may be the same: counts are added up over all of them.
insert into comention_days by name
select
    least(actor_of(actor_a_id, clone), actor_of(actor_b_id, clone)) as actor_a_id,
    greatest(actor_of(actor_a_id, clone), actor_of(actor_b_id, clone)) as actor_b_id,
    earlier(day, clone) as day,
    sum(article_count)::bigint as article_count,
    sum(sentence_count)::bigint as sentence_count,
    sum(weight) as weight
from seed_comention_days
cross join clones
where hash(actor_a_id, actor_b_id) % $keep = 0
group by all
