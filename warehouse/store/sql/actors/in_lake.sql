-- One row an actor of the lake whose id is $who or in $ids, or whose name is $who: how often, in which words, and where.
with wanted as (
    select * from actors where actor_id = $who or list_contains($ids, actor_id) or actor_name = $who
),
forms as (
    select actor_id, sum(mention_count)::bigint as mention_count,
        list(text || ' (' || mention_count || ')' order by mention_count desc, text)[:12] as forms
    from actor_forms
    semi join wanted using (actor_id)
    where mention_kind <> 'pronoun'
    group by actor_id
),
places as (
    select actor_id, count(distinct article_id) as article_count,
        arg_min(sentence, (article_id, sentence_index)) as example
    from mentions
    join sentences using (article_id, sentence_index)
    semi join wanted using (actor_id)
    group by actor_id
)
select actor_id, actor_name as name, actor_type as type, country_code, sector_code, origin, null as gender,
    mention_count, article_count, forms, example
from wanted
left join forms using (actor_id)
left join places using (actor_id)
order by article_count desc, actor_id
