-- One row per article asked for, with its text.
select article_id, title, body, sentence_spans, publisher, published_on
from articles
where list_contains($articles::varchar[], article_id)
