-- One row: how much would change if the form asked for meant another actor: its mentions, articles and events.
with
    meant as (
        select mention_id, article_id
        from mentions
        where text = $form and ($actor::varchar is null and actor_id is null or actor_id = $actor)
    )
select
    (select count(*) from meant) as mention_count,
    (select count(distinct article_id) from meant) as article_count,
    (
        select count(distinct event_id)
        from report_events
        join report_codings using (report_id)
        where source_mention_id in (select mention_id from meant) or target_mention_id in (select mention_id from meant)
    ) as event_count
