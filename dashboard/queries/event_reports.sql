-- One row per report of the event asked for, the surest first, with what it says and where it stands.
with
    telling as materialized (
        select * exclude (family_id, first_month, last_month)
        from report_events
        where event_id = $event
    ),
    located as materialized (
        select report_id, article_id
        from report_codings
        join telling using (report_id)
    ),
    told as materialized (
        select *
        from report_codings
        join located using (article_id, report_id)
        join telling using (report_id)
    ),
    parties as materialized (
        select mention_id, text, start, "end" as stop, sentence_index
        from mentions
        where article_id in (select article_id from located)
    ),
    texts as materialized (
        select article_id, title, publisher
        from article_texts
        where article_id in (select article_id from located)
    ),
    days as materialized (
        select article_id, published_on
        from article_dates
        where article_id in (select article_id from located)
    ),
    groups as materialized (
        select article_id, copy_group_id, is_original
        from article_groups
        where article_id in (select article_id from located)
    )
select
    told.*,
    coalesce(source.actor_name, source_mention.text, told.source_country_code, 'someone') as source_name,
    coalesce(target.actor_name, target_mention.text, told.target_country_code) as target_name,
    speaker.actor_name as attributed_to_name,
    source_mention.start as source_start, source_mention.stop as source_end,
    source_mention.sentence_index as source_sentence,
    target_mention.start as target_start, target_mention.stop as target_end,
    target_mention.sentence_index as target_sentence,
    texts.publisher, days.published_on, texts.title, groups.copy_group_id, groups.is_original
from told
join texts using (article_id)
join days using (article_id)
join groups using (article_id)
left join actors as source on source.actor_id = told.source_actor_id
left join actors as target on target.actor_id = told.target_actor_id
left join actors as speaker on speaker.actor_id = told.attributed_to_actor_id
left join parties as source_mention on source_mention.mention_id = told.source_mention_id
left join parties as target_mention on target_mention.mention_id = told.target_mention_id
order by told.confidence desc, days.published_on nulls last, told.report_id
