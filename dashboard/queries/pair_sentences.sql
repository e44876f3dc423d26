-- One row per text that mentions both actors asked for: the first sentence with both, or else the first with the
-- first of them; those with both in one sentence come first, and then the latest.
with
    together as (
        select day, sum(sentence_count) as sentences
        from comention_days
        where
            actor_a_id = least($a::varchar, $b::varchar)
            and actor_b_id = greatest($a::varchar, $b::varchar)
            and ($since::date is null or day >= $since::date)
            and ($until::date is null or day <= $until::date)
        group by day
    ),
    -- Each of these days holds a text or more to show, so that no other day is needed: the latest with both in a
    -- sentence, and, where these are too few, the latest with both at all.
    days as materialized (
        (
            select day
            from together
            where sentences > 0
            order by day desc nulls last
            limit $how_many
        )
        union
        (
            select day
            from together
            order by day desc nulls last
            limit $how_many
        )
    ),
    texts_of_days as materialized (
        select article_id, published_on
        from article_dates
        join article_groups using (article_id)
        semi join days on published_on is not distinct from day
        where is_original
    ),
    seen as materialized (
        select article_id, sentence_index, actor_id, start, "end" as stop
        from mentions
        where actor_id in ($a, $b) and not is_place and article_id in (select article_id from texts_of_days)
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
        join texts_of_days using (article_id)
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
    article_id,
    sentence_index,
    places,
    actors,
    publisher,
    published_on,
    case when sentence_index < 0 then 0 else sentence_spans[sentence_index + 1].start end as sentence_start,
    {sentence_text} as sentence
from chosen
join placed using (article_id, sentence_index)
join texts using (article_id)
order by actors desc, published_on desc nulls last, article_id
