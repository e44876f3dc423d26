-- One row per other article of the same copy group, the earliest first.
select article_id, publisher, published_on, title, is_original
from articles
where copy_group_id = $copy_group and article_id <> $article
order by published_on nulls last, article_id
limit 50
