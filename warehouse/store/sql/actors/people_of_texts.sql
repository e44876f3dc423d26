-- One row a person whom only texts name and a way in which they describe him or her.
select actor_id, actor_name, country_code, sector_code, sum(mention_count)::bigint as mention_count
from actor_readings
where actor_type = 'person' and regexp_full_match(actor_id, '[0-9a-f]{24}')
group by all
order by all
