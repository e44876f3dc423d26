-- One row a data file that any snapshot of the catalog `origin` needs: its path below the data's, and its bytes.
with files as (
    select path, path_is_relative, file_size_bytes, table_id from origin.ducklake_data_file
    union all
    select path, path_is_relative, file_size_bytes, table_id from origin.ducklake_delete_file
),
tables as (
    select distinct ducklake_table.table_id, ducklake_schema.path || ducklake_table.path as folder
    from origin.ducklake_table
    join origin.ducklake_schema using (schema_id)
)
select folder || files.path as path, files.path_is_relative::boolean as is_relative, file_size_bytes as byte_count
from files
join tables using (table_id)
order by path
