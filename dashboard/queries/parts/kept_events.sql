-- One row per event that the filters keep, with the day by which it is placed in time.
select
    *,
    case $day_of when 'reported' then first_reported_on else event_on end as day
from events
where
    ($since::date is null or day >= $since::date)
    and ($until::date is null or day <= $until::date)
    and (len($quads::int[]) = 0 or list_contains($quads::int[], coalesce(quad_class, 0)))
    and (len($types::varchar[]) = 0 or list_contains($types::varchar[], event_type))
    and (len($statuses::varchar[]) = 0 or list_contains($statuses::varchar[], status))
    and (
        len($actors::varchar[]) = 0
        or list_contains($actors::varchar[], source_actor_id)
        or list_contains($actors::varchar[], target_actor_id)
    )
    and (len($sources::varchar[]) = 0 or list_contains($sources::varchar[], source_actor_id))
    and (len($targets::varchar[]) = 0 or list_contains($targets::varchar[], target_actor_id))
    and (
        len($pair::varchar[]) = 0
        -- Two parties, each an actor or a country, in either direction.
        or (
            ($pair::varchar[])[1] in (source_actor_id, source_country_code)
            and ($pair::varchar[])[2] in (target_actor_id, target_country_code)
        )
        or (
            ($pair::varchar[])[2] in (source_actor_id, source_country_code)
            and ($pair::varchar[])[1] in (target_actor_id, target_country_code)
        )
    )
    and (
        len($countries::varchar[]) = 0
        or list_contains($countries::varchar[], source_country_code)
        or list_contains($countries::varchar[], target_country_code)
    )
    and (len($source_countries::varchar[]) = 0 or list_contains($source_countries::varchar[], source_country_code))
    and (len($target_countries::varchar[]) = 0 or list_contains($target_countries::varchar[], target_country_code))
    and (len($places::varchar[]) = 0 or list_contains($places::varchar[], place_name))
    and (len($precisions::varchar[]) = 0 or list_contains($precisions::varchar[], coalesce(place_precision, 'none')))
    and confidence >= $confidence
    and publisher_count >= $outlets
    and (len($publishers::varchar[]) = 0 or list_has_any($publishers::varchar[], publishers))
    and (len($languages::varchar[]) = 0 or list_has_any($languages::varchar[], languages))
