-- One row per text with a mention in the form asked for, the latest first, with the sentence of the first of them.
with
    placed as (
        select article_id, arg_min(mention_id, (sentence_index, start)) as mention_id
        from mentions
        where
            text = $form
            and ($actor::varchar is null or actor_id = $actor)
            and ($actor::varchar is not null or actor_id is null)
        group by article_id
    )
select
    articles.article_id,
    articles.publisher,
    articles.published_on,
    mentions.sentence_index,
    mentions.start,
    mentions."end" as stop,
    mentions.candidates,
    case when sentence_index < 0 then 0 else sentence_spans[sentence_index + 1].start end as sentence_start,
    case
        when sentence_index < 0 then title
        else substring(
            body,
            sentence_spans[sentence_index + 1].start + 1,
            sentence_spans[sentence_index + 1].end - sentence_spans[sentence_index + 1].start
        )
    end as sentence
from placed
join mentions using (mention_id)
join articles on articles.article_id = mentions.article_id
where is_original
order by published_on desc nulls last, articles.article_id
limit $how_many
