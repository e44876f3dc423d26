-- One row an article (as in story_terms) of every family that one of `asked` (article_id) is in.
select story_terms.*
from story_terms
join article_groups using (article_id)
where family_id in (select family_id from article_groups semi join asked using (article_id))
