-- One row per publisher: articles in all, in the latest period, and usually (median of the eight periods before).
with
    latest as (select max(day) as day from article_days),
    periods as (
        select
            coalesce(publisher, 'unknown') as publisher,
            (latest.day - article_days.day) // $period_days::int as ago,
            sum(article_count)::bigint as articles
        from article_days
        cross join latest
        where article_days.day is not null
        group by all
    ),
    publishers as (
        select
            coalesce(publisher, 'unknown') as publisher,
            sum(article_count)::bigint as article_count,
            max(day) as last_on,
            coalesce(sum(article_count) filter (day is null), 0)::bigint as undated_count,
            sum(article_count - text_count)::bigint as copy_count
        from article_days
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
