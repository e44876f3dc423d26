-- One row per period of the window and direction between two parties: events by class, also where there were none.
with
    dated as (
        select *, date_trunc($grain, day)::date as period
        from {between_two}
        where day between $window_from::date and $window_to::date
    ),
    counted as (from {class_counts})
select
    period,
    from_one,
    coalesce(verbal_cooperation, 0) as verbal_cooperation,
    coalesce(material_cooperation, 0) as material_cooperation,
    coalesce(verbal_conflict, 0) as verbal_conflict,
    coalesce(material_conflict, 0) as material_conflict,
    coalesce(statement, 0) as statement,
    coalesce(article_count, 0) as article_count
from {periods}
cross join (values (true), (false)) as directions (from_one)
left join counted using (period, from_one)
left join {published} using (period)
order by period, from_one desc
