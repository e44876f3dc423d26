-- One row a reject of `asked` that the lake does not hold yet.
select asked.*
from asked
anti join rejects
    on rejects.uri = asked.uri
    and rejects.document_id is not distinct from asked.document_id
    and rejects.stage = asked.stage
    and rejects.reason_code = asked.reason_code
