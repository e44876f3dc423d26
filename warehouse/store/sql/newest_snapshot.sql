-- One row: the number of the newest snapshot.
select max(snapshot_id) from ducklake_snapshots('lake')
