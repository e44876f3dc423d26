-- One row per period and side of `dated`: how many there are, in all and by quad class.
select
    period,
    from_one,
    (count(distinct article_id) + sum(weight))::bigint as total,
    (count(distinct article_id) filter (quad_class = 1)
    + coalesce(sum(weight) filter (quad_class = 1), 0))::bigint as verbal_cooperation,
    (count(distinct article_id) filter (quad_class = 2)
    + coalesce(sum(weight) filter (quad_class = 2), 0))::bigint as material_cooperation,
    (count(distinct article_id) filter (quad_class = 3)
    + coalesce(sum(weight) filter (quad_class = 3), 0))::bigint as verbal_conflict,
    (count(distinct article_id) filter (quad_class = 4)
    + coalesce(sum(weight) filter (quad_class = 4), 0))::bigint as material_conflict,
    (count(distinct article_id) filter (quad_class is null)
    + coalesce(sum(weight) filter (quad_class is null), 0))::bigint as statement
from dated
group by period, from_one
