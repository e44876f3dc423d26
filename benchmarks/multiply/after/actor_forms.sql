insert into actor_forms by name
select
    actor_of(actor_id, clone) as actor_id,
    text,
    mention_kind,
    is_ambiguous,
    sum(mention_count)::bigint as mention_count,
    sum(article_count)::bigint as article_count,
    sum(confidence_sum) as confidence_sum
from seed_actor_forms
cross join clones
group by all
