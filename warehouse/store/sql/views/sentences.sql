-- One row a sentence of an article's body; the headline is sentence -1.
select
    article_id,
    (generate_subscripts(sentence_spans, 1) - 1)::integer as sentence_index,
    unnest(sentence_spans).start as "start",
    unnest(sentence_spans).end as "end",
    body[unnest(sentence_spans).start + 1 : unnest(sentence_spans).end] as sentence
from article_texts
union all
select article_id, -1, 0, length(title)::integer, title
from article_texts
where title is not null
