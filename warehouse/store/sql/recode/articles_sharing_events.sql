-- One row an article that tells of one of the events of `asked` (event_id, bucket), and one for each of their buckets:
-- those whose events are to be grouped again when reports leave them.
select article_id from report_codings join report_events using (report_id) semi join asked using (event_id)
union
select min(article_id) from report_codings join report_events using (report_id) semi join asked using (bucket)
group by bucket
