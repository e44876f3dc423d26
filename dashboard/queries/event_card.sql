-- One row: the event asked for, with names for its parties; none when there is no such event.
select
    events.*,
    coalesce(source.actor_name, source_country.country_name, events.source_country_code, 'someone') as source_name,
    coalesce(target.actor_name, target_country.country_name, events.target_country_code) as target_name
from events
left join actors as source on source.actor_id = events.source_actor_id
left join actors as target on target.actor_id = events.target_actor_id
left join {country_names} as source_country on source_country.country_code = events.source_country_code
left join {country_names} as target_country on target_country.country_code = events.target_country_code
where events.event_id = $event
