-- One row a kept snapshot, with the moment at which it was made; null when it is gone all the same.
select kept_snapshots.snapshot, (made.snapshot_time at time zone 'UTC')::timestamp as made_at, note, kept_at
from kept_snapshots
left join ducklake_snapshots('lake') as made on made.snapshot_id = kept_snapshots.snapshot
order by kept_snapshots.snapshot
