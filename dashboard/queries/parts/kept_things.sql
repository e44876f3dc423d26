-- One row per thing to count of the events that the filters keep: the event itself, or, where articles are counted,
-- each article that tells of it. Distinct articles and the sum of weights together are the count, one of them being 0.
select *, null::varchar as article_id, case $unit when 'reports' then report_count else 1 end as weight
from {kept_events}
where $unit <> 'articles'
union all
select kept.*, report_codings.article_id, 0 as weight
from {kept_events} as kept
join report_events using (event_id)
join report_codings using (report_id)
where $unit = 'articles'
