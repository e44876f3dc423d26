-- One row per article asked for, with its text.
select article_id, title, body, sentence_spans, publisher, published_on
from article_texts
join article_dates using (article_id)
where article_id in (select unnest($articles::varchar[]))
