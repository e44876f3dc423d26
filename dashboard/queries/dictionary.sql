-- One row per column of the lake's tables and views, and per macro, in the order of the dictionary.
select table_name, table_kind, table_meaning, column_name, column_type, column_meaning, position
from dictionary
order by table_kind desc, table_name, position
