-- One row a document whose bytes are not those that its id is the hash of, or not as many as it says.
select document_id, uri from documents where document_id <> sha256(content) or byte_count <> octet_length(content)
