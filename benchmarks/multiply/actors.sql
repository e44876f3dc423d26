insert into actors
select distinct seed_actors.* replace (actor_of(actor_id, clone) as actor_id)
from seed_actors
cross join clones
anti join actors on actors.actor_id = actor_of(seed_actors.actor_id, clone)
