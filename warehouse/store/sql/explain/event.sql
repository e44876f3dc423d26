-- One row: an event, with its parties by name.
select
    events.*,
    coalesce(source.actor_name, source_country_code) as source_name,
    coalesce(target.actor_name, target_country_code) as target_name,
    coalesce(event_type, 'CAMEO only') || coalesce('/' || event_mode, '') || ' (CAMEO ' || cameo_code || ')' as what
from events
left join actors as source on source.actor_id = source_actor_id
left join actors as target on target.actor_id = target_actor_id
where event_id = $event
