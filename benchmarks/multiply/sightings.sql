insert into sightings
select seed_sightings.* replace (name as document_id, uri || '/' || clone as uri)
from seed_sightings
join article_names on article_id = document_id
