-- One row per run, the latest first.
select
    run_id, flow, started_at, ended_at, document_count, article_count, mention_count, report_count, event_count,
    reject_count, coder_version, knowledge_version, snapshot
from runs
order by ended_at desc, run_id
limit 50
