-- Opens this lake in any DuckDB (1.5 or newer). From inside this folder:
--     duckdb -init open.sql
install ducklake;
install sqlite;
load ducklake;
load sqlite;
attach 'ducklake:sqlite:{catalog}' as lake (read_only, data_path 'data/', override_data_path true);
use lake;
-- Then: show tables;  from dictionary;  from articles limit 5;
