-- One row an event that a rule asks for, with the ids of its reports. A parameter that is null asks for nothing.
with found as (
    select *
    from {meant_events}
    where
        publisher_count + (publisher_count = 0)::integer >= $least_publishers
        and ($after::date is null or coalesce(event_on, first_reported_on) >= $after)
)
select
    event_id,
    event_type,
    event_mode,
    cameo_code,
    quad_class,
    status,
    event_on,
    event_precision,
    coalesce(source.actor_name, source_country_code) as source_name,
    coalesce(target.actor_name, target_country_code) as target_name,
    source_actor_id,
    target_actor_id,
    source_country_code,
    target_country_code,
    place_name,
    report_count,
    article_count,
    publisher_count,
    found.confidence,
    members.report_ids
from found
join (select event_id, list(report_id order by report_id) as report_ids from report_events group by all) as members
    using (event_id)
left join actors as source on source.actor_id = source_actor_id
left join actors as target on target.actor_id = target_actor_id
order by event_on, event_id
