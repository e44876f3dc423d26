-- One row an event of `asked` (event_id).
select events.* from events semi join asked using (event_id)
