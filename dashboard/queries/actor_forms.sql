-- One row per form under which the texts name the actor asked for, the most frequent first.
select
    text,
    mention_kind,
    mention_count,
    article_count,
    confidence_sum / mention_count as confidence
from actor_forms
where actor_id = $actor
order by mention_count desc, text, mention_kind
limit 60
