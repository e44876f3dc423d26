-- One row a report of the event that has this id, or that holds the report of this id.
select evidence.*, report_codings.method
from evidence($event) as evidence
join report_codings using (report_id)
