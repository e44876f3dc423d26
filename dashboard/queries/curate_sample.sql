-- One row per event of a sample of the type asked for, drawn by the hash of its id and the seed: the same seed always
-- draws the same events of the same snapshot, and none is likelier than another.
select event_id
from {kept_events}
where $type::varchar is null or coalesce(event_type, 'STATEMENT') = $type
order by md5(event_id || $seed::varchar), event_id
limit $how_many
