-- One row a report of `asked` (report_id) that has an event already.
select report_id, event_id, family_id from report_events semi join asked using (report_id)
