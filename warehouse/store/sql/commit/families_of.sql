-- One row an article (article_id) of every family that one of `asked` (article_id) is in.
select article_id
from article_groups
where family_id in (select family_id from article_groups semi join asked using (article_id))
