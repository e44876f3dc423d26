-- One row per form under which the texts name the actor asked for, the most frequent first.
select
    text,
    mention_kind,
    count(*) as mention_count,
    count(distinct article_id) as article_count,
    avg(confidence) as confidence,
    mode(method) as method
from mentions
where actor_id = $actor
group by all
order by mention_count desc, text, mention_kind
limit 60
