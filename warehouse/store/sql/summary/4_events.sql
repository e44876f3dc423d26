-- Most reported events
select
    event_id,
    coalesce(event_on::varchar, 'undated') || if(event_precision in ('day', 'unknown'), '', ' (' || event_precision || ')')
        as day,
    coalesce(source.actor_name, source_country_code, '?') as source,
    coalesce(event_type, 'CAMEO ' || cameo_code) || coalesce('/' || event_mode, '') as type,
    coalesce(target.actor_name, target_country_code, '') as target,
    status,
    report_count as reports
from events
left join actors as source on source.actor_id = source_actor_id
left join actors as target on target.actor_id = target_actor_id
order by report_count desc, event_on nulls last, event_id
limit 15
