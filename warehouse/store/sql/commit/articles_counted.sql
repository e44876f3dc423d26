-- One row an article of `asked` (article_id), with what it counts for.
select
    published_on,
    publisher,
    language,
    is_original,
    len(sentence_spans) + (title is not null)::integer as sentence_count
from article_texts
join article_dates using (article_id)
join article_groups using (article_id)
semi join asked using (article_id)
