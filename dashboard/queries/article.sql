-- One row: the article asked for, with the document that it was read from.
select
    articles.* exclude (run_id, coder_version),
    articles.run_id as reading_run_id,
    articles.coder_version,
    documents.uri, documents.media_type, documents.byte_count, documents.landed_at,
    documents.run_id as landing_run_id
from articles
join documents using (document_id)
where articles.article_id = $article
