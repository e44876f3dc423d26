-- POLECAT's columns, one row an act that happened on a known day and has a PLOVER type. Missing values are "None".
select
    event_id as "Event ID",
    event_on as "Event Date",
    event_type as "Event Type",
    event_mode as "Event Mode",
    goldstein as "Event Intensity",
    ['VERBAL COOPERATION', 'MATERIAL COOPERATION', 'VERBAL CONFLICT', 'MATERIAL CONFLICT'][quad_class] as "Quad Code",
    null as "Contexts",
    on_one_line(source_name) as "Actor Name",
    source_country_code as "Actor Country",
    null as "Actor COW",
    source_sector_code as "Primary Actor Sector",
    on_one_line(target_name) as "Recipient Name",
    target_country_code as "Recipient Country",
    null as "Recipient COW",
    target_sector_code as "Primary Recipient Sector",
    on_one_line(place_name) as "Placename",
    if(place_precision in ('city', 'point'), on_one_line(place_name), null) as "City",
    place_country_code as "Country",
    latitude as "Latitude",
    longitude as "Longitude",
    place_precision as "Feature Type",
    on_one_line(publishers[1]) as "Source",
    first_reported_on as "Publication Date"
from acts
where event_type is not null
order by "Event Date", "Event ID"
