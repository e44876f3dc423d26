-- As many data files as asked for in the table {table}, each of one day of its own, as DuckLake's catalog lists them.
insert into ducklake_data_file (
    data_file_id, table_id, begin_snapshot, path, path_is_relative, file_format, record_count, file_size_bytes,
    footer_size, row_id_start
)
select
    1000 + n, {table}, {snapshot}, 'days/' || n || '.parquet', {yes}, 'parquet', 1000, 100000, 500, 1000 + 1000 * n
from numbers
