-- One row a mention and copy that a report of that copy rests on.
create or replace temp table mentions_kept as
select distinct clone, unnest([source_mention_id, target_mention_id]) as mention_id
from seed_report_codings
join report_names using (report_id)
