-- One row a report of `touched` whose words for the act are not what stands at their offsets.
select report_id, action_text, article_id, action_start, action_end
from report_codings
join article_texts using (article_id)
semi join touched using (article_id)
where action_text <> case when sentence_index < 0 then title else body end[action_start + 1 : action_end]
