-- One row per office that the actor asked for held, the earliest first.
select office, country_code, sector_code, held_from, held_until
from actor_roles
where actor_id = $actor
order by held_from nulls first, office
