-- One row an event, with the names of its actors; where its reports disagree, in words.
select
    events.* exclude (disagreements),
    source.actor_name as source_name,
    target.actor_name as target_name,
    array_to_string([one.field || ': ' || array_to_string(one.values, ' / ') for one in disagreements], '; ')
        as disagreements
from events
left join actors as source on source.actor_id = source_actor_id
left join actors as target on target.actor_id = target_actor_id
order by event_on, event_id
