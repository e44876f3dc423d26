-- What a citation says of the whole lake.
select
    (select max(ended_at) from runs) as committed_at,
    (select count(*) from article_texts) as article_count,
    (select count(*) from report_codings) as report_count,
    (select count(*) from events) as event_count,
    (select min(published_on) from article_dates) as first_day,
    (select max(published_on) from article_dates) as last_day,
    coalesce((select list(distinct coder_version order by coder_version) from article_texts), []) as coder_versions
