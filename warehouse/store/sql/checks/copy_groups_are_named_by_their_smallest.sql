-- One row a copy group of `touched` whose name is not its smallest article, or without just one original.
with asked as (select distinct copy_group_id from article_groups semi join touched using (article_id))
select copy_group_id, min(article_id) as smallest, count_if(is_original) as originals
from article_groups
semi join asked using (copy_group_id)
group by all
having smallest <> copy_group_id or originals <> 1
