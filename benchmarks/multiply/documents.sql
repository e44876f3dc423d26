insert into documents
select seed_documents.* replace (name as document_id, uri || '/' || clone as uri)
from seed_documents
join article_names on article_id = document_id
