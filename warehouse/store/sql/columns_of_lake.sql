-- One row a column of a table of the lake, in order.
select table_name, column_name, data_type
from duckdb_columns()
where database_name = 'lake' and schema_name = 'main' and not internal
order by table_name, column_index
