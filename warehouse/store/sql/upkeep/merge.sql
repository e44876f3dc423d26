-- Joins files of a table that are smaller than DuckLake's target size, in the table's order of rows.
call ducklake_merge_adjacent_files('lake', $table_name)
