-- One row an article of every story that one of `asked` (article_id) is in.
select article_id, story_id
from article_groups
where story_id in (select story_id from article_groups semi join asked using (article_id))
