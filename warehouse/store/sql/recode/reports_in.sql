-- One row a report of one of `asked` (article_id), with its event.
select report_id, article_id, sentence_index, action_start, action_end, event_id
from report_codings
join report_events using (report_id)
semi join asked using (article_id)
