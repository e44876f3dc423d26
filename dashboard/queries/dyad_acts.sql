-- One row per direction between two parties and type of act: how many.
select
    from_one,
    coalesce(event_type, 'STATEMENT') as event_type,
    any_value(coalesce(quad_class, 0)) as quad_class,
    (count(distinct article_id) + sum(weight))::bigint as event_count
from {between_two}
group by all
order by quad_class, event_type, from_one desc
