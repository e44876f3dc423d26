-- One row an article published on one of the days of `asked` (day, null for undated), with its group.
select article_id, copy_group_id, is_original, published_on
from article_dates
join article_groups using (article_id)
where exists (select 1 from asked where asked.day is not distinct from published_on)
