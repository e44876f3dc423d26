-- One row: how much the lake holds, and the days that it covers.
select
    (select count(*) from articles) as article_count,
    (select count(distinct copy_group_id) from articles) as text_count,
    (select count(*) from articles where published_on is null) as undated_article_count,
    (select min(published_on) from articles) as first_published_on,
    (select max(published_on) from articles) as last_published_on,
    (
        -- Articles tell of what came shortly before them; acts told from longer ago are not what the lake covers.
        select min(event_on)
        from events
        where
            status in ('actual', 'past_background')
            and event_on >= (select min(published_on) from articles) - 100
    ) as first_event_on,
    (select count(distinct publisher) from articles) as publisher_count,
    (select count(*) from events where status in ('actual', 'past_background')) as event_count,
    (select count(*) from events where status not in ('actual', 'past_background')) as unreal_event_count,
    (select count(*) from events where event_on is null and status in ('actual', 'past_background')) as undated_event_count,
    (select count(*) from reports) as report_count,
    (select count(*) from actors) as actor_count,
    (select count(*) from rejects) as reject_count,
    (select max(ended_at) from runs) as last_run_at
