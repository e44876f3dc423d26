-- Pairs of actors that articles mention together.
select
    actor_a_id,
    actor_b_id,
    comention_count::bigint as together,
    weight,
    expected_count as expected,
    lift,
    npmi,
    jaccard
from comentions('article')
order by actor_a_id, actor_b_id
