-- One row per period in which articles were published that the filters keep, with their number.
select date_trunc($grain, day)::date as period, sum(article_count)::bigint as article_count
from {kept_articles}
where day is not null
group by all
