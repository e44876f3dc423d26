-- One row an event of `touched` whose count or id is not that of its reports.
with asked as (
    select distinct event_id
    from report_events
    join report_codings using (report_id)
    semi join touched using (article_id)
),
members as (
    select event_id, count(*) as reports, min(report_id) as smallest
    from report_events
    semi join asked using (event_id)
    group by all
)
select event_id, report_count, reports, smallest
from members
left join events using (event_id)
where report_count is distinct from reports or smallest <> event_id
