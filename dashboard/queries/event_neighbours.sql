-- One row: the event before and the one after the event asked for, in the order of the list of those that the filters
-- keep, with its place in it; none when they leave it out.
with
    listed as (
        select
            event_id,
            row_number() over in_order as place,
            lag(event_id) over in_order as previous_id,
            lead(event_id) over in_order as next_id,
            count(*) over () as event_count
        from {ordered_events}
        window in_order as (order by by_first nulls last, by_then nulls last, event_id)
    )
select place, previous_id, next_id, event_count
from listed
where event_id = $event
