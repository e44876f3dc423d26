-- One row a report and copy: its new id, event and family.
create or replace temp table report_names as
with named as (
    select clone, report_id, event_id, family_id, left(sha256(report_id || '/' || clone), 24) as name
    from seed_report_events
    cross join clones
    where hash(event_id, clone) % $thin = 0
)
select
    clone,
    report_id,
    event_id as seed_event_id,
    name,
    min(name) over (partition by clone, event_id) as event_id,
    min(name) over (partition by clone, family_id) as family_id
from named
