-- One row per report of the article asked for, in the order of its text.
select
    reports.report_id, reports.event_id, reports.sentence_index, reports.event_type, reports.event_mode,
    reports.cameo_code, reports.quad_class, reports.status, reports.action_text,
    coalesce(source.actor_name, reports.source_country_code, 'someone') as source_name,
    coalesce(target.actor_name, reports.target_country_code) as target_name
from reports
left join actors as source on source.actor_id = reports.source_actor_id
left join actors as target on target.actor_id = reports.target_actor_id
where reports.article_id = $article
order by reports.sentence_index, reports.action_start
