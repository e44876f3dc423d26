-- One row: what the lake holds.
select
    (select count(*) from documents) as document_count,
    (select count(*) from article_texts) as article_count,
    (select count(*) from article_dates where published_precision = 'day') as dated_article_count,
    (select count(distinct copy_group_id) from article_groups) as copy_group_count,
    (select count(distinct story_id) from article_groups) as story_count,
    (select count(*) from mentions) as mention_count,
    (select count(*) from actors) as actor_count,
    (select count(*) from report_codings) as report_count,
    (select count(*) from events) as event_count,
    (select count(*) from rejects) as reject_count,
    (select min(published_on) from article_dates) as first_published_on,
    (select max(published_on) from article_dates) as last_published_on
