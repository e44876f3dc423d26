-- One row a document of `asked` (document_id) that the lake holds already.
select document_id from asked semi join documents using (document_id)
