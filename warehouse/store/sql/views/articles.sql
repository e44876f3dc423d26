-- One row an article: clean text, date, place, language, copy group and story.
select
    article_texts.* exclude (date_clues),
    article_dates.* exclude (article_id),
    article_groups.* exclude (article_id)
from article_texts
join article_dates using (article_id)
join article_groups using (article_id)
