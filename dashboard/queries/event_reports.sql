-- One row per report of the event asked for, the surest first, with what it says and where it stands.
with
    told as materialized (
        select *
        from reports
        where event_id = $event
    ),
    parties as materialized (
        select mention_id, text, start, "end" as stop, sentence_index
        from mentions
        where article_id in (select article_id from told)
    ),
    texts as materialized (
        select article_id, title, publisher, published_on, copy_group_id, is_original
        from articles
        where article_id in (select article_id from told)
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
    texts.publisher, texts.published_on, texts.title, texts.copy_group_id, texts.is_original
from told
join texts using (article_id)
left join actors as source on source.actor_id = told.source_actor_id
left join actors as target on target.actor_id = told.target_actor_id
left join actors as speaker on speaker.actor_id = told.attributed_to_actor_id
left join parties as source_mention on source_mention.mention_id = told.source_mention_id
left join parties as target_mention on target_mention.mention_id = told.target_mention_id
order by told.confidence desc, texts.published_on nulls last, told.report_id
