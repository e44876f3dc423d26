-- One row a report of `touched` that stands twice, or whose event stands never or twice.
select report_id, count(report_events.report_id) as links, count(events.event_id) as events
from report_codings
semi join touched using (article_id)
left join report_events using (report_id)
left join events using (event_id)
group by all
having links <> 1 or events <> 1
