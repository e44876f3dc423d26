-- One row a report of `asked` (report_id), with what grouping looks at.
select
    report_codings.*,
    report_events.* exclude (report_id),
    published_on,
    published_no_earlier,
    published_no_later,
    copy_group_id,
    story_id,
    publisher,
    language,
    case
        when sentence_index < 0 then title
        else body[sentence_spans[sentence_index + 1].start + 1 : sentence_spans[sentence_index + 1].end]
    end as sentence
from report_codings
join report_events using (report_id)
semi join asked using (report_id)
join article_texts using (article_id)
join article_dates using (article_id)
join article_groups using (article_id)
