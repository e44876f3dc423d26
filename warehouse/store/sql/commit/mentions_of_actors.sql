-- One row a mention of one of `asked` (actor_id).
select mentions.* from mentions semi join asked using (actor_id)
