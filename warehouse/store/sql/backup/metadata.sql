-- One row a table of a lake's catalog, with its columns in their order; `catalog` is where it is attached.
select table_name, list(column_name order by column_index) as columns
from duckdb_columns()
where database_name = $catalog and schema_name in ('main', 'public') and starts_with(table_name, 'ducklake_')
group by all
order by table_name
