-- One row per text that mentions both actors asked for: the first sentence with both, or else the first with the
-- first of them; those with both in one sentence come first.
with
    seen as materialized (
        select article_id, sentence_index, actor_id, start, "end" as stop
        from mentions
        where actor_id in ($a, $b) and not is_place
    ),
    sentences as (
        select
            article_id,
            sentence_index,
            bool_or(actor_id = $a) as has_a,
            bool_or(actor_id = $b) as has_b,
            has_a::int + has_b::int as actors
        from seen
        group by all
    ),
    sharing as (
        select
            article_id,
            arg_max(sentence_index, (actors, has_a, -sentence_index)) as sentence_index,
            max(actors) as actors
        from sentences
        group by article_id
        having bool_or(has_a) and bool_or(has_b)
    ),
    -- The few that are shown are chosen before any text is read.
    chosen as materialized (
        select sharing.*, published_on
        from sharing
        join article_dates using (article_id)
        join article_groups using (article_id)
        where
            is_original
            and ($since::date is null or published_on >= $since::date)
            and ($until::date is null or published_on <= $until::date)
        order by actors desc, published_on desc nulls last, article_id
        limit $how_many
    ),
    placed as (
        select
            article_id,
            sentence_index,
            list({'actor_id': actor_id, 'start': start, 'stop': stop} order by start) as places
        from seen
        semi join chosen using (article_id, sentence_index)
        group by all
    ),
    texts as materialized (
        select article_id, title, body, sentence_spans, publisher
        from article_texts
        where article_id in (select article_id from chosen)
    )
select
    chosen.article_id,
    chosen.sentence_index,
    places,
    actors,
    publisher,
    published_on,
    case when chosen.sentence_index < 0 then 0 else sentence_spans[chosen.sentence_index + 1].start end as sentence_start,
    case
        when chosen.sentence_index < 0 then title
        else substring(
            body,
            sentence_spans[chosen.sentence_index + 1].start + 1,
            sentence_spans[chosen.sentence_index + 1].end - sentence_spans[chosen.sentence_index + 1].start
        )
    end as sentence
from chosen
join placed using (article_id, sentence_index)
join texts using (article_id)
order by actors desc, published_on desc nulls last, article_id
