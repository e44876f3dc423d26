-- One row per snapshot that is kept because somebody cites it, the latest first.
select snapshot, note, kept_at
from kept_snapshots
order by snapshot desc
