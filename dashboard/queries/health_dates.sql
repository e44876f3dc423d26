-- One row per precision to which articles are dated, with how many and how surely.
select
    published_precision,
    count(*) as article_count,
    avg(published_confidence) as confidence,
    count(*) filter (published_no_earlier is not null or published_no_later is not null) as bounded_count
from article_dates
group by all
order by article_count desc, published_precision
