-- One row: the event and article of the report asked for; none when there is no such report.
select event_id, article_id
from report_codings
join report_events using (report_id)
where report_id = $report
