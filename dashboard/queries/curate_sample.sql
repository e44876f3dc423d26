-- One row per event of a sample of the type asked for: those that follow a point that the seed gives, going by the end
-- of their ids, which are hashes. The same seed always draws the same events of the same snapshot, and none is likelier
-- than another.
select event_id
from {kept_events}
where $type::varchar is null or coalesce(event_type, 'STATEMENT') = $type
order by
    right(event_id, 12) < left(md5($seed::varchar), 12),
    right(event_id, 12),
    event_id
limit $how_many
