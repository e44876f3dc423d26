-- One row a retired id that leads to one of `asked` (old_id).
select retired_ids.old_id, asked.old_id as new_id from retired_ids join asked on retired_ids.new_id = asked.old_id
