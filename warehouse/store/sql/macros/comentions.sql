-- comentions(grain): one row a pair of actors that articles ('article') or sentences ('sentence') mention together,
-- with how often chance alone would do it (expected), lift, NPMI and Jaccard. Copies of one text count once.
create or replace macro comentions(grain) as table
with pairs as (
    select
        actor_a_id,
        actor_b_id,
        sum(case when grain = 'sentence' then sentence_count else article_count end) as together,
        sum(weight) as weight
    from comention_days
    group by all
),
singles as (
    select actor_id, sum(case when grain = 'sentence' then sentence_count else article_count end) as alone
    from actor_days
    group by all
),
scope as (
    select sum(case when grain = 'sentence' then len(sentence_spans) + (title is not null)::integer else 1 end) as total
    from article_texts
    join article_groups using (article_id)
    where is_original
)
select
    actor_a_id,
    a.actor_name as actor_a_name,
    actor_b_id,
    b.actor_name as actor_b_name,
    together as comention_count,
    alone_a.alone as actor_a_count,
    alone_b.alone as actor_b_count,
    weight,
    alone_a.alone * alone_b.alone / total as expected_count,
    together * total / (alone_a.alone * alone_b.alone) as lift,
    case
        when together < total then ln(together * total / (alone_a.alone * alone_b.alone)) / -ln(together / total)
        else 1
    end as npmi,
    together / (alone_a.alone + alone_b.alone - together) as jaccard
from pairs
join singles as alone_a on alone_a.actor_id = actor_a_id
join singles as alone_b on alone_b.actor_id = actor_b_id
join actors as a on a.actor_id = actor_a_id
join actors as b on b.actor_id = actor_b_id
cross join scope
where together > 0
order by comention_count desc, actor_a_id, actor_b_id
