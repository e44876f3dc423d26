-- Counts of articles without a day are added up over all copies.
insert into actor_days by name
select
    actor_of(actor_id, clone) as actor_id,
    null::date as day,
    sum(article_count)::bigint as article_count,
    sum(sentence_count)::bigint as sentence_count,
    sum(mention_count)::bigint as mention_count
from seed_actor_days
cross join clones
where day is null
group by all
