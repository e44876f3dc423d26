-- One row an article of `touched` whose document is missing or stands twice.
select touched.article_id, count(documents.document_id) as documents
from touched
left join documents on documents.document_id = touched.article_id
group by all
having documents <> 1
