-- One row: how much would change if the form asked for meant another actor: its mentions, articles and events.
with
    meant as materialized (
        select mention_id, article_id
        from mentions
        where text = $form and ($actor::varchar is null and actor_id is null or actor_id = $actor)
    ),
    -- The parties of a report are its mentions' actors: the few reports of this actor are found without a mention.
    told as (
        select report_id, source_mention_id as mention_id
        from report_codings
        where $actor::varchar is null and source_actor_id is null or source_actor_id = $actor
        union all
        select report_id, target_mention_id
        from report_codings
        where $actor::varchar is null and target_actor_id is null or target_actor_id = $actor
    )
select
    (select count(*) from meant) as mention_count,
    (select count(distinct article_id) from meant) as article_count,
    (
        select count(distinct event_id)
        from report_events
        where report_id in (select report_id from told where mention_id in (select mention_id from meant))
    ) as event_count
