-- One row a name that several actors may be meant by, the commonest first, with them and a sentence that holds it.
with names as (
    select text, sum(mention_count)::bigint as mention_count, max(article_count) as article_count
    from actor_forms
    where actor_id is null and is_ambiguous
    group by text
    order by mention_count desc, text
    limit $how_many
),
open as (
    select text, article_id, sentence_index, candidates
    from mentions
    semi join names using (text)
    where actor_id is null and len(candidates) > 0
),
meant as (
    select text, list(distinct actor_id order by actor_id) as candidates
    from (select text, unnest(candidates).actor_id as actor_id from open)
    group by text
),
examples as (
    select text, arg_min(sentence, (article_id, sentence_index)) as example
    from open
    join sentences using (article_id, sentence_index)
    group by text
)
select text, mention_count, article_count, candidates, example
from names
left join meant using (text)
left join examples using (text)
order by mention_count desc, text
