-- PLOVER as JSON lines: one object an event of any status and day, with its sentences.
select
    events.event_id as id,
    event_on as date,
    event_precision as date_precision,
    event_type as event,
    event_mode as mode,
    cameo_code as cameo,
    quad_class as quad,
    goldstein as intensity,
    struct_pack(
        id := source_actor_id,
        name := source.actor_name,
        country := source_country_code,
        sector := source_sector_code
    ) as actor,
    struct_pack(
        id := target_actor_id,
        name := target.actor_name,
        country := target_country_code,
        sector := target_sector_code
    ) as recipient,
    struct_pack(
        "name" := place_name,
        country := place_country_code,
        latitude := latitude,
        longitude := longitude,
        "precision" := place_precision
    ) as location,
    case events.status -- PLOVER's auxiliary modes
        when 'past_background' then 'historical'
        when 'planned' then 'future'
        when 'conditional' then 'hypothetical'
        when 'denied' then 'negation'
    end as auxiliary_mode,
    events.confidence,
    report_count,
    article_count,
    reports
from events
left join actors as source on source.actor_id = source_actor_id
left join actors as target on target.actor_id = target_actor_id
left join (
    select
        event_id,
        list(
            struct_pack(
                report := report_id,
                article := article_id,
                publisher := publisher,
                published := published_on,
                source := coalesce(url, uri),
                sentence := sentence
            )
            order by published_on, report_id
        ) as reports
    from reports
    join articles using (article_id)
    join documents using (document_id)
    left join sentences using (article_id, sentence_index)
    group by event_id
) as told using (event_id)
order by date, id
