-- One row a file deleted: needed by no snapshot since before a moment (with its time zone).
call ducklake_cleanup_old_files('lake', older_than => $before)
