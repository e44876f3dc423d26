-- One row a reject of one run, the first hundred.
select uri, stage, reason_code, reason
from rejects
where run_id = $run_id
order by uri, stage
limit 100
