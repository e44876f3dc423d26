-- One row per snapshot that a run began from, the latest first, with what that run used and added.
select
    snapshot,
    max(ended_at) as ended_at,
    arg_max(flow, ended_at) as flow,
    arg_max(coder_version, ended_at) as coder_version,
    sum(article_count)::bigint as article_count
from runs
group by snapshot
order by snapshot desc
limit 200
