delete from article_days where day is null
