-- dyad(a, b): one row an event between two actors or countries (actor ids or alpha-3 codes), in either direction.
create or replace macro dyad(a, b) as table
select
    event_id,
    event_on,
    event_precision,
    status,
    event_type,
    event_mode,
    cameo_code,
    quad_class,
    goldstein,
    coalesce(source.actor_name, source_country_code) as source_name,
    coalesce(target.actor_name, target_country_code) as target_name,
    source_actor_id,
    source_country_code,
    target_actor_id,
    target_country_code,
    report_count,
    article_count,
    publisher_count,
    events.confidence
from events
left join actors as source on source.actor_id = source_actor_id
left join actors as target on target.actor_id = target_actor_id
where
    (a in (source_actor_id, source_country_code) and b in (target_actor_id, target_country_code))
    or (b in (source_actor_id, source_country_code) and a in (target_actor_id, target_country_code))
order by event_on, event_id
