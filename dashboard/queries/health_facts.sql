-- One row: what of the lake is as it should be, as counts.
select
    (select count(*) from articles) as article_count,
    (select count(*) from articles where published_on is not null) as dated_count,
    (select count(*) from articles where language = 'und') as unknown_language_count,
    (select count(*) from articles where not is_original) as copy_count,
    (select count(*) from articles where publisher is null) as unknown_publisher_count,
    (select count(*) from mentions) as mention_count,
    (select count(*) from mentions where actor_id is null) as unresolved_count,
    (select count(*) from reports) as report_count,
    (select count(*) from reports where source_actor_id is null or target_actor_id is null) as partial_count,
    (select count(*) from events where event_on is null) as undated_event_count,
    (select count(*) from events) as event_count,
    (select count(*) from articles where published_on > current_date) as future_count,
    (select count(*) from rejects) as reject_count,
    (select count(*) from documents) as document_count
