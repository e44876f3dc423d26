-- One row if the snapshot can still be read.
select snapshot_id from ducklake_snapshots('lake') where snapshot_id = ?
