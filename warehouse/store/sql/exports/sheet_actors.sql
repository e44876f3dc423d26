-- One row an actor.
from actors
order by actor_id
