-- One row a member of every copy group that one of `asked` (article_id) is in.
select article_id, copy_group_id
from article_groups
where copy_group_id in (select copy_group_id from article_groups semi join asked using (article_id))
