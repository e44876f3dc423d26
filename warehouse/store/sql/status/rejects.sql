-- One row a stage and reason for which something was rejected.
select stage, reason_code, count(*) as reject_count, any_value(reason) as example
from rejects
group by all
order by reject_count desc, stage, reason_code
