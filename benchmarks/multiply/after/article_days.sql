insert into article_days by name
select
    null::date as day,
    publisher,
    language,
    sum(article_count)::bigint as article_count,
    sum(text_count)::bigint as text_count,
    sum(sentence_count)::bigint as sentence_count
from seed_article_days
cross join clones
where day is null
group by all
