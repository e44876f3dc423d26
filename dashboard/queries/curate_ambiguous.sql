-- One row per name that may mean several actors, the most frequent first, with those whom it may mean.
with
    meant as (
        select text, article_id, unnest(candidates).actor_id as candidate_id
        from mentions
        where actor_id is null and len(candidates) > 0
    )
select
    text,
    count(distinct article_id) as article_count,
    list(distinct coalesce(actor_name, candidate_id) order by coalesce(actor_name, candidate_id)) as candidates
from meant
left join actors on actors.actor_id = candidate_id
group by text
order by article_count desc, text
limit 300
