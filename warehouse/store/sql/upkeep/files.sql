-- One row a table: its data files and those of deleted rows, with their bytes.
select table_name, file_count, file_size_bytes, delete_file_count, delete_file_size_bytes
from ducklake_table_info('lake')
order by table_name
