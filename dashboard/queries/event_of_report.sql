-- One row: the event and article of the report asked for; none when there is no such report.
select event_id, article_id
from reports
where report_id = $report
