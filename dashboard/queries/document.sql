-- One row: the document asked for, its bytes as they were received.
select content
from documents
where document_id = $article
