-- One row per period of the window and direction between two parties: events by class, also where there were none.
with
    kept as (
        select
            date_trunc($grain, day)::date as period,
            ($one in (source_actor_id, source_country_code)) as from_one,
            quad_class
        from {kept_events}
        where
            day between $window_from::date and $window_to::date
            and (
                ($one in (source_actor_id, source_country_code) and $other in (target_actor_id, target_country_code))
                or ($other in (source_actor_id, source_country_code) and $one in (target_actor_id, target_country_code))
            )
    ),
    counted as (
        select
            period,
            coalesce(from_one, false) as from_one,
            count(*) filter (quad_class = 1) as verbal_cooperation,
            count(*) filter (quad_class = 2) as material_cooperation,
            count(*) filter (quad_class = 3) as verbal_conflict,
            count(*) filter (quad_class = 4) as material_conflict,
            count(*) filter (quad_class is null) as statement
        from kept
        group by all
    ),
    published as (
        select date_trunc($grain, published_on)::date as period, count(*) as article_count
        from {kept_articles}
        group by all
    ),
    periods as (
        select unnest(generate_series(
            date_trunc($grain, $window_from::date),
            date_trunc($grain, $window_to::date),
            case $grain
                when 'day' then interval 1 day
                when 'week' then interval 7 days
                when 'month' then interval 1 month
                else interval 1 year
            end
        ))::date as period
    )
select
    periods.period,
    directions.from_one,
    coalesce(verbal_cooperation, 0) as verbal_cooperation,
    coalesce(material_cooperation, 0) as material_cooperation,
    coalesce(verbal_conflict, 0) as verbal_conflict,
    coalesce(material_conflict, 0) as material_conflict,
    coalesce(statement, 0) as statement,
    coalesce(article_count, 0) as article_count
from periods
cross join (values (true), (false)) as directions (from_one)
left join counted on counted.period = periods.period and counted.from_one = directions.from_one
left join published on published.period = periods.period
order by periods.period, directions.from_one desc
