-- One row a document of `asked` (article_id), with its bytes.
select documents.* exclude (run_id) from documents semi join asked on asked.article_id = document_id
