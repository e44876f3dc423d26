-- Days of different copies may be the same: counts are added up over all of them.
insert into actor_days by name
select
    actor_of(actor_id, clone) as actor_id,
    earlier(day, clone) as day,
    sum(article_count)::bigint as article_count,
    sum(sentence_count)::bigint as sentence_count,
    sum(mention_count)::bigint as mention_count
from seed_actor_days
cross join clones
where hash(actor_id, day) % $keep = 0
group by all
