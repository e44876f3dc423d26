-- One row a file deleted: older than a moment (with its time zone) and unknown to the catalog, as a dead writer leaves.
call ducklake_delete_orphaned_files('lake', older_than => $before)
