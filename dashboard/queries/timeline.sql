-- One row per period of the window, also where nothing happened: what the filters keep by quad class, the articles
-- published then as denominator (none: no share), the median share of the eight periods before and whether the share
-- stands out from them (robust z of 3.5 or more, with five or more from two publishers or more, in five articles or more).
with
    kept as (from {kept_events}),
    told as (
        select
            date_trunc($grain, kept.day)::date as period,
            coalesce(kept.quad_class, 0) as quad_class,
            case $unit
                when 'events' then kept.event_id
                when 'reports' then reports.report_id
                else reports.article_id
            end as thing,
            article_texts.publisher
        from kept
        join reports using (event_id)
        join article_texts using (article_id)
        where kept.day between $window_from::date and $window_to::date
    ),
    things as (
        select period, thing, list(distinct quad_class) as classes
        from told
        group by all
    ),
    publishers as (
        select period, count(distinct publisher) as publishers
        from told
        group by period
    ),
    counted as (
        select
            period,
            count(*) as total,
            count(*) filter (list_contains(classes, 1)) as verbal_cooperation,
            count(*) filter (list_contains(classes, 2)) as material_cooperation,
            count(*) filter (list_contains(classes, 3)) as verbal_conflict,
            count(*) filter (list_contains(classes, 4)) as material_conflict,
            count(*) filter (list_contains(classes, 0)) as statement
        from things
        group by period
    ),
    published as (
        select date_trunc($grain, published_on)::date as period, count(*) as article_count
        from {kept_articles}
        where published_on is not null
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
    ),
    shared as (
        select
            periods.period,
            coalesce(article_count, 0) as article_count,
            coalesce(publishers, 0) as publishers,
            coalesce(total, 0) as total,
            coalesce(verbal_cooperation, 0) as verbal_cooperation,
            coalesce(material_cooperation, 0) as material_cooperation,
            coalesce(verbal_conflict, 0) as verbal_conflict,
            coalesce(material_conflict, 0) as material_conflict,
            coalesce(statement, 0) as statement,
            1000.0 * coalesce(total, 0) / article_count as share
        from periods
        left join counted using (period)
        left join publishers using (period)
        left join published using (period)
    ),
    before as (
        select *, list(share) over (order by period rows between 8 preceding and 1 preceding) as earlier
        from shared
    ),
    compared as (
        select
            * exclude (earlier),
            list_median(list_filter(earlier, lambda one: one is not null)) as usual,
            1.4826 * list_median(
                list_transform(
                    list_filter(earlier, lambda one: one is not null),
                    lambda one: abs(one - list_median(list_filter(earlier, lambda other: other is not null)))
                )
            ) as spread
        from before
    )
select
    * exclude (spread),
    median(share) over (order by period rows between 3 preceding and 3 following) as smooth_share,
    median(total) over (order by period rows between 3 preceding and 3 following) as smooth_total,
    case when spread > 0 then (share - usual) / spread end as z,
    coalesce(
        total >= 5 and publishers >= 2 and article_count >= 5 and (share - usual) >= 3.5 * spread and share > usual,
        false
    ) as is_burst
from compared
order by period
