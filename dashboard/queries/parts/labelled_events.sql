-- One row per event of `picked`, with names for its parties where they are known.
select
    picked.*,
    coalesce(source.actor_name, source_country.country_name, picked.source_country_code, 'someone') as source_name,
    coalesce(target.actor_name, target_country.country_name, picked.target_country_code) as target_name
from picked
left join actors as source on source.actor_id = picked.source_actor_id
left join actors as target on target.actor_id = picked.target_actor_id
left join {country_names} as source_country on source_country.country_code = picked.source_country_code
left join {country_names} as target_country on target_country.country_code = picked.target_country_code
