-- Actors in most articles
select actor_name as actor, actor_type as type, country_code as country, sum(article_count) as articles
from actor_days
join actors using (actor_id)
group by all
order by articles desc, actor
limit 10
