-- One row per event that the filters keep, in the order asked for, one page of them; with the sentence of its
-- surest report and where in the article the parties, the act, the day and the place stand.
with
    -- Ids before rows: all that is known of an event is read for one page of them alone.
    listed as materialized (
        select event_id, day, by_first, by_then
        from {ordered_events}
        order by by_first nulls last, by_then nulls last, event_id
        limit $how_many
        offset $skip
    ),
    picked as materialized (
        select events.*, day, by_first, by_then
        from events
        join listed using (event_id)
    ),
    page as materialized (from {labelled_events})
select told.*
from {told_events} as told
join page using (event_id)
order by by_first nulls last, by_then nulls last, event_id
