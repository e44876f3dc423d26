-- What was not used, and why
select stage, reason_code as code, count(*) as number, any_value(reason) as example
from rejects
group by all
order by number desc
limit 10
