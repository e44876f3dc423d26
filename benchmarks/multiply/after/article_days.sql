-- Days of different copies may be the same: counts are added up over all of them.
insert into article_days by name
select
    earlier(day, clone) as day,
    publisher,
    language,
    sum(article_count)::bigint as article_count,
    sum(text_count)::bigint as text_count,
    sum(sentence_count)::bigint as sentence_count
from seed_article_days
cross join clones
group by all
order by day
