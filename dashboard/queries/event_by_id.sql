-- One row per event asked for, as in the list of events, whatever the filters.
with
    picked as materialized (
        select *, event_on as day
        from events
        where event_id in (select unnest($events::varchar[]))
    ),
    page as materialized (from {labelled_events})
from {told_events}
