-- ICEWS's 20 columns, one row an act that happened on a known day.
select
    number_of(event_id) as "Event ID",
    event_on as "Event Date",
    on_one_line(coalesce(source_name, source_sector_code)) as "Source Name",
    source_sector_code as "Source Sectors",
    source_country.actor_name as "Source Country",
    on_one_line(code_name) as "Event Text",
    cameo_code as "CAMEO Code",
    goldstein as "Intensity",
    on_one_line(coalesce(target_name, target_sector_code)) as "Target Name",
    target_sector_code as "Target Sectors",
    target_country.actor_name as "Target Country",
    first_report.article_id as "Story ID",
    first_report.sentence_index + 1 as "Sentence Number",
    on_one_line(publishers[1]) as "Publisher",
    if(place_precision in ('city', 'point'), on_one_line(place_name), null) as "City",
    null as "District",
    if(place_precision = 'region', on_one_line(place_name), null) as "Province",
    place_country.actor_name as "Country",
    latitude as "Latitude",
    longitude as "Longitude"
from acts
left join cameo using (cameo_code)
left join countries as source_country on source_country.country_code = source_country_code
left join countries as target_country on target_country.country_code = target_country_code
left join countries as place_country on place_country.country_code = place_country_code
order by "Event Date", "Event ID"
