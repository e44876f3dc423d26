-- One row per other article of the same copy group, the earliest first.
with
    copies as materialized (
        select article_id, is_original
        from article_groups
        where copy_group_id = $copy_group and article_id <> $article
    )
select article_id, publisher, published_on, title, is_original
from copies
join article_texts using (article_id)
join article_dates using (article_id)
order by published_on nulls last, article_id
limit 50
