-- One row per input that did not become what it should, in the order of stage and reason.
select stage, reason_code, uri, reason, run_id
from rejects
order by stage, reason_code, uri
limit 2000
