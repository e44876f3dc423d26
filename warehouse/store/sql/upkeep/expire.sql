-- Forgets snapshots; files that no other snapshot needs wait to be deleted.
call ducklake_expire_snapshots('lake', versions => $versions)
