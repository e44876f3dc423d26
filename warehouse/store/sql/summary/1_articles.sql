-- Articles by day
select
    coalesce(published_on::varchar, published_precision || ': ' || coalesce(published_no_earlier::varchar, '?') || ' to '
        || coalesce(published_no_later::varchar, '?')) as published,
    coalesce(dateline_place, '') as place,
    coalesce(publisher, '') as publisher,
    title
from articles
order by published_on nulls last, article_id
limit 10
