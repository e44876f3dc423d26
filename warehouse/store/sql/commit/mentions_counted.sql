-- One row a resolved mention in an article of `asked` (article_id).
select article_id, sentence_index, actor_id, is_place
from mentions
semi join asked using (article_id)
where actor_id is not null
