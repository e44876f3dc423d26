-- One row per report of the event asked for, the surest first, with what it says and where it stands.
select
    reports.*,
    coalesce(source.actor_name, source_mention.text, reports.source_country_code, 'someone') as source_name,
    coalesce(target.actor_name, target_mention.text, reports.target_country_code) as target_name,
    speaker.actor_name as attributed_to_name,
    source_mention.start as source_start, source_mention.end as source_end,
    source_mention.sentence_index as source_sentence,
    target_mention.start as target_start, target_mention.end as target_end,
    target_mention.sentence_index as target_sentence,
    articles.publisher, articles.published_on, articles.title, articles.copy_group_id, articles.is_original
from reports
join articles using (article_id)
left join actors as source on source.actor_id = reports.source_actor_id
left join actors as target on target.actor_id = reports.target_actor_id
left join actors as speaker on speaker.actor_id = reports.attributed_to_actor_id
left join mentions as source_mention on source_mention.mention_id = reports.source_mention_id
left join mentions as target_mention on target_mention.mention_id = reports.target_mention_id
where reports.event_id = $event
order by reports.confidence desc, articles.published_on nulls last, reports.report_id
