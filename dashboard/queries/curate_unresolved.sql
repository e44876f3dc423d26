-- One row per name that no actor was found for, the most frequent first; ambiguous ones are a queue of their own. Events
-- and treaties, which are nobody, and places that only say where are left out, as `wirelake actors unresolved` does.
with commonest as (
    select
        text,
        sum(mention_count)::bigint as mention_count,
        max(article_count) as article_count,
        mode(mention_kind order by mention_kind) as mention_kind
    from actor_forms
    where actor_id is null and not is_ambiguous and mention_kind in ('name', 'acronym', 'title')
    group by text
    order by mention_count desc, text
    limit 6000
),
parties as (
    select distinct text
    from mentions
    semi join commonest using (text)
    where actor_id is null and not is_place and method not in ('event', 'treaty')
)
from commonest
semi join parties using (text)
order by mention_count desc, text
limit 300
