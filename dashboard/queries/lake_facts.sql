-- One row: how much the lake holds, and the days that it covers.
with
    of_articles as (
        select
            coalesce(sum(article_count), 0)::bigint as article_count,
            coalesce(sum(text_count), 0)::bigint as text_count,
            coalesce(sum(article_count) filter (day is null), 0)::bigint as undated_article_count,
            min(day) as first_published_on,
            max(day) as last_published_on,
            -- From here on nearly all: a stray day, right or wrong, must not stretch every chart by decades.
            (
                select min(day)
                from (
                    select day, sum(sum(article_count)) over (order by day) as so_far
                    from article_days
                    where day is not null
                    group by day
                )
                where so_far > 0.005 * (select sum(article_count) from article_days where day is not null)
            ) as first_usual_on,
            count(distinct publisher) as publisher_count
        from article_days
    ),
    of_events as (
        select
            count(*) filter (happened) as event_count,
            count(*) filter (not happened) as unreal_event_count,
            count(*) filter (happened and event_on is null) as undated_event_count,
            -- Articles tell of what came shortly before them; acts told from longer ago are not what the lake covers.
            min(event_on) filter (happened and event_on >= first_usual_on - 100) as first_event_on,
            coalesce(sum(report_count), 0)::bigint as report_count
        from (
            select event_on, report_count, status in ('actual', 'past_background') as happened
            from events
        )
        cross join of_articles
    )
select
    of_articles.*,
    of_events.*,
    (select count(*) from actors) as actor_count,
    (select count(*) from rejects) as reject_count,
    (select max(ended_at) from runs) as last_run_at
from of_articles
cross join of_events
