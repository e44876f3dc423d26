-- One row a document that could not be read as an article: another coder may read it.
select document_id as article_id from documents where document_id not in (select article_id from article_texts)
