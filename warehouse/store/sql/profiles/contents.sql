-- One row a document of `asked`, with its bytes, in the order of publishers.
select documents.uri, documents.media_type, documents.content, asked.publisher, asked.title
from asked join documents on documents.document_id = asked.article_id
order by asked.publisher, asked.article_id
