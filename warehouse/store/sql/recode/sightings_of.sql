-- One row a name under which one of the documents of `asked` (article_id) came.
select sightings.* from sightings semi join asked on asked.article_id = document_id
