-- One row per event of `page`, with the sentence of its surest report and where in the article its words stand.
with
    surest as (
        select event_id, arg_max(report_id, (confidence, report_id)) as report_id
        from reports
        where event_id in (select event_id from page)
        group by event_id
    )
select
    page.event_id, page.day, page.event_on, page.event_precision, page.event_type, page.event_mode,
    page.cameo_code, page.quad_class, page.status, page.source_name, page.target_name,
    page.source_actor_id, page.target_actor_id, page.place_name, page.report_count, page.article_count,
    page.publisher_count, page.confidence, len(page.disagreements) as disagreement_count,
    reports.report_id, reports.article_id, reports.sentence_index, reports.action_start, reports.action_end,
    reports.event_date_start, reports.event_date_end, reports.place_start, reports.place_end,
    source_mention.start as source_start, source_mention.end as source_end,
    source_mention.sentence_index as source_sentence,
    target_mention.start as target_start, target_mention.end as target_end,
    target_mention.sentence_index as target_sentence,
    case when reports.sentence_index < 0 then 0 else articles.sentence_spans[reports.sentence_index + 1].start end
        as sentence_start,
    case
        when reports.sentence_index < 0 then articles.title
        else substring(
            articles.body,
            articles.sentence_spans[reports.sentence_index + 1].start + 1,
            articles.sentence_spans[reports.sentence_index + 1].end
            - articles.sentence_spans[reports.sentence_index + 1].start
        )
    end as sentence,
    articles.publisher, articles.published_on
from page
left join surest using (event_id)
left join reports on reports.report_id = surest.report_id
left join articles on articles.article_id = reports.article_id
left join mentions as source_mention on source_mention.mention_id = reports.source_mention_id
left join mentions as target_mention on target_mention.mention_id = reports.target_mention_id
