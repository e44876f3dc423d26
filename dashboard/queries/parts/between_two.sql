-- One row per thing to count of the events between two parties, in either direction, that the filters keep.
select *, coalesce($one in (source_actor_id, source_country_code), false) as from_one
from {kept_things}
where
    ($one in (source_actor_id, source_country_code) and $other in (target_actor_id, target_country_code))
    or ($other in (source_actor_id, source_country_code) and $one in (target_actor_id, target_country_code))
