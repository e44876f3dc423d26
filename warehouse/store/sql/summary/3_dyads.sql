-- Who acted on whom most (actual events)
select
    coalesce(source.actor_name, source_country_code) as source,
    coalesce(target.actor_name, target_country_code) as target,
    count(*) as events,
    sum(report_count) as reports,
    string_agg(distinct event_type, ', ' order by event_type) as types
from events
left join actors as source on source.actor_id = source_actor_id
left join actors as target on target.actor_id = target_actor_id
where status in ('actual', 'past_background') and target_actor_id is not null
group by all
order by events desc, source, target
limit 10
