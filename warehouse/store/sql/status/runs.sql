-- One row a run, the newest first.
select
    run_id,
    flow,
    started_at,
    ended_at,
    document_count,
    article_count,
    mention_count,
    report_count,
    event_count,
    reject_count,
    coder_version
from runs
order by started_at desc
limit 5
