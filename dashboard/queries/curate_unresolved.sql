-- One row per name that no actor was found for, the most frequent first; ambiguous ones are a queue of their own.
select
    text,
    count(*) as mention_count,
    count(distinct article_id) as article_count,
    mode(mention_kind) as mention_kind,
    mode(role_text) as role_text,
    mode(country_code) as country_code,
    max(confidence) as confidence
from mentions
where actor_id is null and len(candidates) = 0 and mention_kind in ('name', 'acronym', 'title')
group by text
order by mention_count desc, text
limit 300
