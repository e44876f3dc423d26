-- One row: the day that parts the dated texts of the days asked for into two halves.
select
    min(day) filter (2 * so_far >= in_all) as median_day,
    min(day) as first_on,
    max(day) as last_on
from {dated_texts}
