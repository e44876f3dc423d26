-- One row per place of the events that the filters keep, the most events first.
select
    place_name,
    place_country_code,
    place_precision,
    latitude,
    longitude,
    count(*) as event_count,
    count(*) filter (quad_class in (1, 2)) as cooperation,
    count(*) filter (quad_class in (3, 4)) as conflict
from {kept_events}
where latitude is not null and longitude is not null
group by all
order by event_count desc, place_name, latitude, longitude
limit 400
