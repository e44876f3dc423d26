insert into article_dates by name
select clone_days.* exclude (clone, date_clues, acts) replace (name as article_id)
from clone_days
join article_names using (clone, article_id)
