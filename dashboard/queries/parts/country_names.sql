-- One row per country that the lake mentions, with its name.
select country_code, arg_min(actor_name, length(actor_name)) as country_name
from actors
where actor_type = 'country' and country_code is not null
group by country_code
