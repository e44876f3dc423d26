-- One row a copy of the seed that is made now.
create or replace temp table clones as
select unnest(range($first, $past))::bigint as clone
