-- One row an actor that no article from before a day mentions, and enough articles of enough publishers do since. An
-- article without a day of publication counts from the day on which it landed.
with days as (
    select
        actor_id,
        min(coalesce(published_on, landed_at::date)) as first_on,
        count(distinct copy_group_id) as article_count,
        count(distinct publisher) as publisher_count
    from mentions
    join articles using (article_id)
    join (select document_id, landed_at from documents) as landed using (document_id)
    where actor_id is not null and not is_place
    group by actor_id
)
select actor_id, actor_name, actor_type, country_code, sector_code, first_on, article_count, publisher_count
from days
join actors using (actor_id)
where
    first_on >= $after
    and article_count >= $least_count
    and publisher_count + (publisher_count = 0)::integer >= $least_publishers
    and ($countries is null or list_contains($countries, country_code))
order by actor_id
