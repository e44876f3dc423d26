-- One row per pair of actors and day, of the days asked for, on which both are mentioned together.
select *
from comention_days
where
    ($since::date is null or day >= $since::date)
    and ($until::date is null or day <= $until::date)
