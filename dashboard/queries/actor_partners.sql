-- One row per actor that the actor asked for does things to or has things done by, the most events first.
with
    both_ways as (
        select target_actor_id as partner_id, 'did' as direction, quad_class
        from {kept_events}
        where source_actor_id = $actor
        union all
        select source_actor_id, 'had done to it', quad_class
        from {kept_events}
        where target_actor_id = $actor
    )
select
    partner_id,
    actor_name as partner,
    count(*) as events,
    count(*) filter (direction = 'did') as did,
    count(*) filter (direction <> 'did') as suffered,
    count(*) filter (quad_class in (1, 2)) as cooperation,
    count(*) filter (quad_class in (3, 4)) as conflict
from both_ways
join actors on actor_id = partner_id
where partner_id <> $actor
group by all
order by events desc, partner_id
limit 20
