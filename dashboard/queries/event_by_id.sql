-- One row per event asked for, as in the list of events, whatever the filters.
with
    page as materialized (
        select
            events.*,
            event_on as day,
            coalesce(source.actor_name, source_country.country_name, events.source_country_code, 'someone') as source_name,
            coalesce(target.actor_name, target_country.country_name, events.target_country_code) as target_name
        from events
        left join actors as source on source.actor_id = events.source_actor_id
        left join actors as target on target.actor_id = events.target_actor_id
        left join {country_names} as source_country on source_country.country_code = events.source_country_code
        left join {country_names} as target_country on target_country.country_code = events.target_country_code
        where list_contains($events::varchar[], event_id)
    )
from {told_events}
