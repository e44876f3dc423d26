-- One row per direction between two parties and type of act: how many events.
select
    coalesce($one in (source_actor_id, source_country_code), false) as from_one,
    coalesce(event_type, 'STATEMENT') as event_type,
    any_value(coalesce(quad_class, 0)) as quad_class,
    count(*) as event_count
from {kept_events}
where
    ($one in (source_actor_id, source_country_code) and $other in (target_actor_id, target_country_code))
    or ($other in (source_actor_id, source_country_code) and $one in (target_actor_id, target_country_code))
group by all
order by quad_class, event_type, from_one desc
