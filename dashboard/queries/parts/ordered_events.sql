-- One row per event that the filters keep, with what the order asked for goes by: first, and where that is even. Both
-- rise, and what has no day comes last.
select
    *,
    case $sort
        when 'reports' then -report_count::double
        when 'confidence' then -confidence
        when 'oldest' then epoch(day)
        else -epoch(day)
    end as by_first,
    -epoch(day) as by_then
from {kept_events}
