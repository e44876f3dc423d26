-- One row a name that no actor was found for, the commonest first, with a sentence that holds it. Events and treaties,
-- which are nobody, and places that only say where are left out.
with commonest as (
    select text, sum(mention_count)::bigint as mention_count, max(article_count) as article_count,
        arg_max(mention_kind, mention_count) as mention_kind
    from actor_forms
    where actor_id is null and not is_ambiguous and mention_kind in ('name', 'acronym', 'title')
    group by text
    order by mention_count desc, text
    limit 20 * $how_many
),
parties as (
    select distinct text
    from mentions
    semi join commonest using (text)
    where actor_id is null and not is_place and method not in ('event', 'treaty')
),
names as (
    from commonest
    semi join parties using (text)
    order by mention_count desc, text
    limit $how_many
),
examples as (
    select text, arg_min(sentence, (article_id, sentence_index)) as example
    from mentions
    join sentences using (article_id, sentence_index)
    semi join names using (text)
    where actor_id is null
    group by text
)
select text, mention_count, article_count, mention_kind, example
from names
left join examples using (text)
order by mention_count desc, text
