-- One row an article of `asked` (article_id): whether it counts for its copies, and on which day.
select article_id, is_original, published_on
from article_groups
join article_dates using (article_id)
semi join asked using (article_id)
