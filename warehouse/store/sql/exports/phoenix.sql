-- Phoenix's 26 columns, one row an act that happened on a known day.
select
    event_id as "EventID",
    strftime(event_on, '%Y%m%d') as "Date",
    strftime(event_on, '%Y') as "Year",
    strftime(event_on, '%m') as "Month",
    strftime(event_on, '%d') as "Day",
    concat(cameo_country(source_country_code), cameo_role(source_sector_code)) as "SourceActorFull",
    cameo_country(source_country_code) as "SourceActorEntity",
    cameo_role(source_sector_code) as "SourceActorRole",
    on_one_line(source_name) as "SourceActorAttribute",
    concat(cameo_country(target_country_code), cameo_role(target_sector_code)) as "TargetActorFull",
    cameo_country(target_country_code) as "TargetActorEntity",
    cameo_role(target_sector_code) as "TargetActorRole",
    on_one_line(target_name) as "TargetActorAttribute",
    cameo_code as "EventCode",
    left(cameo_code, 2) as "EventRootCode",
    case -- Phoenix's five classes; public statements and appeals are 0
        when left(cameo_code, 2) <= '02' then 0
        when left(cameo_code, 2) <= '05' then 1
        when left(cameo_code, 2) <= '08' then 2
        when left(cameo_code, 2) in ('09', '10', '11', '12', '13', '16') then 3
        else 4
    end as "PentaClass",
    goldstein as "GoldsteinScore",
    null as "Issues",
    latitude as "Lat",
    longitude as "Lon",
    on_one_line(place_name) as "LocationName",
    null as "StateName",
    place_country_code as "CountryCode",
    first_report.article_id || '_' || first_report.sentence_index as "SentenceID",
    on_one_line(array_to_string(sources, ';')) as "URLs",
    on_one_line(array_to_string(publishers, ';')) as "NewsSources"
from acts
order by "Date", "EventID"
