-- One row per type of act and status: events, reports, and how sure they are on the whole.
select
    coalesce(event_type, 'STATEMENT') as event_type,
    status,
    count(*) as events,
    sum(report_count)::bigint as reports,
    avg(confidence) as confidence
from events
group by all
order by event_type, status
