-- One row a report of an event: its sentence and where it stands, the surest first, one of each article.
select any_value(sentence) as sentence, any_value(title) as title, any_value(publisher) as publisher, uri
from evidence($event)
group by uri
order by max(confidence) desc, uri
limit $most
