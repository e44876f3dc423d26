-- One row an article of `touched` that the view `articles` would show never or twice.
select touched.article_id, count(article_dates.article_id) as dates, count(article_groups.article_id) as groups
from touched
left join article_dates using (article_id)
left join article_groups using (article_id)
group by all
having dates <> 1 or groups <> 1
