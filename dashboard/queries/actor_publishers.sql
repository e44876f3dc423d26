-- One row per publisher: how many of its texts mention the actor asked for, and how many per 1,000 that is.
with
    naming as (select distinct article_id from mentions where actor_id = $actor)
select
    coalesce(publisher, 'unknown') as publisher,
    count(naming.article_id) as naming_count,
    count(*) as article_count,
    1000.0 * count(naming.article_id) / count(*) as share
from articles
left join naming using (article_id)
group by all
having naming_count > 0
order by naming_count desc, publisher
limit 20
