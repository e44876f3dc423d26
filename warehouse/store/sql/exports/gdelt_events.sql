-- GDELT 2.0 Events: 61 columns, one row an act that happened on a known day.
select
    number_of(event_id) as "GLOBALEVENTID",
    strftime(event_on, '%Y%m%d') as "SQLDATE",
    strftime(event_on, '%Y%m') as "MonthYear",
    strftime(event_on, '%Y') as "Year",
    printf('%.4f', year(event_on) + (dayofyear(event_on) - 1) / 365.0) as "FractionDate",
    concat(cameo_country(source_country_code), cameo_role(source_sector_code)) as "Actor1Code",
    upper(on_one_line(source_name)) as "Actor1Name",
    cameo_country(source_country_code) as "Actor1CountryCode",
    null as "Actor1KnownGroupCode",
    null as "Actor1EthnicCode",
    null as "Actor1Religion1Code",
    null as "Actor1Religion2Code",
    cameo_role(source_sector_code) as "Actor1Type1Code",
    null as "Actor1Type2Code",
    null as "Actor1Type3Code",
    concat(cameo_country(target_country_code), cameo_role(target_sector_code)) as "Actor2Code",
    upper(on_one_line(target_name)) as "Actor2Name",
    cameo_country(target_country_code) as "Actor2CountryCode",
    null as "Actor2KnownGroupCode",
    null as "Actor2EthnicCode",
    null as "Actor2Religion1Code",
    null as "Actor2Religion2Code",
    cameo_role(target_sector_code) as "Actor2Type1Code",
    null as "Actor2Type2Code",
    null as "Actor2Type3Code",
    in_lead::integer as "IsRootEvent",
    cameo_code as "EventCode",
    left(cameo_code, 3) as "EventBaseCode",
    left(cameo_code, 2) as "EventRootCode",
    case -- GDELT's own split, which is not PLOVER's
        when left(cameo_code, 2) <= '05' then 1
        when left(cameo_code, 2) <= '09' then 2
        when left(cameo_code, 2) <= '14' then 3
        else 4
    end as "QuadClass",
    goldstein as "GoldsteinScale",
    report_count as "NumMentions",
    greatest(publisher_count, 1) as "NumSources",
    article_count as "NumArticles",
    null as "AvgTone",
    0 as "Actor1Geo_Type",
    null as "Actor1Geo_FullName",
    null as "Actor1Geo_CountryCode",
    null as "Actor1Geo_ADM1Code",
    null as "Actor1Geo_ADM2Code",
    null as "Actor1Geo_Lat",
    null as "Actor1Geo_Long",
    null as "Actor1Geo_FeatureID",
    0 as "Actor2Geo_Type",
    null as "Actor2Geo_FullName",
    null as "Actor2Geo_CountryCode",
    null as "Actor2Geo_ADM1Code",
    null as "Actor2Geo_ADM2Code",
    null as "Actor2Geo_Lat",
    null as "Actor2Geo_Long",
    null as "Actor2Geo_FeatureID",
    case
        when place_precision is null then 0
        when place_precision = 'country' then 1
        when place_precision = 'region' then if(place_country_code = 'USA', 2, 5)
        else if(place_country_code = 'USA', 3, 4)
    end as "ActionGeo_Type",
    on_one_line(place_name) as "ActionGeo_FullName",
    fips_code as "ActionGeo_CountryCode",
    null as "ActionGeo_ADM1Code",
    null as "ActionGeo_ADM2Code",
    latitude as "ActionGeo_Lat",
    longitude as "ActionGeo_Long",
    null as "ActionGeo_FeatureID",
    strftime(added_at, '%Y%m%d%H%M%S') as "DATEADDED",
    on_one_line(first_report.source) as "SOURCEURL"
from acts
left join fips on fips.country_code = place_country_code
order by "SQLDATE", "GLOBALEVENTID"
