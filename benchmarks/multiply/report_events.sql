insert into report_events
with parties as (
    select
        report_id,
        clone,
        coalesce(source_country_code, actor_of(source_actor_id, clone), '?') as source,
        coalesce(target_country_code, actor_of(target_actor_id, clone), '?') as target
    from seed_report_codings
    join report_names using (report_id)
)
select
    seed_report_events.* replace (
        name as report_id,
        report_names.event_id as event_id,
        report_names.family_id as family_id,
        first_month - months_before(clone) as first_month,
        last_month - months_before(clone) as last_month,
        least(source, target) || '|' || greatest(source, target) || '|' || split_part(bucket, '|', 3)
            || '|' || split_part(bucket, '|', 4) as bucket,
        earlier(event_on, clone) as event_on
    )
from seed_report_events
join report_names using (report_id)
join parties using (report_id, clone)
