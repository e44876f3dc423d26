-- One row per day of publication: how many articles the filters on articles keep; null for those without a day.
select day, sum(article_count)::bigint as article_count, count(distinct publisher) as publisher_count
from article_days
where
    (len($publishers::varchar[]) = 0 or list_contains($publishers::varchar[], publisher))
    and (len($languages::varchar[]) = 0 or list_contains($languages::varchar[], language))
group by day
