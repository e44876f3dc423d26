-- One row per event that the filters keep, with names for its parties where they are known.
select
    kept.*,
    coalesce(source.actor_name, source_country.country_name, kept.source_country_code, 'someone') as source_name,
    coalesce(target.actor_name, target_country.country_name, kept.target_country_code) as target_name
from {ordered_events} as kept
left join actors as source on source.actor_id = kept.source_actor_id
left join actors as target on target.actor_id = kept.target_actor_id
left join {country_names} as source_country on source_country.country_code = kept.source_country_code
left join {country_names} as target_country on target_country.country_code = kept.target_country_code
