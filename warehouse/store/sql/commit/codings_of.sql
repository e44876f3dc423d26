-- One row a report of one of `asked` (article_id), with what its day is computed from.
select report_codings.*, article_dates.* exclude (article_id)
from report_codings
join article_dates using (article_id)
semi join asked using (article_id)
