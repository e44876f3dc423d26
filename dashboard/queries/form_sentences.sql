-- One row per text with a mention in the form asked for, the latest first, with the sentence of the first of them.
with
    -- The few that are shown are chosen before anything else of them is read.
    chosen as materialized (
        select article_id, published_on
        from article_dates
        join article_groups using (article_id)
        where
            is_original
            and article_id in (
                select article_id
                from mentions
                where
                    text = $form
                    and ($actor::varchar is null or actor_id = $actor)
                    and ($actor::varchar is not null or actor_id is null)
            )
        order by published_on desc nulls last, article_id
        limit $how_many
    ),
    placed as (
        select
            article_id,
            min({
                'sentence_index': sentence_index,
                'start': start,
                'stop': "end",
                'candidates': candidates
            }) as first_of_them
        from mentions
        where
            article_id in (select article_id from chosen)
            and text = $form
            and ($actor::varchar is null or actor_id = $actor)
            and ($actor::varchar is not null or actor_id is null)
        group by article_id
    ),
    first_places as (
        select article_id, unnest(first_of_them)
        from placed
    ),
    texts as materialized (
        select article_id, title, body, sentence_spans, publisher
        from article_texts
        where article_id in (select article_id from chosen)
    )
select
    article_id,
    publisher,
    published_on,
    sentence_index,
    start,
    stop,
    candidates,
    case when sentence_index < 0 then 0 else sentence_spans[sentence_index + 1].start end as sentence_start,
    {sentence_text} as sentence
from chosen
join first_places using (article_id)
join texts using (article_id)
order by published_on desc nulls last, article_id
