-- One row per name under which the document asked for came.
select uri, publisher, seen_at
from sightings
where document_id = $article
order by seen_at, uri
