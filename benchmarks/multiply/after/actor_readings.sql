insert into actor_readings by name
select
    actor_of(actor_id, clone) as actor_id,
    actor_name,
    actor_type,
    country_code,
    sector_code,
    sum(mention_count)::bigint as mention_count
from seed_actor_readings
cross join clones
group by all
