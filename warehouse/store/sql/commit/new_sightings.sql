-- One row a sighting of `asked` that the lake does not hold yet.
select asked.* from asked anti join sightings using (document_id, uri)
