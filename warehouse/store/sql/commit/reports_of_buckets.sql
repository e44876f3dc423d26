-- One row a report of every bucket that one of `asked` (article_id) has a report in, with what grouping looks at.
with touched as (
    select distinct bucket
    from report_events
    join report_codings using (report_id)
    semi join asked using (article_id)
)
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
semi join touched using (bucket)
join article_texts using (article_id)
join article_dates using (article_id)
join article_groups using (article_id)
