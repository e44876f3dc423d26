-- One row: the event before and the one after the event asked for, in the order of the list of those that the filters
-- keep, with its place in it; none when they leave it out.
with
    -- What has no day comes last, as if its day were beyond all others.
    listed as (
        select
            coalesce(by_first, 'infinity'::double) as by_first,
            coalesce(by_then, 'infinity'::double) as by_then,
            event_id
        from {ordered_events}
    ),
    compared as (
        select
            listed.*,
            case
                when listed.by_first <> asked.by_first then listed.by_first < asked.by_first
                when listed.by_then <> asked.by_then then listed.by_then < asked.by_then
                else listed.event_id < asked.event_id
            end as is_before,
            asked.event_id as asked_id
        from listed
        cross join (select * from listed where event_id = $event) as asked
    )
select
    count(*) filter (is_before) + 1 as place,
    (
        select event_id
        from compared
        where is_before
        order by by_first desc, by_then desc, event_id desc
        limit 1
    ) as previous_id,
    (
        select event_id
        from compared
        where not is_before and event_id <> asked_id
        order by by_first, by_then, event_id
        limit 1
    ) as next_id,
    count(*) as event_count
from compared
having event_count > 0
