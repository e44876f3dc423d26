-- One row per text that mentions both actors asked for: the first sentence with both, or else the first with the
-- first of them; those with both in one sentence come first.
with
    placed as (
        select
            article_id,
            sentence_index,
            list({'actor_id': actor_id, 'start': start, 'stop': "end"} order by start) as places,
            count(distinct actor_id) as actors,
            bool_or(actor_id = $a) as has_a
        from mentions
        where actor_id in ($a, $b) and not is_place
        group by all
    ),
    sharing as (
        select
            article_id,
            arg_max(sentence_index, (actors, has_a, -sentence_index)) as sentence_index,
            arg_max(places, (actors, has_a, -sentence_index)) as places,
            max(actors) as actors
        from placed
        where article_id in (
            select article_id from mentions where actor_id = $a and not is_place
            intersect
            select article_id from mentions where actor_id = $b and not is_place
        )
        group by article_id
    )
select
    sharing.*,
    articles.publisher,
    articles.published_on,
    case when sentence_index < 0 then 0 else sentence_spans[sentence_index + 1].start end as sentence_start,
    case
        when sentence_index < 0 then title
        else substring(
            body,
            sentence_spans[sentence_index + 1].start + 1,
            sentence_spans[sentence_index + 1].end - sentence_spans[sentence_index + 1].start
        )
    end as sentence
from sharing
join articles using (article_id)
where
    is_original
    and ($since::date is null or published_on >= $since::date)
    and ($until::date is null or published_on <= $until::date)
order by actors desc, published_on desc nulls last, article_id
limit $how_many
