-- One row per pair of parties (countries where they are known), or per type of act, with events in the latest period:
-- how many then, how many usually (median of the eight periods before, quiet ones counted as 0), and since when.
with
    kept as (
        select
            *,
            case $by
                when 'type' then coalesce(event_type, 'statement')
                else coalesce(source_country_code, source_actor_id, '?')
            end as source_key,
            case $by when 'type' then '' else coalesce(target_country_code, target_actor_id, '?') end as target_key,
            -- 0 is the latest period, 1 to 8 are those before it.
            ($window_to::date - day) // $period_days::int as ago
        from {kept_events}
        where day <= $window_to::date
    ),
    counted as (
        select source_key, target_key, ago, count(*) as events
        from kept
        where ago between 0 and 8
        group by all
    ),
    latest as (
        select source_key, target_key, events as now
        from counted
        where ago = 0
        order by now desc, source_key, target_key
        limit 400
    ),
    series as (
        select
            source_key,
            target_key,
            list(coalesce(events, 0) order by ago desc) as course,
            median(coalesce(events, 0)) filter (ago > 0) as usual
        from latest
        cross join range(9) as periods (ago)
        left join counted using (source_key, target_key, ago)
        group by all
    ),
    beginnings as (
        select source_key, target_key, min(day) as first_on
        from kept
        group by all
    ),
    names as (
        select country_code as key, country_name as name from {country_names}
        union all
        select actor_id, actor_name from actors
    )
select
    source_key,
    target_key,
    coalesce(source.name, source_key) as source_name,
    coalesce(target.name, nullif(target_key, '?')) as target_name,
    now,
    usual,
    now / nullif(usual, 0) as ratio,
    course,
    first_on
from latest
join series using (source_key, target_key)
join beginnings using (source_key, target_key)
left join names as source on source.key = source_key
left join names as target on target.key = target_key
order by now - usual desc, now desc, source_key, target_key
limit 12
