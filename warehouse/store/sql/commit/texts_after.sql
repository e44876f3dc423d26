-- One row an article whose id comes after a given one, by id, a slice of them, with its headline and body.
select article_id, title, body
from article_texts
where article_id > $after
order by article_id
limit $how_many
