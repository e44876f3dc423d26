insert into article_groups by name
select name as article_id, copy_group_id, is_original, story_id, family_id
from article_names
