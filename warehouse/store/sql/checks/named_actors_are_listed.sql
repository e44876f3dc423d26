-- One row an actor that `touched` mentions and the table of actors lists never or twice.
select actor_id, count(actors.actor_id) as times
from (select distinct actor_id from mentions semi join touched using (article_id) where actor_id is not null)
left join actors using (actor_id)
group by all
having times <> 1
