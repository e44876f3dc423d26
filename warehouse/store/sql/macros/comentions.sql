-- comentions(grain): one row a pair of actors that articles ('article') or sentences ('sentence') mention together,
-- with how often chance alone would do it (expected), lift, NPMI and Jaccard. Copies of one text count once.
-- comentions(grain, since := day, until := day) counts what was published on those days and between; without them what
-- has no day counts too.
create or replace macro comentions(grain, since := '', until := '') as table
with bounds as (
    select
        since || until = '' as are_open,
        coalesce(nullif(since::varchar, '')::date, date '0001-01-01') as first_day,
        coalesce(nullif(until::varchar, '')::date, date '9999-12-31') as last_day
),
pairs as (
    select
        actor_a_id,
        actor_b_id,
        sum(case when grain = 'sentence' then sentence_count else article_count end) as together,
        sum(weight) as weight
    from comention_days, bounds
    where are_open or day between first_day and last_day
    group by all
),
singles as (
    select actor_id, sum(case when grain = 'sentence' then sentence_count else article_count end) as alone
    from actor_days, bounds
    where are_open or day between first_day and last_day
    group by all
),
scope as (
    select sum(case when grain = 'sentence' then sentence_count else text_count end) as total
    from article_days, bounds
    where are_open or day between first_day and last_day
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
