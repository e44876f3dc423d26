-- One row a coding of one clause of one article, with its event and day. Never count reports as events.
select
    report_codings.*,
    report_events.* exclude (report_id, family_id, first_month, last_month)
from report_codings
join report_events using (report_id)
