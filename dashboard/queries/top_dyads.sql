-- One row per pair of countries with the most events between them, in either direction.
select
    least(source_country_code, target_country_code) as one,
    greatest(source_country_code, target_country_code) as other,
    count(*) as event_count
from {kept_events}
where source_country_code <> target_country_code
group by all
order by event_count desc, one, other
limit 8
