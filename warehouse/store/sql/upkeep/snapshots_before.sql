-- One row a snapshot made before a moment (UTC), but for the newest of all.
select snapshot_id
from ducklake_snapshots('lake')
where
    snapshot_time at time zone 'UTC' < $before
    and snapshot_id < (select max(snapshot_id) from ducklake_snapshots('lake'))
order by snapshot_id
