-- One row per pair of parties (countries where they are known), or per type of act, in the latest period: how many
-- then, how many usually (median of the eight periods before, quiet ones counted as 0), the same per 1,000 articles of
-- each period, and since when. Few now and few usually (5 and 2) are no change to speak of.
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
        from {kept_things}
        where day <= $window_to::date
    ),
    counted as (
        select source_key, target_key, ago, (count(distinct article_id) + sum(weight))::bigint as things
        from kept
        where ago between 0 and 8
        group by all
    ),
    published as (
        select ($window_to::date - day) // $period_days::int as ago, sum(article_count)::bigint as articles
        from {kept_articles}
        where day <= $window_to::date
        group by all
    ),
    -- What is frequent in the latest period or usually was: what has fallen silent is a change too.
    frequent as (
        select source_key, target_key, max(things) as most
        from counted
        group by all
        order by most desc, source_key, target_key
        limit 400
    ),
    series as (
        select
            source_key,
            target_key,
            coalesce(any_value(things) filter (ago = 0), 0) as now,
            median(coalesce(things, 0)) filter (ago > 0) as usual,
            1000.0 * coalesce(any_value(things) filter (ago = 0), 0) / any_value(articles) filter (ago = 0)
                as now_share,
            median(1000.0 * coalesce(things, 0) / articles) filter (ago > 0) as usual_share,
            list(coalesce(things, 0) order by ago desc) as course
        from frequent
        cross join range(9) as periods (ago)
        left join counted using (source_key, target_key, ago)
        left join published using (ago)
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
    now_share,
    usual_share,
    case $scale when 'share' then now_share / nullif(usual_share, 0) else now / nullif(usual, 0) end as ratio,
    now <= 5 and usual <= 2 as is_few,
    course,
    first_on
from series
join beginnings using (source_key, target_key)
left join names as source on source.key = source_key
left join names as target on target.key = target_key
order by
    is_few,
    abs(case $scale when 'share' then coalesce(now_share, 0) - coalesce(usual_share, 0) else now - usual end) desc,
    now desc,
    source_key,
    target_key
limit 40
