-- One row per value that a filter offers, the most frequent first; actors are cut off at five hundred.
(
    select 'actor' as kind, actor_id as value, actor_name as label, sum(mention_count)::bigint as frequency
    from actor_forms
    join actors using (actor_id)
    group by all
    order by frequency desc, value
    limit 500
)
union all
(
    select 'publisher', publisher, publisher, sum(article_count)::bigint
    from article_days
    where publisher is not null
    group by all
    order by sum(article_count) desc, publisher
    limit 500
)
union all
select 'language', language, language, sum(article_count)::bigint
from article_days
group by all
union all
select 'type', event_type, event_type, count(*)
from events
where event_type is not null
group by all
union all
(
    select 'place', place_name, place_name, count(*)
    from events
    where place_name is not null
    group by all
    order by count(*) desc, place_name
    limit 300
)
union all
select 'country', country_code, coalesce(country_name, country_code), count(*)
from (
    select source_country_code as country_code from events
    union all
    select target_country_code from events
)
left join {country_names} using (country_code)
where country_code is not null
group by all
