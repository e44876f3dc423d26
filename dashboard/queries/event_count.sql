-- One row: how many events the filters keep, and how many of them have no day.
select
    count(*) as event_count,
    count(*) filter (day is null) as undated_count,
    coalesce(sum(report_count), 0)::bigint as report_count
from {kept_events}
