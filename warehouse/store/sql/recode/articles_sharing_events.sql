-- One row an article that has a report in one of the families of `asked` (family_id): those whose events are to be
-- grouped again when reports leave them.
select distinct article_id
from report_codings
join report_events using (report_id)
semi join asked using (family_id)
