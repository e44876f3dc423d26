-- One row per snapshot that a run began from, the latest first.
select snapshot, max(ended_at) as ended_at, any_value(coder_version) as coder_version
from runs
group by snapshot
order by snapshot desc
limit 200
