-- One row: the day that parts the dated texts of the days asked for into two halves.
select median(published_on)::date as median_day, min(published_on) as first_on, max(published_on) as last_on
from articles
where
    is_original
    and published_on is not null
    and ($since::date is null or published_on >= $since::date)
    and ($until::date is null or published_on <= $until::date)
