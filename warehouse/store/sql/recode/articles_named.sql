-- One row a document whose id begins with $begin: two at most, which is one too many.
select document_id as article_id from documents where starts_with(document_id, $begin) limit 2
