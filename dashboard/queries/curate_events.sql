-- One row per event of the type and status asked for, with names for its parties.
select
    events.event_id,
    event_on,
    event_type,
    status,
    coalesce(source.actor_name, source_country_code, 'someone') as source_name,
    coalesce(target.actor_name, target_country_code) as target_name,
    cameo_code,
    report_count
from events
left join actors as source on source.actor_id = source_actor_id
left join actors as target on target.actor_id = target_actor_id
where coalesce(event_type, 'STATEMENT') = $type and status = $status
order by event_on desc nulls last, events.event_id
