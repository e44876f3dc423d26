-- One row an article with a mention that one of `uses` means: an actor ('' for none) as the one meant or as a
-- candidate, words or any (''), in one article or any ('').
select article_id
from mentions
join uses
    on mentions.actor_id is not distinct from nullif(uses.actor_id, '')
    and uses.text in ('', mentions.text)
    and uses.article in ('', mentions.article_id)
union
select article_id
from (select article_id, text, unnest(candidates).actor_id as actor_id from mentions where len(candidates) > 0) as meant
join uses
    on meant.actor_id = uses.actor_id
    and uses.text in ('', meant.text)
    and uses.article in ('', meant.article_id)
