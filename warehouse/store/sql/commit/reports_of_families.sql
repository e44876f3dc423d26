-- One row a report (report_id) of every family that one of `asked` (report_id) is in.
select report_id
from report_events
where family_id in (select family_id from report_events semi join asked using (report_id))
