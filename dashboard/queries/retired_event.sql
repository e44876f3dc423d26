-- One row: the event that holds the reports of a retired event id now; none when the id was never in use.
select new_id
from retired_ids
where old_id = $event
