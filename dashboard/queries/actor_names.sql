-- One row per actor asked for.
select actor_id, actor_name
from actors
where list_contains($actors::varchar[], actor_id)
