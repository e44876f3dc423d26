-- One row per period of the window, also where nothing happened: what the filters keep by quad class, the articles
-- published then as denominator (none: no share), the median share of the eight periods before and whether the share
-- stands out from them (robust z of 3.5 or more, with five or more from two publishers or more, in five articles or more).
with
    kept as (from {kept_things}),
    dated as (
        select *, date_trunc($grain, day)::date as period, null as from_one
        from kept
        where day between $window_from::date and $window_to::date
    ),
    publishers as (
        select period, count(distinct publisher) as publishers
        from (select period, unnest(publishers) as publisher from dated)
        group by period
    ),
    counted as (from {class_counts}),
    shared as (
        select
            period,
            coalesce(article_count, 0) as article_count,
            coalesce(publishers, 0) as publishers,
            coalesce(total, 0) as total,
            coalesce(verbal_cooperation, 0) as verbal_cooperation,
            coalesce(material_cooperation, 0) as material_cooperation,
            coalesce(verbal_conflict, 0) as verbal_conflict,
            coalesce(material_conflict, 0) as material_conflict,
            coalesce(statement, 0) as statement,
            1000.0 * coalesce(total, 0) / article_count as share
        from {periods}
        left join counted using (period)
        left join publishers using (period)
        left join {published} using (period)
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
