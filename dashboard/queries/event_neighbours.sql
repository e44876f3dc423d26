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
        from {kept_events}
        window in_order as (
            order by
                case when $sort = 'reports' then -report_count end,
                case when $sort = 'confidence' then -confidence end,
                case when $sort = 'oldest' then day end,
                day desc nulls last,
                event_id
        )
    )
select place, previous_id, next_id, event_count
from listed
where event_id = $event
