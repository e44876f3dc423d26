-- Two columns' smallest and largest values in each of those files.
insert into ducklake_file_column_stats (
    data_file_id, table_id, column_id, column_size_bytes, value_count, null_count, min_value, max_value
)
select 1000 + n, {table}, column_id, 5000, 1000, 0, value, value
from (
    select n, 1 as column_id, cast(1000 + n % 1000 as text) || '-06-15' as value from numbers
    union all
    select n, 2 as column_id, cast(n as text) as value from numbers
) as stated
