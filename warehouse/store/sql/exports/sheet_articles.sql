-- One row an article, without its body and its lists.
select columns(
    c -> c not in ('body', 'sentence_spans', 'paragraph_languages', 'published_evidence')
)
from articles
order by published_on, article_id
