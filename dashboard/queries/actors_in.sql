-- One row per actor named in the articles asked for, the most articles first.
select actor_id, any_value(actor_name) as actor_name, count(distinct article_id) as article_count
from mentions
where actor_id is not null and article_id in (select unnest($articles::varchar[]))
group by actor_id
order by article_count desc, actor_id
limit 12
