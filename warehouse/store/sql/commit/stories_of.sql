-- One row an article of every story that one of `asked` (article_id) is in, with the clues to its day.
select article_id, story_id, copy_group_id, date_clues
from article_texts
join article_groups using (article_id)
where story_id in (select story_id from article_groups semi join asked using (article_id))
