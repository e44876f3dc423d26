-- Writes those files of a table anew of whose rows the given share or more is deleted.
call ducklake_rewrite_data_files('lake', $table_name, delete_threshold => $share)
