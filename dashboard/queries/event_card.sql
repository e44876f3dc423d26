-- One row: the event asked for, with names for its parties; none when there is no such event.
with
    picked as (from events where event_id = $event)
from {labelled_events}
