-- One row: how many of the events that the filters keep can't be put on a timeline of the window, and why.
select
    count(*) filter (day is null) as undated_count,
    count(*) filter (day not between $window_from::date and $window_to::date) as outside_count,
    min(day) as earliest
from {kept_events}
