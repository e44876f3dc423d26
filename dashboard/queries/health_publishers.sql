-- One row per publisher: articles in all, in the latest period, and usually (median of the eight periods before).
with
    latest as (select max(published_on) as day from articles),
    periods as (
        select
            coalesce(publisher, 'unknown') as publisher,
            (latest.day - published_on) // $period_days::int as ago,
            count(*) as articles
        from articles
        cross join latest
        where published_on is not null
        group by all
    ),
    publishers as (
        select
            coalesce(publisher, 'unknown') as publisher,
            count(*) as article_count,
            max(published_on) as last_on,
            count(*) filter (published_on is null) as undated_count,
            count(*) filter (not is_original) as copy_count
        from articles
        group by all
        order by article_count desc, publisher
        limit 200
    )
select
    publishers.publisher,
    article_count,
    undated_count,
    copy_count,
    last_on,
    coalesce(any_value(articles) filter (ago = 0), 0) as now,
    median(coalesce(articles, 0)) filter (ago > 0) as usual,
    list(coalesce(articles, 0) order by ago desc) as course
from publishers
cross join range(9) as spans (ago)
left join periods using (publisher, ago)
group by all
order by article_count desc, publishers.publisher
