-- One row a document of `asked` (article_id), with its bytes.
select document_id, uri, media_type, content
from documents
semi join asked on asked.article_id = document_id
