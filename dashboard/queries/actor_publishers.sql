-- One row per publisher: how many of its articles mention the actor asked for, and how many per 1,000 that is.
with
    naming as (
        select publisher, count(*) as naming_count
        from article_texts
        where article_id in (select article_id from mentions where actor_id = $actor)
        group by all
    ),
    published as (
        select publisher, sum(article_count)::bigint as article_count
        from article_days
        group by all
    )
select
    coalesce(naming.publisher, 'unknown') as publisher,
    naming_count,
    article_count,
    1000.0 * naming_count / article_count as share
from naming
join published on published.publisher is not distinct from naming.publisher
order by naming_count desc, publisher
limit 20
